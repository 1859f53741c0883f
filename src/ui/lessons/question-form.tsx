/** The prediction: a choice, a replica or a number, and the button that runs to the breakpoint. */
import { type FormEvent, useId, useState } from 'react';
import type { LessonAnswer, LessonQuestion, LessonStep } from '../../projection/lesson.ts';

interface QuestionFormProps {
  readonly step: LessonStep;
  /** The run has gone on: the answer stands. */
  readonly locked: boolean;
  readonly running: boolean;
  readonly onRun: (answer: LessonAnswer) => void;
}

export function QuestionForm({ step, locked, running, onRun }: QuestionFormProps) {
  const [answer, setAnswer] = useState<LessonAnswer>(null);
  const [missing, setMissing] = useState(false);
  const hint = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (locked) return;
    setMissing(answer === null);
    if (answer !== null) onRun(answer);
  };
  const choose = (given: LessonAnswer) => {
    setAnswer(given);
    setMissing(false);
  };
  return (
    <form className="question" onSubmit={submit} noValidate>
      <Fields question={step.question} answer={answer} locked={locked} onAnswer={choose} />
      {missing && (
        <p className="problem" id={hint} role="alert">
          Say first what you expect.
        </p>
      )}
      {!locked && (
        <>
          <button
            type="submit"
            className="button primary question-run"
            {...(missing && { 'aria-describedby': hint })}
          >
            {step.run ?? 'Check'}
          </button>
          <button type="button" className="link" onClick={() => onRun(null)}>
            {step.run === null ? 'Show the answer' : 'Run without saying'}
          </button>
        </>
      )}
      {running && <p className="hint">Running …</p>}
    </form>
  );
}

interface FieldsProps {
  readonly question: LessonQuestion;
  readonly answer: LessonAnswer;
  readonly locked: boolean;
  readonly onAnswer: (answer: LessonAnswer) => void;
}

function Fields(props: FieldsProps) {
  const { question } = props;
  if (question.ask === 'number') return <NumberField {...props} question={question} />;
  const options =
    question.ask === 'choice'
      ? question.choices
      : Array.from({ length: question.replicas }, (_, replica) => `R${replica}`);
  return <Options {...props} options={options} short={question.ask === 'replica'} />;
}

function Options({
  question,
  options,
  short,
  answer,
  locked,
  onAnswer,
}: FieldsProps & { readonly options: readonly string[]; readonly short: boolean }) {
  const name = useId();
  return (
    <fieldset className={short ? 'question-set is-short' : 'question-set'} disabled={locked}>
      <legend>{question.text}</legend>
      {options.map((option, index) => (
        <label key={option} className="question-option">
          <input type="radio" name={name} checked={answer === index} onChange={() => onAnswer(index)} />
          <span>{option}</span>
        </label>
      ))}
    </fieldset>
  );
}

const DIGITS = 6;

function NumberField({
  question,
  locked,
  onAnswer,
}: FieldsProps & { readonly question: LessonQuestion & { readonly ask: 'number' } }) {
  const id = useId();
  const [text, setText] = useState('');
  const type = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, DIGITS);
    setText(digits);
    onAnswer(digits === '' ? null : Number(digits));
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
          value={text}
          disabled={locked}
          onChange={(change) => type(change.target.value)}
        />
        {question.unit !== '' && <span className="question-unit">{question.unit}</span>}
      </span>
    </div>
  );
}
