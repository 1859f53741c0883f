/** Where one is in the lesson, and what is done: a dot per step, by form as well as by colour. */
import type { OpenLesson } from '../teaching.ts';
import { type Outcome, progressOf } from './progress.ts';

interface StepDotsProps {
  readonly lesson: OpenLesson;
  readonly onStep: (step: number) => void;
}

export function StepDots({ lesson, onStep }: StepDotsProps) {
  const { ref, view } = lesson;
  const done = progressOf(ref);
  return (
    <ol className="dots" aria-label="Steps">
      {view.steps.map((title, index) => {
        const step = index + 1;
        const outcome = done[step];
        const words = `Step ${step}: ${title}${outcome === undefined ? '' : `, ${WORDS[outcome]}`}`;
        return (
          <li key={title}>
            <button
              type="button"
              className={`dot ${outcome === undefined ? '' : `is-${outcome}`}`}
              aria-current={step === view.step ? 'step' : undefined}
              aria-label={words}
              title={words}
              onClick={() => onStep(step)}
            >
              <span aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ol>
  );
}

const WORDS: Readonly<Record<Outcome, string>> = {
  right: 'answered rightly',
  wrong: 'answered otherwise',
  seen: 'seen',
};
