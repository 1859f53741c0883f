/** Back, and the one button that leads on: run to the breakpoint, then the next step. */
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { OpenLesson } from '../teaching.ts';
import { LessonAfter } from './lesson-after.tsx';

interface LessonFootProps {
  readonly lesson: OpenLesson;
  /** Id of the question's form. */
  readonly form: string;
  readonly onStep: (step: number) => void;
  /** Runs without a prediction. */
  readonly onShow: () => void;
}

export function LessonFoot({ lesson, form, onStep, onShow }: LessonFootProps) {
  const { view, grade, running } = lesson;
  const next = useRef<HTMLButtonElement>(null);
  const isLast = view.step === view.steps.length;
  useEffect(() => {
    if (grade !== null) next.current?.focus({ preventScroll: true });
  }, [grade]);
  return (
    <div className="lesson-foot">
      {grade === null && (
        <button type="button" className="link lesson-skip" disabled={running} onClick={onShow}>
          {view.run === null ? 'Show the answer' : 'Run without saying'}
        </button>
      )}
      <button
        type="button"
        className="button icon"
        aria-label="Back"
        title="Step before"
        disabled={view.step === 1}
        onClick={() => onStep(view.step - 1)}
      >
        <ArrowLeft size={16} aria-hidden="true" />
      </button>
      {grade === null && (
        <button type="submit" form={form} className="button primary" aria-disabled={running}>
          {view.run ?? 'Check'}
        </button>
      )}
      {grade !== null && isLast && <LessonAfter id={view.lesson} button={next} />}
      {grade !== null && !isLast && (
        <button ref={next} type="button" className="button primary" onClick={() => onStep(view.step + 1)}>
          Next: {view.steps[view.step]} <ArrowRight size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
