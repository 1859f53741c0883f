/** The grade: what was said, what happened, why, and the event that shows it. */
import { Check, Equal, X } from 'lucide-react';
import type { LessonGrade } from '../../projection/lesson.ts';
import { useActions } from '../hooks/use-store.ts';
import { inMs } from '../panels/words.ts';

export function LessonResult({ grade }: { readonly grade: LessonGrade }) {
  const { correct, explanation, event } = grade;
  const { select } = useActions();
  const Icon = correct === null ? Equal : correct ? Check : X;
  return (
    <div className={correct === false ? 'lesson-result is-wrong' : 'lesson-result'}>
      <p className="lesson-verdict">
        <Icon size={16} aria-hidden="true" /> <span>{verdict(grade)}</span>
      </p>
      <p className="lesson-text">{explanation}</p>
      {event !== null && (
        <button
          type="button"
          className="lesson-event"
          title="Open this event in the Inspector"
          onClick={() => select({ kind: 'event', event: event.event })}
        >
          <span className="lesson-when">
            event {event.event + 1} · {inMs(event.at)}
            {event.rule !== null && ` · ${event.rule.title}`}
          </span>
          {event.sentence}
        </button>
      )}
    </div>
  );
}

function verdict({ correct, given, answer }: LessonGrade): string {
  if (correct === null) return `What happened: ${sentence(answer)}`;
  return correct
    ? `Right: ${sentence(answer)}`
    : `You said: ${sentence(given ?? '')} It was: ${sentence(answer)}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
