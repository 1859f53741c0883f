/**
 * Links as a table, senders down and receivers across. A cell says how many messages are on the link, that it
 * is cut, and what it takes and loses where that was set; choosing one opens it in the form below. Arrow keys
 * walk the cells, so the table is one tab stop.
 */
import { Scissors } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Frame, LinkFrame } from '../../projection/frame.ts';
import type { ReplicaLink } from '../controls/link-form.tsx';
import { seatName } from './words.ts';

interface LinkMatrixProps {
  readonly frame: Frame;
  /** The one that is open below. */
  readonly link: ReplicaLink;
  readonly onLink: (link: ReplicaLink) => void;
}

export function LinkMatrix({ frame, link, onLink }: LinkMatrixProps) {
  const stop = link[0] === link[1] ? '0>1' : link.join('>');
  const setStop = (key: string) => onLink(linkOf(key));
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
                    wide={ids.length <= WIDE_MOST}
                    onFocus={setStop}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="hint">
        A number is messages on the way; − of them are lost, + arrive twice. The chosen link is set below.
      </p>
    </div>
  );
}

/** With more replicas a cell is too narrow for what was set there: a star, and the words in its name. */
const WIDE_MOST = 5;

interface LinkCellProps {
  readonly from: number;
  readonly to: number;
  /** Undefined on the diagonal. */
  readonly link: LinkState | undefined;
  /** Key of the table's tab stop. */
  readonly stop: string;
  /** There is room for words in a cell. */
  readonly wide: boolean;
  readonly onFocus: (key: string) => void;
}

function LinkCell({ from, to, link, stop, wide, onFocus }: LinkCellProps) {
  if (link === undefined) return '–';
  const key = `${from}>${to}`;
  return (
    <button
      type="button"
      className="insp-link"
      data-link={key}
      tabIndex={stop === key ? 0 : -1}
      aria-pressed={stop === key}
      aria-label={linkLabel(from, to, link)}
      onFocus={() => onFocus(key)}
      onClick={() => onFocus(key)}
    >
      {link.cut ? <Scissors size={14} aria-hidden="true" /> : link.flying === 0 ? '·' : link.flying}
      {link.own !== null && <span className="insp-own">{wide ? link.own : '*'}</span>}
    </button>
  );
}

interface LinkState {
  readonly cut: boolean;
  readonly flying: number;
  /** What was set for this link alone: "40 – 80 ms, 25 %"; null where nothing was. */
  readonly own: string | null;
}

function linkOf(key: string): ReplicaLink {
  const [from = 0, to = 0] = key.split('>').map(Number);
  return [from, to];
}

function linksOf(frame: Frame): Map<string, LinkState> {
  const flying = new Map<string, number>();
  for (const { from, to } of frame.inFlight)
    flying.set(`${from}>${to}`, (flying.get(`${from}>${to}`) ?? 0) + 1);
  const cut = new Set(frame.cuts.map(([from, to]) => `${from}>${to}`));
  const own = new Map(frame.links.map((link) => [`${link.from}>${link.to}`, ownWords(link)]));
  const links = new Map<string, LinkState>();
  for (const { id: from } of frame.replicas) {
    for (const { id: to } of frame.replicas) {
      const key = `${from}>${to}`;
      if (from !== to) {
        links.set(key, { cut: cut.has(key), flying: flying.get(key) ?? 0, own: own.get(key) ?? null });
      }
    }
  }
  return links;
}

function ownWords({ delay, lossRate, duplicateRate }: LinkFrame): string | null {
  const time = delay === null ? null : [...new Set([delay.min / 1000, delay.max / 1000])].join('–');
  const parts = [
    time === null ? '' : `${time} ms`,
    lossRate === null || lossRate === 0 ? '' : `−${Number((lossRate * 100).toFixed(1))} %`,
    duplicateRate === null || duplicateRate === 0 ? '' : `+${Number((duplicateRate * 100).toFixed(1))} %`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(' ');
}

function linkLabel(from: number, to: number, { cut, flying, own }: LinkState): string {
  const state = cut ? 'cut' : 'whole';
  const set = own === null ? '' : `, ${own.replace('−', 'loses ').replace('+', 'doubles ')}`;
  return `${seatName(from)} to ${seatName(to)}, ${state}${set}${flying > 0 ? `, ${flying} on the way` : ''}`;
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
