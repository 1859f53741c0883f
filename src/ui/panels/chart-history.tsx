/**
 * What the statecharts of a replica went through before this moment, newest first: each move with its signal
 * and what that means, and the way back to it. Asked for only while it is open.
 */
import { useState } from 'react';
import type { Transition } from '../../runtime/api.ts';
import { useAsk } from '../hooks/use-ask.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { runKey } from './feed-window.ts';
import { keyed } from './keyed.ts';
import { inMs } from './words.ts';

export function ChartHistory({ replica }: { readonly replica: number }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide the moves so far' : 'The moves so far'}
      </button>
      {open && <Moves replica={replica} />}
    </>
  );
}

function Moves({ replica }: { readonly replica: number }) {
  const cursor = useUi((state) => state.cursor);
  const run = useUi((state) => (state.info === null ? '' : runKey(state.info)));
  const { move } = useActions();
  const asked = useAsk(`${replica}@${cursor}|${run}`, (engine) =>
    engine.replica(cursor, replica, { history: true }),
  );
  if (asked.value?.replica !== replica) return null;
  const history = asked.value.history ?? [];
  if (history.length === 0) return <p className="hint">None yet.</p>;
  return (
    <ol className="insp-moves" aria-label="Moves of the statecharts, newest first">
      {keyed(history, ({ cursor: at, slot, to }) => `${at} ${slot} ${to}`).map(({ key, item }) => (
        <li key={key}>
          <button
            type="button"
            className="link"
            onClick={() => void move({ kind: 'event', target: item.cursor })}
          >
            {inMs(item.at)}
          </button>
          <span>
            {moveWords(item)}
            {item.says !== '' && <span className="hint"> {item.says}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** "slot 3: idle → pre-prepared, accepted"; "normal.waiting → normal.idle, drained" */
export function moveWords({ slot, from, to, on }: Transition): string {
  const where = slot === null ? '' : `slot ${slot}: `;
  const [a, b] = slot === null ? withoutCommon(from, to) : [from, to];
  return `${where}${a} → ${b}${on === null ? '' : `, ${on}`}`;
}

/** "view.normal.idle" and "view.normal.waiting" are both in "view.": the region goes without saying. */
function withoutCommon(from: string, to: string): readonly [string, string] {
  const [region] = from.split('.');
  const prefix = `${region}.`;
  const isShared = to.startsWith(prefix) && from.startsWith(prefix);
  return isShared ? [from.slice(prefix.length), to.slice(prefix.length)] : [from, to];
}
