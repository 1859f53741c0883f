/**
 * The messages of a run as growing columns, as the engine hands them out: rows in the order of their ends.
 * What drawing and culling need besides is worked out once per row, when it arrives: its broadcast, failures,
 * blocks' extents.
 */
import type { TimeUs } from '../../kernel/ids.ts';
import type { Engine } from '../../runtime/api.ts';

export type Arrows = Awaited<ReturnType<Engine['arrows']>>;
type Columns = Omit<Arrows, 'from' | 'count'>;
type ColumnName = keyof Columns;

/** Clients stand above the replicas among the endpoints of a row. */
export const FIRST_CLIENT = 0x8000;
/** `Arrows.fate` in its order. */
export const FATES = ['taken', 'refused', 'dropped', 'crashed'] as const;
/** Rows of one block. */
export const BLOCK = 256;
/** Broadcasts that may still get members. */
const OPEN_GROUPS = 20_000;

export class ArrowStore {
  count = 0;
  columns: Columns = emptyColumns(1_024);
  /** Rows of one broadcast (sender, type, slot, value, time of sending) have one number. */
  group = new Uint32Array(1_024);
  groups = 0;
  /** Latest step of any row up to this one. */
  stepSoFar = new Uint32Array(1_024);
  /** Rows that were refused, dropped, or found nobody. */
  readonly failures: number[] = [];
  /** Slots with more than one value. */
  readonly contested = new Set<number>();
  /** Per block: earliest sending, and the same in steps; latest step. */
  readonly blockSent: number[] = [];
  readonly blockFirstStep: number[] = [];
  readonly blockLastStep: number[] = [];
  private readonly open = new Map<number, { readonly slot: number; readonly id: number }>();

  /** Takes the next rows; false when they do not follow on what is here. */
  append(rows: Arrows): boolean {
    if (rows.from !== this.count) return false;
    this.reserve(this.count + rows.count);
    for (const name of Object.keys(this.columns) as ColumnName[])
      this.columns[name].set(rows[name], this.count);
    const end = this.count + rows.count;
    for (let row = this.count; row < end; row += 1) this.note(row);
    this.count = end;
    return true;
  }

  /**
   * Room for so many rows, made in advance. A breath is taken between two columns: copying a million rows
   * takes tenths of a second.
   */
  async makeRoom(rows: number, breath: () => Promise<void>): Promise<void> {
    if (rows <= this.group.length) return;
    const before = this.count;
    const next = Math.max(rows, 2 * this.group.length);
    const grown = emptyColumns(next);
    for (const name of Object.keys(grown) as ColumnName[]) {
      grown[name].set(this.columns[name]);
      await breath();
    }
    const [group, stepSoFar] = [grow(this.group, next), grow(this.stepSoFar, next)];
    // Rows that came meanwhile would be lost; then they make room for themselves.
    if (this.count === before) [this.columns, this.group, this.stepSoFar] = [grown, group, stepSoFar];
  }

  /** When the last row ended; 0 without rows. */
  lastEnd(): TimeUs {
    return this.columns.endAt[this.count - 1] ?? 0;
  }

  /** First row whose end is at or after this time. */
  firstEndingFrom(time: TimeUs): number {
    return firstAtLeast(this.columns.endAt, this.count, time);
  }

  /** Rows that events before this cursor have ended. */
  endedBy(cursor: number): number {
    return firstAtLeast(this.columns.cursor, this.count, cursor + 1);
  }

  private note(row: number): void {
    const { sentAt, sentStep, endStep, slot, value, fate } = this.columns;
    this.group[row] = this.groupOf(row);
    this.stepSoFar[row] = Math.max(endStep[row] as number, row === 0 ? 0 : (this.stepSoFar[row - 1] ?? 0));
    if (fate[row] !== 0) this.failures.push(row);
    const letter = value[row] as number;
    if (letter > 0 && letter < 255) this.contested.add(slot[row] as number);
    const block = Math.floor(row / BLOCK);
    const [sent, first, last] = [sentAt[row] as number, sentStep[row] as number, endStep[row] as number];
    this.blockSent[block] = Math.min(this.blockSent[block] ?? sent, sent);
    this.blockFirstStep[block] = Math.min(this.blockFirstStep[block] ?? first, first);
    this.blockLastStep[block] = Math.max(this.blockLastStep[block] ?? last, last);
  }

  private groupOf(row: number): number {
    const { sentAt, sender, type, slot, value } = this.columns;
    const who = ((sender[row] as number) & 0xff) + ((sender[row] as number) >= FIRST_CLIENT ? 256 : 0);
    const what = (who * 32 + ((type[row] as number) & 31)) * 4 + ((value[row] as number) & 3);
    // One instant has 65,536 places here; simulated time stays far below 2 ** 37 microseconds.
    const key = (sentAt[row] as number) * 65_536 + what;
    const known = this.open.get(key);
    if (known !== undefined && known.slot === slot[row]) return known.id;
    if (this.open.size > OPEN_GROUPS) this.open.clear();
    this.open.set(key, { slot: slot[row] as number, id: this.groups });
    return this.groups++;
  }

  private reserve(rows: number): void {
    const room = this.group.length;
    if (rows <= room) return;
    const next = Math.max(rows, 2 * room);
    const grown = emptyColumns(next);
    for (const name of Object.keys(grown) as ColumnName[]) grown[name].set(this.columns[name]);
    this.columns = grown;
    this.group = grow(this.group, next);
    this.stepSoFar = grow(this.stepSoFar, next);
  }
}

/** A stretch of rows as rows of their own; nothing is copied. */
export function partOf(rows: Arrows, start: number, most: number): Arrows {
  const end = Math.min(rows.count, start + most);
  const columns = Object.keys(emptyColumns(0)).map((name) => [
    name,
    rows[name as ColumnName].subarray(start, end),
  ]);
  // Same names, same kinds of arrays: only shorter.
  return { ...Object.fromEntries(columns), from: rows.from + start, count: end - start } as Arrows;
}

/** Index of the first of `count` ascending items that is at least `limit`. */
export function firstAtLeast(items: ArrayLike<number>, count: number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function grow(column: Uint32Array<ArrayBuffer>, rows: number): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(rows);
  next.set(column);
  return next;
}

function emptyColumns(rows: number): Columns {
  return {
    sentAt: new Float64Array(rows),
    endAt: new Float64Array(rows),
    sentStep: new Uint32Array(rows),
    endStep: new Uint32Array(rows),
    sender: new Uint16Array(rows),
    receiver: new Uint16Array(rows),
    type: new Uint8Array(rows),
    slot: new Uint32Array(rows),
    value: new Uint8Array(rows),
    fate: new Uint8Array(rows),
    cursor: new Uint32Array(rows),
    number: new Uint32Array(rows),
  };
}
