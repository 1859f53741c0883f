/**
 * One step: what is to be known, the question, the run to the breakpoint, and the grade. One button stands
 * out.
 */
import { ListTree } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { LessonStep } from '../../projection/lesson.ts';
import { usePage } from '../hooks/use-store.ts';
import type { OpenLesson } from '../teaching.ts';
import { chooseAnswer, closeLesson, openStep, playFreely, returnToPlay, runStep } from './lesson-actions.ts';
import { LessonEnd } from './lesson-end.tsx';
import { LessonFoot } from './lesson-foot.tsx';
import { LessonResult } from './lesson-result.tsx';
import { QuestionForm } from './question-form.tsx';
import { StepDots } from './step-dots.tsx';

export function LessonView({ lesson }: { readonly lesson: OpenLesson }) {
  const page = usePage();
  const { ref, view } = lesson;
  const [problem, setProblem] = useState<string | null>(null);
  const form = useId();
  const go = (step: number) => void openStep(page, ref, step).then(setProblem);
  return (
    <section className="lesson" aria-label={`Lesson: ${view.lessonTitle}`}>
      <div className="lesson-scroll">
        <Head lesson={lesson} onStep={go} />
        <Body key={`${view.lesson} ${view.step}`} lesson={lesson} form={form} onProblem={setProblem} />
        {problem !== null && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <LessonFoot lesson={lesson} form={form} onStep={go} onShow={() => void runStep(page, null)} />
    </section>
  );
}

interface HeadProps {
  readonly lesson: OpenLesson;
  readonly onStep: (step: number) => void;
}

function Head({ lesson, onStep }: HeadProps) {
  const page = usePage();
  const { view } = lesson;
  const heading = useHeadingFocus(view, lesson.grade !== null);
  return (
    <>
      <div className="lesson-top">
        <button type="button" className="link" onClick={() => closeLesson(page)}>
          <ListTree size={14} aria-hidden="true" /> All lessons
        </button>
        {lesson.played !== null && (
          <button type="button" className="link" onClick={() => void returnToPlay(page)}>
            To what you played
          </button>
        )}
        <button
          type="button"
          className="link"
          title="Play on your own; the lesson waits here"
          onClick={() => playFreely(page)}
        >
          Free play
        </button>
      </div>
      <p className="lesson-name">
        {view.lessonTitle}
        {lesson.ref.replicas !== undefined && `, with ${view.replicas} replicas`}
      </p>
      <h3 className="lesson-title" tabIndex={-1} ref={heading}>
        {view.steps[view.step - 1]}
      </h3>
      <StepDots lesson={lesson} onStep={onStep} />
    </>
  );
}

interface BodyProps {
  readonly lesson: OpenLesson;
  /** Id of the form, for the button that sends it. */
  readonly form: string;
  readonly onProblem: (problem: string | null) => void;
}

/** Once the run has gone on, the grade takes the place of what led to the question. */
function Body({ lesson, form, onProblem }: BodyProps) {
  const page = usePage();
  const { view, grade, running } = lesson;
  const isLast = view.step === view.steps.length;
  return (
    <>
      {grade === null &&
        view.text.map((paragraph) => (
          <p key={paragraph} className="lesson-text">
            {paragraph}
          </p>
        ))}
      {grade === null && (
        <QuestionForm
          id={form}
          question={view.question}
          answer={lesson.answer}
          locked={running}
          onChoose={(answer) => chooseAnswer(page, answer)}
          onAnswer={(answer) => void runStep(page, answer)}
        />
      )}
      {running && <p className="hint">Running …</p>}
      <output className="lesson-graded">
        {grade !== null && <LessonResult question={view.question.text} grade={grade} />}
      </output>
      {grade !== null && isLast && <LessonEnd lesson={lesson} onProblem={onProblem} />}
    </>
  );
}

const STACKED = '(max-width: 760px)';

/**
 * A new step is read from its heading on; so is the first one that opens when the focus went with the button
 * that opened it. On a phone, where the page is one column, step and grade come into sight.
 */
function useHeadingFocus({ lesson, step }: LessonStep, graded: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const now = `${lesson} ${step}`;
    const isNew = shown.current !== null && shown.current !== now;
    if (!graded && (isNew || document.activeElement === document.body))
      heading.current?.focus({ preventScroll: true });
    shown.current = now;
    heading.current?.parentElement?.scrollTo({ top: 0 });
    if (window.matchMedia(STACKED).matches) heading.current?.scrollIntoView({ block: 'start' });
  }, [lesson, step, graded]);
  return heading;
}
