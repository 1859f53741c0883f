/** One line of the feed: when, how much it matters, what happened, and by which rule of which paper. */
import { Mail } from 'lucide-react';
import type { FeedLine } from '../../projection/frame.ts';
import { WeightMark } from './marks.tsx';
import { inMs } from './words.ts';

interface FeedRowProps {
  /** Undefined while the list shrinks. */
  readonly line: FeedLine | undefined;
  readonly index: number;
  readonly count: number;
  /** Px from the top of the list. */
  readonly top: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly current: boolean;
  /** The line above happened at the same instant. */
  readonly sameTime: boolean;
  /** The list's tab stop. */
  readonly stop: boolean;
  readonly onMove: (event: number) => void;
  readonly onMessage: (id: string) => void;
}

export function FeedRow(props: FeedRowProps) {
  const { line, index, current, sameTime, stop } = props;
  if (line === undefined) return null;
  const { message } = line;
  return (
    <li
      className={`feed-row is-${line.weight}${current ? ' is-current' : ''}`}
      ref={props.measure}
      data-index={index}
      aria-setsize={props.count}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {(!sameTime || current) && <time className="feed-time">{inMs(line.at)}</time>}
      <button
        type="button"
        className="feed-line"
        data-row={index}
        tabIndex={stop ? 0 : -1}
        aria-current={current || undefined}
        onClick={() => props.onMove(line.event)}
      >
        <WeightMark weight={line.weight} />
        <span className="feed-text">
          {weightWord[line.weight] !== '' && (
            <span className="visually-hidden">{weightWord[line.weight]}: </span>
          )}
          {line.sentence}
          {line.rule !== null && <RuleText rule={line.rule} />}
        </span>
      </button>
      {current && message !== null && (
        <button
          type="button"
          className="feed-open link"
          tabIndex={stop ? 0 : -1}
          onClick={() => props.onMessage(message)}
        >
          <Mail size={14} aria-hidden="true" /> open the message
        </button>
      )}
    </li>
  );
}

/** "prepared · OSDI'99 §4.2" */
function RuleText({ rule }: { readonly rule: NonNullable<FeedLine['rule']> }) {
  return (
    <span className="feed-rule">
      {rule.title}
      {rule.source !== '' && <> · {rule.source}</>}
    </span>
  );
}

const weightWord: Readonly<Record<FeedLine['weight'], string>> = {
  quiet: '',
  normal: '',
  milestone: 'Milestone',
  fault: 'Fault',
  violation: 'Violation',
};
