/** All lessons, how far each one is, and one button that stands out: where to go on. */
import { useCallback, useState } from 'react';
import type { LessonEntry } from '../../projection/lesson.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { usePage } from '../hooks/use-store.ts';
import { openStep } from './lesson-actions.ts';
import { progressOf } from './progress.ts';

export function LessonList() {
  const lessons = useAsk('lessons', (asked) => asked.lessons()).value ?? [];
  const [problem, setProblem] = useState<string | null>(null);
  const next = lessons.find((lesson) => nextStep(lesson) !== null)?.id;
  return (
    <section className="lessons" aria-label="Lessons" tabIndex={-1} ref={useFocusFromGuide()}>
      <p className="lessons-lead">
        Say what will happen, run to it, and see why. Every answer is graded by the run itself.
      </p>
      <ol className="lessons-list">
        {lessons.map((lesson, index) => (
          <Entry
            key={lesson.id}
            lesson={lesson}
            number={index + 1}
            first={lesson.id === next}
            onProblem={setProblem}
          />
        ))}
      </ol>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

/** Whoever came by the guide's link goes on here. */
function useFocusFromGuide() {
  return useCallback((list: HTMLElement | null) => {
    if (document.activeElement?.closest('.guide') != null) list?.focus({ preventScroll: true });
  }, []);
}

interface EntryProps {
  readonly lesson: LessonEntry;
  readonly number: number;
  readonly first: boolean;
  readonly onProblem: (problem: string | null) => void;
}

function Entry({ lesson, number, first, onProblem }: EntryProps) {
  const { store, engine } = usePage();
  const step = nextStep(lesson);
  const done = Object.keys(progressOf({ lesson: lesson.id })).length;
  const start = async () => onProblem(await openStep({ store, engine }, { lesson: lesson.id }, step ?? 1));
  return (
    <li className="lessons-entry">
      <h3>
        {number}. {lesson.title}
      </h3>
      <p>{lesson.about}</p>
      <div className="lessons-row">
        <button
          type="button"
          className={first ? 'button primary' : 'button'}
          aria-label={`${word(done, step)}: ${lesson.title}`}
          onClick={() => void start()}
        >
          {word(done, step)}
        </button>
        <span className="hint">
          {step === null
            ? 'done'
            : done === 0
              ? `${lesson.steps.length} steps`
              : `${done} of ${lesson.steps.length} steps`}
        </span>
      </div>
    </li>
  );
}

function word(done: number, step: number | null): string {
  if (step === null) return 'Once more';
  return done === 0 ? 'Begin' : `Go on at step ${step}`;
}

/** The first step that has not been run; null when all have. */
function nextStep({ id, steps }: LessonEntry): number | null {
  const seen = progressOf({ lesson: id });
  const index = steps.findIndex((_, at) => seen[at + 1] === undefined);
  return index < 0 ? null : index + 1;
}
