/** Lessons: the list, the open step, or the way back from free play. */
import { useUi } from '../hooks/use-store.ts';
import { isInLesson } from '../teaching.ts';
import { FreePlay } from './free-play.tsx';
import { LessonList } from './lesson-list.tsx';
import { LessonView } from './lesson-view.tsx';

export function LessonsTab() {
  const lesson = useUi((state) => state.lesson);
  const session = useUi((state) => state.info?.session);
  if (lesson === null) return <LessonList />;
  return isInLesson(lesson, session) ? <LessonView lesson={lesson} /> : <FreePlay lesson={lesson} />;
}
