/**
 * Links as a table, senders down and receivers across. A cell says how many messages are on the link, or that
 * it is cut; pressing it cuts or mends. Arrow keys walk the cells, so the table is one tab stop.
 */
import { Scissors } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Frame } from '../../projection/frame.ts';
import { useActions } from '../hooks/use-store.ts';
import { seatName } from './words.ts';

export function LinkMatrix({ frame }: { readonly frame: Frame }) {
  const [stop, setStop] = useState('0>1');
  const ids = frame.replicas.map(({ id }) => id);
  const links = linksOf(frame);
  return (
    <div className="table-scroll">
      <table className="table insp-matrix" onKeyDown={(press) => walk(press, ids.length, setStop)}>
        <caption className="visually-hidden">Links: senders in rows, receivers in columns</caption>
        <thead>
          <tr>
            <th scope="col">from \ to</th>
            {ids.map((id) => (
              <th key={id} scope="col">
                {seatName(id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ids.map((from) => (
            <tr key={from}>
              <th scope="row">{seatName(from)}</th>
              {ids.map((to) => (
                <td key={to} className={from === to ? 'insp-self' : ''}>
                  <LinkCell
                    from={from}
                    to={to}
                    link={links.get(`${from}>${to}`)}
                    stop={stop}
                    onFocus={setStop}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">A number is messages on the way; press a link to cut or mend it.</p>
    </div>
  );
}

interface LinkCellProps {
  readonly from: number;
  readonly to: number;
  /** Undefined on the diagonal. */
  readonly link: LinkState | undefined;
  /** Key of the table's tab stop. */
  readonly stop: string;
  readonly onFocus: (key: string) => void;
}

function LinkCell({ from, to, link, stop, onFocus }: LinkCellProps) {
  const { intervene } = useActions();
  if (link === undefined) return '–';
  const key = `${from}>${to}`;
  return (
    <button
      type="button"
      className="insp-link"
      data-link={key}
      tabIndex={stop === key ? 0 : -1}
      aria-pressed={link.cut}
      aria-label={linkLabel(from, to, link)}
      onFocus={() => onFocus(key)}
      onClick={() => void intervene({ do: link.cut ? 'mend' : 'cut', from, to }, 'network')}
    >
      {link.cut ? <Scissors size={14} aria-hidden="true" /> : link.flying === 0 ? '·' : link.flying}
    </button>
  );
}

interface LinkState {
  readonly cut: boolean;
  readonly flying: number;
}

function linksOf(frame: Frame): Map<string, LinkState> {
  const flying = new Map<string, number>();
  for (const { from, to } of frame.inFlight)
    flying.set(`${from}>${to}`, (flying.get(`${from}>${to}`) ?? 0) + 1);
  const cut = new Set(frame.cuts.map(([from, to]) => `${from}>${to}`));
  const links = new Map<string, LinkState>();
  for (const { id: from } of frame.replicas) {
    for (const { id: to } of frame.replicas) {
      const key = `${from}>${to}`;
      if (from !== to) links.set(key, { cut: cut.has(key), flying: flying.get(key) ?? 0 });
    }
  }
  return links;
}

function linkLabel(from: number, to: number, { cut, flying }: LinkState): string {
  const state = cut ? 'cut' : 'whole';
  return `${seatName(from)} to ${seatName(to)}, ${state}${flying > 0 ? `, ${flying} on the way` : ''}`;
}

/** Arrow keys to the next link in that direction, stepping over the diagonal. */
function walk(press: KeyboardEvent<HTMLTableElement>, count: number, setStop: (key: string) => void): void {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const step = steps[press.key];
  const link = (press.target as HTMLElement).dataset.link;
  if (step === undefined || link === undefined) return;
  press.preventDefault();
  press.stopPropagation();
  let [from = 0, to = 0] = link.split('>').map(Number);
  do {
    from = (from + step[0] + count) % count;
    to = (to + step[1] + count) % count;
  } while (from === to);
  setStop(`${from}>${to}`);
  press.currentTarget.querySelector<HTMLElement>(`[data-link="${from}>${to}"]`)?.focus();
}
