/**
 * The messages of a run as growing columns, as the engine hands them out: rows in the order of their ends.
 * What drawing and culling need besides is worked out once per row, when it arrives: its broadcast, failures,
 * blocks' extents. Columns are packed, piece by piece: a million rows take 25 MB, as plain arrays that double
 * they took 130.
 */
import type { TimeUs } from '../../kernel/ids.ts';
import type { Engine } from '../../runtime/api.ts';
import { Column } from '../../runtime/client.ts';

export type Arrows = Awaited<ReturnType<Engine['arrows']>>;
type ColumnName = Exclude<keyof Arrows, 'from' | 'count'>;
type Columns = { readonly [Name in ColumnName]: Column<Arrows[Name]> };

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
  readonly columns: Columns = emptyColumns();
  /** Rows of one broadcast (sender, type, slot, value, time of sending) have one number. */
  readonly group = new Column(Uint32Array);
  groups = 0;
  /** Latest step of any row up to this one. */
  readonly stepSoFar = new Column(Uint32Array);
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
    // Of one name both are columns of the same kind.
    for (const name of NAMES) (this.columns[name] as Column<Arrows[ColumnName]>).append(rows[name]);
    const end = this.count + rows.count;
    for (let row = this.count; row < end; row += 1) this.note(row);
    this.count = end;
    return true;
  }

  /** When the last row ended; 0 without rows. */
  lastEnd(): TimeUs {
    return this.columns.endAt.at(this.count - 1) ?? 0;
  }

  /** First row whose end is at or after this time. */
  firstEndingFrom(time: TimeUs): number {
    return firstAtLeast(this.columns.endAt, time);
  }

  /** Rows that events before this cursor have ended. */
  endedBy(cursor: number): number {
    return this.columns.cursor.countUpTo(cursor);
  }

  private note(row: number): void {
    const { sentAt, sentStep, endStep, slot, value, fate } = this.columns;
    this.group.push(this.groupOf(row));
    this.stepSoFar.push(Math.max(endStep.at(row) as number, this.stepSoFar.at(row - 1) ?? 0));
    if (fate.at(row) !== 0) this.failures.push(row);
    const letter = value.at(row) as number;
    if (letter > 0 && letter < 255) this.contested.add(slot.at(row) as number);
    const block = Math.floor(row / BLOCK);
    const [sent, first, last] = [sentAt.at(row), sentStep.at(row), endStep.at(row)] as [
      number,
      number,
      number,
    ];
    this.blockSent[block] = Math.min(this.blockSent[block] ?? sent, sent);
    this.blockFirstStep[block] = Math.min(this.blockFirstStep[block] ?? first, first);
    this.blockLastStep[block] = Math.max(this.blockLastStep[block] ?? last, last);
  }

  private groupOf(row: number): number {
    const { sentAt, sender, type, slot, value } = this.columns;
    const [from, ofSlot] = [sender.at(row) as number, slot.at(row) as number];
    const who = (from & 0xff) + (from >= FIRST_CLIENT ? 256 : 0);
    const what = (who * 32 + ((type.at(row) as number) & 31)) * 4 + ((value.at(row) as number) & 3);
    // One instant has 65,536 places here; simulated time stays far below 2 ** 37 microseconds.
    const key = (sentAt.at(row) as number) * 65_536 + what;
    const known = this.open.get(key);
    if (known !== undefined && known.slot === ofSlot) return known.id;
    if (this.open.size > OPEN_GROUPS) this.open.clear();
    this.open.set(key, { slot: ofSlot, id: this.groups });
    return this.groups++;
  }
}

/** A stretch of rows as rows of their own; nothing is copied. */
export function partOf(rows: Arrows, start: number, most: number): Arrows {
  const end = Math.min(rows.count, start + most);
  const columns = NAMES.map((name) => [name, rows[name].subarray(start, end)]);
  // Same names, same kinds of arrays: only shorter.
  return { ...Object.fromEntries(columns), from: rows.from + start, count: end - start } as Arrows;
}

/** First row of an ascending column of whole numbers that is at least `limit`. */
export function firstAtLeast(column: Pick<Columns['cursor'], 'countUpTo'>, limit: number): number {
  return column.countUpTo(Math.ceil(limit) - 1);
}

function emptyColumns(): Columns {
  return {
    sentAt: new Column(Float64Array),
    endAt: new Column(Float64Array),
    sentStep: new Column(Uint32Array),
    endStep: new Column(Uint32Array),
    sender: new Column(Uint16Array),
    receiver: new Column(Uint16Array),
    type: new Column(Uint8Array),
    slot: new Column(Uint32Array),
    value: new Column(Uint8Array),
    fate: new Column(Uint8Array),
    cursor: new Column(Uint32Array),
    number: new Column(Uint32Array),
  };
}

const NAMES = Object.keys(emptyColumns()) as readonly ColumnName[];
