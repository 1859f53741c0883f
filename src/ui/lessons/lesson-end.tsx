/** After the last step: how it went, the same lesson with other numbers, or play from here. */
import { usePage } from '../hooks/use-store.ts';
import type { OpenLesson } from '../teaching.ts';
import { openStep, playFreely } from './lesson-actions.ts';
import { progressOf } from './progress.ts';

/** Two faults instead of one. */
const MORE_REPLICAS = 7;

interface LessonEndProps {
  readonly lesson: OpenLesson;
  readonly onProblem: (problem: string | null) => void;
}

export function LessonEnd({ lesson, onProblem }: LessonEndProps) {
  const page = usePage();
  const { ref, view } = lesson;
  const right = Object.values(progressOf(ref)).filter((outcome) => outcome === 'right').length;
  return (
    <div className="lesson-end">
      <p className="lesson-text">
        That was the lesson. You foresaw {right} of {view.steps.length}.
      </p>
      {view.replicas !== MORE_REPLICAS && (
        <button
          type="button"
          className="button"
          onClick={() => void openStep(page, { ...ref, replicas: MORE_REPLICAS }, 1).then(onProblem)}
        >
          Again, with seven replicas
        </button>
      )}
      <button type="button" className="button" onClick={() => playFreely(page)}>
        Play freely from here
      </button>
    </div>
  );
}
