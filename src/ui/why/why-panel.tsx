/**
 * The answer to "why is nothing happening?" beside the transport: it follows the playhead while it is open.
 */
import { useEffect } from 'react';
import type { Frame } from '../../projection/frame.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { inMs, seatName, sentenceCase } from '../panels/words.ts';
import { useAsked, veiled } from '../veil.ts';
import { type Wait, type WhyTimer, whyAt } from './why.ts';
import '../panels/shared.css';
import './why.css';

/** Timers listed at most. */
const TIMERS_SHOWN = 8;

export function WhyPanel() {
  const { store } = usePage();
  const landed = useUi((state) => state.landed);
  const asked = useAsked();
  const frame = landed === null ? null : veiled(landed, asked);
  const now = useUi((state) => state.displayTime);
  const ended = useUi((state) => (state.info?.length === state.cursor ? (state.info?.ended ?? null) : null));
  const why = frame === null ? null : whyAt(frame, Math.max(now, frame.at), ended);
  const headline = why?.headline ?? '';
  // Opening it is asking: the answer is said once, later ones go with the moves.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once.
  useEffect(() => store.setState({ spoken: headline }), []);
  if (frame === null || why === null) return null;
  return (
    <div className="why">
      <p className="why-headline">{headline}</p>
      {why.waits.length > 0 && <Waits waits={why.waits} />}
      {why.timers.length > 0 && <Timers timers={why.timers} frame={frame} />}
    </div>
  );
}

function Waits({ waits }: { readonly waits: readonly Wait[] }) {
  const { select } = useActions();
  return (
    <section className="why-part" aria-label="Who waits for what">
      <h3>Who waits for what</h3>
      <ul>
        {waits.map(({ who, guard, missing }) => (
          <li key={who} className="why-wait">
            <button
              type="button"
              className="link why-who"
              onClick={() =>
                select(
                  typeof who === 'number'
                    ? { kind: 'replica', replica: who }
                    : { kind: 'client', client: who },
                )
              }
            >
              {seatName(who)}
            </button>
            <span>
              {guard}
              {missing.length > 0 && <span className="hint"> {missingWords(missing)}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function missingWords(missing: readonly string[]): string {
  return `${sentenceCase(missing.join('; '))}.`;
}

function Timers({ timers, frame }: { readonly timers: readonly WhyTimer[]; readonly frame: Frame }) {
  const { move } = useActions();
  const shown = timers.slice(0, TIMERS_SHOWN);
  return (
    <section className="why-part" aria-label="Timers">
      <h3>Timers, the next to fire first</h3>
      <ul>
        {shown.map(({ who, name, dueAt, left, idle, next }) => (
          <li key={`${who} ${name}`} className={idle ? 'why-timer is-idle' : 'why-timer'}>
            <span>
              {seatName(who)}{' '}
              {typeof who === 'number' ? <span className="mono">{name}</span> : 'sends its request again'}
              {idle && ' (routine)'}
              {next && <span className="why-next">next</span>}
            </span>
            <span className="why-when">in {inMs(left)}</span>
            <button
              type="button"
              className="link"
              disabled={dueAt < frame.at}
              onClick={() => void move({ kind: 'time', target: dueAt })}
            >
              go to {inMs(dueAt)}
            </button>
          </li>
        ))}
      </ul>
      {timers.length > shown.length && <p className="hint">and {timers.length - shown.length} more</p>}
    </section>
  );
}
