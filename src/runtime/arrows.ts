/**
 * Messages of the space-time diagram as columns of numbers, in the order of their ends: 100,000 arrows are a
 * few megabytes, cross the worker border without being copied one by one, and are culled by binary search.
 */
import type { Endpoint } from '../kernel/ids.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { Envelope, TraceEvent } from '../kernel/trace.ts';
import { ValueLog } from './value-log.ts';

/**
 * One row per copy that was taken in, refused or lost. Endpoints: replicas by number, clients from 0x8000 on.
 * New arrays at each call, because they are transferred.
 */
export interface Arrows {
  /** Number of the first row. */
  readonly from: number;
  readonly count: number;
  readonly sentAt: Float64Array<ArrayBuffer>;
  readonly endAt: Float64Array<ArrayBuffer>;
  /** Communication steps (longest chain of causes) at the sender and at the receiver. */
  readonly sentStep: Uint32Array<ArrayBuffer>;
  readonly endStep: Uint32Array<ArrayBuffer>;
  readonly sender: Uint16Array<ArrayBuffer>;
  readonly receiver: Uint16Array<ArrayBuffer>;
  /** Position in `RunInfo.protocol.messages`; 255 for a type that it does not name. */
  readonly type: Uint8Array<ArrayBuffer>;
  /** 0 for a message of no slot. */
  readonly slot: Uint32Array<ArrayBuffer>;
  /** Which value of its slot, in order of first sight: 0 for A, 1 for B, …; 255 for none. */
  readonly value: Uint8Array<ArrayBuffer>;
  readonly fate: Uint8Array<ArrayBuffer>;
  /** Cursor just after the event that ended it. */
  readonly cursor: Uint32Array<ArrayBuffer>;
  /** Number on its link: with sender and receiver it makes the message's id. */
  readonly number: Uint32Array<ArrayBuffer>;
}

/** What became of a message, as `Arrows.fate` says it. */
export const arrowFates = ['taken', 'refused', 'dropped', 'crashed'] as const;
export type ArrowFate = (typeof arrowFates)[number];

/** Clients stand above the replicas in `sender` and `receiver`. */
export const firstClientPlace = 0x8000;

type Columns = Omit<Arrows, 'from' | 'count'>;

/** Collects rows while the run goes on. */
export class ArrowLog {
  private readonly manifest: Manifest;
  private readonly types: ReadonlyMap<string, number>;
  /** Values seen per slot, in order. */
  values = new ValueLog();
  private columns = makeColumns(1_024);
  private count = 0;

  constructor(manifest: Manifest) {
    this.manifest = manifest;
    this.types = new Map(manifest.messages.map(({ type }, position) => [type, position]));
  }

  /** `steps` holds the communication step of every event so far, this one included. */
  add(event: TraceEvent, steps: readonly number[]): void {
    // The copies of a broadcast follow each other and are one message.
    for (const [index, { message }] of event.sent.entries())
      if (message !== event.sent[index - 1]?.message)
        this.values.see(this.manifest.summary(message), event.index + 1);
    const ended = endOf(event);
    if (ended !== null) this.push(event, ended.envelope, ended.fate, steps);
    for (const envelope of event.sent)
      if (envelope.lost !== null) this.push(event, envelope, 'dropped', steps);
  }

  /** Rows from number `from` on. */
  since(from: number): Arrows {
    const start = Math.min(Math.max(0, from), this.count);
    const slices = Object.entries(this.columns).map(([name, column]) => [
      name,
      column.slice(start, this.count),
    ]);
    // Same names, same kinds of arrays: only shorter.
    return { from: start, count: this.count - start, ...(Object.fromEntries(slices) as unknown as Columns) };
  }

  /** A log with the rows of events before `cursor`. */
  upTo(cursor: number): ArrowLog {
    const copy = new ArrowLog(this.manifest);
    let count = 0;
    while (count < this.count && (this.columns.cursor[count] as number) <= cursor) count++;
    copy.columns = resized(this.columns, Math.max(1_024, count));
    copy.count = count;
    copy.values = this.values.upTo(cursor);
    return copy;
  }

  private push(event: TraceEvent, envelope: Envelope, fate: ArrowFate, steps: readonly number[]): void {
    if (this.count === this.columns.sentAt.length) this.columns = resized(this.columns, 2 * this.count);
    const summary = this.manifest.summary(envelope.message);
    const { columns } = this;
    const row = this.count++;
    columns.sentAt[row] = envelope.sentAt;
    columns.endAt[row] = event.at;
    columns.sentStep[row] = steps[envelope.cause] ?? 0;
    columns.endStep[row] =
      envelope.lost === null ? (steps[event.index] ?? 0) : (steps[envelope.cause] ?? 0) + 1;
    columns.sender[row] = placeOf(envelope.from);
    columns.receiver[row] = placeOf(envelope.to);
    columns.type[row] = this.types.get(summary.type) ?? 255;
    columns.slot[row] = summary.slot ?? 0;
    const value = this.values.indexOf(summary);
    columns.value[row] = value < 0 ? 255 : value;
    columns.fate[row] = arrowFates.indexOf(fate);
    columns.cursor[row] = event.index + 1;
    columns.number[row] = envelope.number;
  }
}

export function placeOf(endpoint: Endpoint): number {
  return typeof endpoint === 'number' ? endpoint : firstClientPlace + Number(endpoint.slice(1));
}

function endOf(event: TraceEvent): { readonly envelope: Envelope; readonly fate: ArrowFate } | null {
  switch (event.kind) {
    case 'replica': {
      if (event.input.kind !== 'message') return null;
      const refused = event.effects.some((effect) => effect.kind === 'refuse');
      return { envelope: event.input.envelope, fate: refused ? 'refused' : 'taken' };
    }
    case 'client': {
      if (event.action.kind !== 'received') return null;
      const { envelope, refused } = event.action;
      return { envelope, fate: refused === null || refused === 'not-waiting' ? 'taken' : 'refused' };
    }
    case 'lost':
      return { envelope: event.envelope, fate: 'crashed' };
    case 'command':
      return null;
  }
}

function makeColumns(rows: number): Columns {
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

function resized(columns: Columns, rows: number): Columns {
  const next = makeColumns(rows);
  for (const name of Object.keys(columns) as (keyof Columns)[])
    next[name].set(columns[name].subarray(0, rows));
  return next;
}
