/** The prediction: a choice, a replica or a number. */
import { type FormEvent, useCallback, useId, useState } from 'react';
import type { LessonAnswer, LessonQuestion } from '../../projection/lesson.ts';

interface QuestionFormProps {
  /** Of the form: the button that sends it stands elsewhere. */
  readonly id: string;
  readonly question: LessonQuestion;
  /** What is chosen so far, here or on the stage. */
  readonly answer: LessonAnswer;
  /** The run is on its way. */
  readonly locked: boolean;
  readonly onChoose: (answer: LessonAnswer) => void;
  readonly onAnswer: (answer: number) => void;
}

export function QuestionForm({ id, question, answer, locked, onChoose, onAnswer }: QuestionFormProps) {
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (locked) return;
    setMissing(answer === null);
    if (answer !== null) onAnswer(answer);
  };
  const fields = { answer, locked, onChoose };
  return (
    <form id={id} className="question" onSubmit={submit} noValidate>
      {question.ask === 'number' ? (
        <NumberField {...fields} question={question} />
      ) : (
        <Options {...fields} question={question} />
      )}
      {missing && answer === null && <Missing number={question.ask === 'number'} />}
    </form>
  );
}

/** What the form waits for; a long step would hide it below the button. */
function Missing({ number }: { readonly number: boolean }) {
  const show = useCallback((shown: HTMLElement | null) => shown?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <p ref={show} className="problem" role="alert">
      {number ? 'Say first what you expect, in digits.' : 'Choose first what you expect.'}
    </p>
  );
}

interface FieldProps<Ask extends LessonQuestion['ask']> {
  readonly question: LessonQuestion & { readonly ask: Ask };
  readonly answer: LessonAnswer;
  readonly locked: boolean;
  readonly onChoose: (answer: LessonAnswer) => void;
}

function Options({ question, answer, locked, onChoose }: FieldProps<'choice' | 'replica'>) {
  const name = useId();
  const options =
    question.ask === 'choice'
      ? question.choices
      : Array.from({ length: question.replicas }, (_, replica) => `R${replica}`);
  return (
    <fieldset className={`question-set ${question.ask === 'replica' ? 'is-short' : ''}`} disabled={locked}>
      <legend>{question.text}</legend>
      {options.map((option, index) => (
        <label key={option} className="question-option">
          <input type="radio" name={name} checked={answer === index} onChange={() => onChoose(index)} />
          <span>{option}</span>
        </label>
      ))}
      {question.ask === 'replica' && <p className="hint question-also">A click on the stage says it too.</p>}
    </fieldset>
  );
}

const DIGITS = 6;

function NumberField({ question, answer, locked, onChoose }: FieldProps<'number'>) {
  const id = useId();
  const type = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, DIGITS);
    onChoose(digits === '' ? null : Number(digits));
  };
  return (
    <div className="question-number">
      <label htmlFor={id}>{question.text}</label>
      <span>
        <input
          id={id}
          className="input"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          size={DIGITS}
          value={answer ?? ''}
          disabled={locked}
          onChange={(change) => type(change.target.value)}
        />
        {question.unit !== '' && <span className="question-unit">{question.unit}</span>}
      </span>
    </div>
  );
}
