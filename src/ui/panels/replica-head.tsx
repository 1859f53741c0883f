/**
 * Who this replica is now: role, view, what it waits for, what is the matter with it, and the way to its
 * faults.
 */
import { CircleX, Crown, GitFork, Pause, Scissors, Zap } from 'lucide-react';
import type { Frame, ReplicaFrame } from '../../projection/frame.ts';
import { useActions } from '../hooks/use-store.ts';
import { type Condition, conditionsOf, roleOf } from './status.ts';
import { inMs, namedSeats, seatName, sentenceCase } from './words.ts';

const icons: Readonly<Record<Condition['kind'], typeof Zap>> = {
  crashed: CircleX,
  paused: Pause,
  liar: GitFork,
  corrupted: Zap,
  cut: Scissors,
};

export function ReplicaHead({ frame, replica }: { readonly frame: Frame; readonly replica: ReplicaFrame }) {
  const { openFaultMenu } = useActions();
  const leads = replica.glyph?.leader === replica.id;
  return (
    <section className="insp-section">
      <div className="insp-title">
        <h2>
          {seatName(replica.id)}
          {leads && <Crown size={16} aria-hidden="true" />}
        </h2>
        <span className="hint">{roleOf(replica)}</span>
        <button
          type="button"
          className="button"
          aria-haspopup="dialog"
          onClick={(click) => openFaultMenu(replica.id, click.currentTarget)}
        >
          Faults…
        </button>
      </div>
      {replica.waiting !== null && (
        <p className="insp-waiting">{sentenceCase(namedSeats(replica.waiting))}</p>
      )}
      <ul className="insp-conditions">
        {conditionsOf(frame, replica).map(({ kind, text }) => {
          const Icon = icons[kind];
          return (
            <li key={kind}>
              <Icon size={16} aria-hidden="true" /> {text}
            </li>
          );
        })}
      </ul>
      {replica.timers.length > 0 && <Timers frame={frame} replica={replica} />}
    </section>
  );
}

function Timers({ frame, replica }: { readonly frame: Frame; readonly replica: ReplicaFrame }) {
  return (
    <ul className="hint">
      {replica.timers.map((timer) => (
        <li key={timer.name}>
          Timer <span className="mono">{timer.name}</span> fires in{' '}
          {inMs(Math.max(0, timer.dueAt - frame.at))}
          {timer.idle && ' (idle)'}
        </li>
      ))}
    </ul>
  );
}
