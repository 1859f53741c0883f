/**
 * Who is heard first: everything on its way to one receiver, in the order in which it will be taken in. Each
 * move is one act of as many delays as it takes, undone together.
 */
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Endpoint } from '../../kernel/ids.ts';
import type { Flight, Frame } from '../../projection/frame.ts';
import { useActions, usePage, useUi } from '../hooks/use-store.ts';
import { MessageMark } from '../panels/marks.tsx';
import { inMs, seatName } from '../panels/words.ts';
import { queueAt, reordered, tooManyWords } from './order.ts';

/** Rows shown. */
const rowsMost = 40;

export function ArrivalOrder({ frame }: { readonly frame: Frame }) {
  const { store } = usePage();
  const asked = useUi((state) => state.mailboxOf);
  const ends: readonly Endpoint[] = [
    ...frame.replicas.map(({ id }) => id),
    ...frame.clients.map(({ id }) => id),
  ];
  const receiver = asked ?? frame.inFlight.find(({ atSender }) => atSender !== true)?.to ?? 0;
  const queue = queueAt(frame.inFlight, receiver);
  return (
    <section aria-label="Order of arrival">
      <h3>
        <label>
          Order of arrival at{' '}
          <select
            className="input"
            value={String(receiver)}
            onChange={({ target }) => store.setState({ mailboxOf: ends[target.selectedIndex] ?? null })}
          >
            {ends.map((end) => (
              <option key={seatName(end)} value={String(end)}>
                {seatName(end)}
              </option>
            ))}
          </select>
        </label>
      </h3>
      <Queue frame={frame} receiver={receiver} queue={queue} />
    </section>
  );
}

interface QueueProps {
  readonly frame: Frame;
  readonly receiver: Endpoint;
  readonly queue: readonly Flight[];
}

function Queue({ frame, receiver, queue }: QueueProps) {
  const { interveneAll, notify } = useActions();
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<string | null>(null);
  const why = whyNot(frame, receiver, queue);
  // A row that moves is a row that leaves the page for a moment, and the focus with it.
  useEffect(() => {
    const id = moved.current;
    if (id === null || !queue.some((flight) => flight.id === id)) return;
    moved.current = null;
    list.current?.querySelector<HTMLElement>(`[data-message="${id}"] select`)?.focus();
  }, [queue]);
  const go = async (from: number, to: number) => {
    const delays = reordered(queue, from, to);
    if (delays.length === 0 || to < 0 || to >= queue.length) return;
    const tooMany = tooManyWords(delays.length);
    if (tooMany !== null) return notify('message', { tone: 'info', text: tooMany });
    moved.current = queue[from]?.id ?? null;
    await interveneAll(delays, 'message');
  };
  if (why !== null) return <p className="hint">{why}</p>;
  return (
    <>
      <ol className="mailbox-list" ref={list}>
        {queue.slice(0, rowsMost).map((flight, at) => (
          <QueuedRow
            key={flight.id}
            flight={flight}
            at={at}
            count={Math.min(queue.length, rowsMost)}
            onMove={(to) => void go(at, to)}
          />
        ))}
      </ol>
      {queue.length > rowsMost && <p className="hint">And {queue.length - rowsMost} more after these.</p>}
    </>
  );
}

/** Why there is nothing to put in order. */
function whyNot(frame: Frame, receiver: Endpoint, queue: readonly Flight[]): string | null {
  if (frame.seat !== undefined)
    return `From R${frame.seat}’s seat nobody knows what is on its way to ${seatName(receiver)}.`;
  if (queue.length === 0) return `Nothing is on its way to ${seatName(receiver)}.`;
  if (typeof receiver === 'number' && frame.replicas[receiver]?.status === 'paused')
    return `${seatName(receiver)} is paused: what waits there is put in order once it goes on.`;
  return null;
}

function placesUpTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}

interface QueuedRowProps {
  readonly flight: Flight;
  readonly at: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
}

function QueuedRow({ flight, at, count, onMove }: QueuedRowProps) {
  const style = useUi((state) =>
    state.info?.protocol.messages.find(({ type }) => type === flight.summary.type),
  );
  const name = `${flight.summary.text} of ${seatName(flight.from)}`;
  const onKey = (press: KeyboardEvent) => {
    const step = press.key === 'ArrowUp' ? -1 : press.key === 'ArrowDown' ? 1 : 0;
    if (step === 0) return;
    press.preventDefault();
    press.stopPropagation();
    onMove(at + step);
  };
  return (
    <li data-message={flight.id}>
      <div className="mailbox-row">
        <select
          className="input"
          aria-label={`Place of ${name}`}
          title="Up and down move it by one"
          value={at}
          onKeyDown={onKey}
          onChange={({ target }) => onMove(target.selectedIndex)}
        >
          {placesUpTo(count).map((place) => (
            <option key={place} value={place - 1}>
              {place}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button icon"
          aria-label={`Earlier: ${name}`}
          disabled={at === 0}
          onClick={() => onMove(at - 1)}
        >
          <ArrowUp size={16} aria-hidden="true" />
        </button>
        <button
          type="button"
          className="button icon"
          aria-label={`Later: ${name}`}
          disabled={at === count - 1}
          onClick={() => onMove(at + 1)}
        >
          <ArrowDown size={16} aria-hidden="true" />
        </button>
        <MessageMark style={style} hollow={flight.summary.hollow} />
        <span className="mailbox-text">
          {seatName(flight.from)}: {flight.summary.text}
        </span>
        <span className="hint">due {inMs(flight.dueAt)}</span>
      </div>
    </li>
  );
}
