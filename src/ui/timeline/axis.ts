/**
 * The long direction of the diagram in units: network delays of simulated time with quiet stretches folded,
 * or communication steps, one unit each (VISUAL 4). Everything drawn asks here where it stands.
 */
import type { TimeUs } from '../../kernel/ids.ts';
import { type ArrowStore, BLOCK, FATES, firstAtLeast } from './arrow-store.ts';
import type { Moment } from './mark-store.ts';
import type { Fold, TimeMap } from './time-map.ts';

export type AxisKind = 'time' | 'steps';

export interface Axis {
  readonly kind: AxisKind;
  /** Units of the whole run so far. */
  readonly length: number;
  readonly folds: readonly Fold[];
  /** Null in steps. */
  readonly map: TimeMap | null;
  sent(rows: ArrowStore, row: number): number;
  end(rows: ArrowStore, row: number): number;
  moment(moment: Moment): number;
  /** Where the deadline of a timer stands; in steps there is no such place. */
  deadline(time: TimeUs): number | null;
  /** Where the playhead may go from a place: a time, or a cursor. */
  target(position: number): { readonly kind: 'time' | 'event'; readonly target: number };
  /** Whether some row of a block may lie between two places. */
  touches(rows: ArrowStore, block: number, from: number, to: number): boolean;
  /** First row that may lie at or after a place. */
  firstRow(rows: ArrowStore, from: number): number;
}

const DROPPED = FATES.indexOf('dropped');

/** @param delay one network delay; a dropped message leaves for half of it */
export function timeAxis(map: TimeMap, delay: TimeUs, last: TimeUs): Axis {
  return {
    kind: 'time',
    map,
    folds: map.folds,
    length: Math.max(1, map.position(last)),
    sent: ({ columns }, row) => map.position(columns.sentAt.at(row) as number),
    end({ columns }, row) {
      const end = columns.endAt.at(row) as number;
      return columns.fate.at(row) === DROPPED
        ? map.position(columns.sentAt.at(row) as number) + 0.5
        : map.position(end);
    },
    moment: ({ at }) => map.position(at),
    deadline: (time) => map.position(time),
    target: (position) => ({ kind: 'time', target: Math.max(0, Math.round(map.timeAt(position))) }),
    touches: ({ blockSent }, block, _from, to) => (blockSent[block] ?? 0) <= map.timeAt(to),
    firstRow: (rows, from) => rows.firstEndingFrom(map.timeAt(from) - delay / 2),
  };
}

export function stepAxis(rows: ArrowStore, live: number): Axis {
  const last = rows.stepSoFar.at(rows.count - 1) ?? 0;
  return {
    kind: 'steps',
    map: null,
    folds: [],
    length: Math.max(1, last, live),
    sent: ({ columns }, row) => columns.sentStep.at(row) as number,
    end: ({ columns }, row) =>
      columns.fate.at(row) === DROPPED
        ? (columns.sentStep.at(row) as number) + 0.5
        : (columns.endStep.at(row) as number),
    moment: ({ step }) => step,
    deadline: () => null,
    target(position) {
      const row = firstAtLeast(rows.stepSoFar, Math.round(position) + 1) - 1;
      return { kind: 'event', target: row < 0 ? 0 : (rows.columns.cursor.at(row) as number) };
    },
    touches: ({ blockFirstStep, blockLastStep }, block, from, to) =>
      (blockFirstStep[block] ?? 0) <= to && (blockLastStep[block] ?? 0) >= from,
    firstRow: () => 0,
  };
}

/** Calls `visit` for every row that may lie between two places, until it returns false. */
export function eachRow(
  axis: Axis,
  rows: ArrowStore,
  from: number,
  to: number,
  visit: (row: number) => boolean,
): void {
  let row = axis.firstRow(rows, from);
  while (row < rows.count) {
    const block = Math.floor(row / BLOCK);
    const end = Math.min(rows.count, (block + 1) * BLOCK);
    if (axis.touches(rows, block, from, to)) for (; row < end; row += 1) if (!visit(row)) return;
    row = end;
  }
}
