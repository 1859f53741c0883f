/** The part of the engine that teaches; see api.ts. */
import type {
  LessonAnswer,
  LessonEntry,
  LessonGrade,
  LessonRef,
  LessonStep,
} from '../../projection/lesson.ts';
import type { Problem } from '../api.ts';

export interface LessonEngine {
  lessons(): Promise<readonly LessonEntry[]>;
  /**
   * A step of a lesson, counted from 1. Computed on a run of the lesson's own: the open one stays as it is.
   */
  lessonStep(lesson: LessonRef, step: number): Promise<LessonStep | Problem>;
  gradeLesson(lesson: LessonRef, step: number, answer: LessonAnswer): Promise<LessonGrade | Problem>;
}
