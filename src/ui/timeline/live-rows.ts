/**
 * Messages on their way as rows of a store of their own, so that they are drawn like all others. What the run
 * already knows the end of (the playhead stands in the past) is left to its own row.
 */
import type { MessageStyle } from '../../kernel/present.ts';
import type { Flight } from '../../projection/frame.ts';
import { ArrowStore, FIRST_CLIENT } from './arrow-store.ts';

/** Rows after the playhead that are looked through for what is on its way. */
const LOOKED = 20_000;

export function liveRows(
  flights: readonly Flight[],
  styles: readonly MessageStyle[],
  arrows: ArrowStore,
  cursor: number,
): ArrowStore {
  const live = new ArrowStore();
  const open = new Map(
    flights.map((flight) => [keyOf(placeOf(flight.from), placeOf(flight.to), numberOf(flight)), flight]),
  );
  leaveKnown(open, arrows, cursor);
  const rows = [...open.values()];
  const types = new Map(styles.map(({ type }, index) => [type, index]));
  const step = arrows.endedBy(cursor);
  const steps = rows.map((flight) => stepOfSender(arrows, step, placeOf(flight.from), flight.sentAt));
  live.append({
    from: 0,
    count: rows.length,
    sentAt: Float64Array.from(rows, ({ sentAt }) => sentAt),
    endAt: Float64Array.from(rows, ({ dueAt }) => dueAt),
    sentStep: Uint32Array.from(steps),
    endStep: Uint32Array.from(steps, (sent) => sent + 1),
    sender: Uint16Array.from(rows, ({ from }) => placeOf(from)),
    receiver: Uint16Array.from(rows, ({ to }) => placeOf(to)),
    type: Uint8Array.from(rows, ({ summary }) => types.get(summary.type) ?? 255),
    slot: Uint32Array.from(rows, ({ summary }) => summary.slot ?? 0),
    value: new Uint8Array(rows.length).fill(255),
    fate: new Uint8Array(rows.length),
    cursor: new Uint32Array(rows.length).fill(0xffff_ffff),
    number: Uint32Array.from(rows, numberOf),
  });
  return live;
}

/** Takes away those that have a row after the cursor; most are found among the next few. */
function leaveKnown(open: Map<number, Flight>, arrows: ArrowStore, cursor: number): void {
  const from = arrows.endedBy(cursor);
  const last = Math.min(arrows.count, from + LOOKED);
  const { sender, receiver, number } = arrows.columns;
  for (let row = from; row < last && open.size > 0; row += 1)
    open.delete(keyOf(sender.at(row) as number, receiver.at(row) as number, number.at(row) as number));
}

/** The step at which an endpoint was when it sent: that of the last message it had taken in. */
function stepOfSender(arrows: ArrowStore, ended: number, place: number, at: number): number {
  const { receiver, endAt, endStep } = arrows.columns;
  for (let row = ended - 1; row >= Math.max(0, ended - 4_096); row -= 1)
    if (receiver.at(row) === place && (endAt.at(row) as number) <= at) return endStep.at(row) as number;
  return 0;
}

function keyOf(sender: number, receiver: number, number: number): number {
  return (sender * 65_536 + receiver) * 2_097_152 + (number % 2_097_152);
}

function placeOf(end: Flight['from']): number {
  return typeof end === 'number' ? end : FIRST_CLIENT + Number(end.slice(1));
}

function numberOf({ id }: Flight): number {
  return Number.parseInt(id.slice(id.lastIndexOf('#') + 1), 10);
}
