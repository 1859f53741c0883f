/** The grade: what was said, what happened, why, and the event that shows it. */
import { ArrowRight, Check, Equal, X } from 'lucide-react';
import type { LessonGrade } from '../../projection/lesson.ts';
import { useActions } from '../hooks/use-store.ts';
import { inMs } from '../panels/words.ts';

interface LessonResultProps {
  readonly question: string;
  readonly grade: LessonGrade;
}

export function LessonResult({ question, grade }: LessonResultProps) {
  const { correct, explanation, event } = grade;
  const { select } = useActions();
  const Icon = correct === null ? Equal : correct ? Check : X;
  return (
    <div className={correct === false ? 'lesson-result is-wrong' : 'lesson-result'}>
      <p className="lesson-asked">{question}</p>
      <p className="lesson-verdict">
        <Icon size={16} aria-hidden="true" />
        <Verdict grade={grade} />
      </p>
      <p className="lesson-text">{explanation}</p>
      {event !== null && (
        <details className="lesson-event">
          <summary>
            What the page says of event {event.event + 1}, at {inMs(event.at)}
          </summary>
          <p>{event.sentence}</p>
          <button
            type="button"
            className="link"
            onClick={() => select({ kind: 'event', event: event.event })}
          >
            Open it in the Inspector <ArrowRight size={12} aria-hidden="true" />
          </button>
        </details>
      )}
    </div>
  );
}

function Verdict({ grade }: { readonly grade: LessonGrade }) {
  const { correct, given, answer } = grade;
  if (correct === null) return <span>{sentence(answer)}</span>;
  if (correct) return <span>Right: {sentence(answer)}</span>;
  return (
    <span>
      <span className="lesson-given">You said: {sentence(given ?? '')}</span> It is: {sentence(answer)}
    </span>
  );
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
