/** One step: what is to be known, the question, the run to the breakpoint, and the grade. One button stands out. */
import { ArrowLeft, ArrowRight, ListTree } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { LessonAnswer, LessonRef, LessonStep } from '../../projection/lesson.ts';
import { usePage } from '../hooks/use-store.ts';
import type { OpenLesson } from '../teaching.ts';
import { closeLesson, openStep, playFreely, runStep } from './lesson-actions.ts';
import { LessonEnd } from './lesson-end.tsx';
import { LessonResult } from './lesson-result.tsx';
import { QuestionForm } from './question-form.tsx';
import { StepDots } from './step-dots.tsx';

export function LessonView({ lesson }: { readonly lesson: OpenLesson }) {
  const page = usePage();
  const { ref, view, grade } = lesson;
  const [problem, setProblem] = useState<string | null>(null);
  const heading = useHeadingFocus(view);
  const go = async (step: number) => setProblem(await openStep(page, ref, step));
  const isLast = view.step === view.steps.length;
  return (
    <section className="lesson" aria-label={`Lesson: ${view.lessonTitle}`}>
      <div className="lesson-scroll">
        <div className="lesson-top">
          <button type="button" className="link" onClick={() => closeLesson(page)}>
            <ListTree size={14} aria-hidden="true" /> All lessons
          </button>
          <button
            type="button"
            className="link"
            title="Play on your own; the lesson waits here"
            onClick={() => playFreely(page)}
          >
            Free play
          </button>
        </div>
        <p className="lesson-name">{view.lessonTitle}</p>
        <h3 className="lesson-title" tabIndex={-1} ref={heading}>
          {view.steps[view.step - 1]}
        </h3>
        <StepDots lesson={lesson} onStep={(step) => void go(step)} />
        {view.text.map((paragraph) => (
          <p key={paragraph} className="lesson-text">
            {paragraph}
          </p>
        ))}
        <Question
          key={`${view.lesson} ${view.step}`}
          lesson={lesson}
          onRun={(answer) => void runStep(page, answer)}
        />
        <output className="lesson-graded" aria-live="polite">
          {grade !== null && <LessonResult grade={grade} />}
        </output>
        {grade !== null && isLast && <LessonEnd lesson={lesson} onProblem={setProblem} />}
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <Foot lesson={lesson} onStep={(step) => void go(step)} />
    </section>
  );
}

interface QuestionProps {
  readonly lesson: OpenLesson;
  readonly onRun: (answer: LessonAnswer) => void;
}

/** What the learner has said stays to be read, and cannot be changed once the run has gone on. */
function Question({ lesson, onRun }: QuestionProps) {
  const { view, grade, running } = lesson;
  return <QuestionForm step={view} locked={grade !== null || running} running={running} onRun={onRun} />;
}

interface FootProps {
  readonly lesson: OpenLesson;
  readonly onStep: (step: number) => void;
}

/** Back and on. Before the grade the way on is the question's own button. */
function Foot({ lesson, onStep }: FootProps) {
  const { view, grade } = lesson;
  const next = useRef<HTMLButtonElement>(null);
  const isLast = view.step === view.steps.length;
  useEffect(() => {
    if (grade !== null) next.current?.focus();
  }, [grade]);
  return (
    <div className="lesson-foot">
      <button
        type="button"
        className="button"
        disabled={view.step === 1}
        onClick={() => onStep(view.step - 1)}
      >
        <ArrowLeft size={16} aria-hidden="true" /> Back
      </button>
      {!isLast && (
        <button
          ref={next}
          type="button"
          className={grade === null ? 'button' : 'button primary'}
          onClick={() => onStep(view.step + 1)}
        >
          {grade === null ? 'Skip' : 'Next'} <ArrowRight size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** A new step is read from its heading on; the first one that opens leaves the focus where it is. */
function useHeadingFocus(view: LessonStep) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<{ readonly ref: LessonRef['lesson']; readonly step: number } | null>(null);
  useEffect(() => {
    const before = shown.current;
    shown.current = { ref: view.lesson, step: view.step };
    if (before !== null && (before.step !== view.step || before.ref !== view.lesson))
      heading.current?.focus();
  }, [view]);
  return heading;
}
