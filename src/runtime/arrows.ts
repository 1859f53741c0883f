/**
 * Messages of the space-time diagram as columns of numbers, in the order of their ends: 100,000 arrows are a
 * few megabytes, cross the worker border without being copied one by one, and are culled by binary search.
 */
import type { Endpoint } from '../kernel/ids.ts';
import type { MessageSummary } from '../kernel/present.ts';
import type { Envelope, TraceEvent } from '../kernel/trace.ts';
import { Column } from './history/column.ts';
import type { TraceIndex } from './history/trace-index.ts';
import { placeOf } from './place-of.ts';

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
const arrowFates = ['taken', 'refused', 'dropped', 'crashed'] as const;
export type ArrowFate = (typeof arrowFates)[number];

const dropped = arrowFates.indexOf('dropped');
const noType = 255;
const noValue = 255;
/** A liar may name any slot; greater ones are one. */
export const mostSlot = 0xffff_ffff;

/** What is asked of rows; a field that is left out fits all. */
export interface ArrowQuery {
  readonly type?: string;
  readonly sender?: Endpoint;
  readonly receiver?: Endpoint;
  /** Either of the two. */
  readonly end?: Endpoint;
  readonly slot?: number;
  /** Types that do not fit. */
  readonly except?: readonly string[];
}

/**
 * Collects rows while the run goes on; times and steps are those of the two events, so they are not kept
 * twice.
 */
export class ArrowLog {
  private readonly types: ReadonlyMap<string, number>;
  /** How many events before the end of each lies the event that sent it. */
  private causes = new Column(Uint32Array);
  private cursors = new Column(Uint32Array);
  private senders = new Column(Uint16Array);
  private receivers = new Column(Uint16Array);
  private messageTypes = new Column(Uint8Array);
  private slots = new Column(Uint32Array);
  private letters = new Column(Uint8Array);
  private fates = new Column(Uint8Array);
  private numbers = new Column(Uint32Array);

  constructor(types: ReadonlyMap<string, number>) {
    this.types = types;
  }

  get count(): number {
    return this.cursors.length;
  }

  /** One row; `letter` is the number of its value, −1 for none. */
  push(
    event: TraceEvent,
    envelope: Envelope,
    fate: ArrowFate,
    summary: MessageSummary,
    letter: number,
  ): void {
    this.causes.push(event.index - envelope.cause);
    this.cursors.push(event.index + 1);
    this.senders.push(placeOf(envelope.from));
    this.receivers.push(placeOf(envelope.to));
    this.messageTypes.push(this.types.get(summary.type) ?? noType);
    this.slots.push(Math.min(summary.slot ?? 0, mostSlot));
    this.letters.push(letter < 0 ? noValue : letter);
    this.fates.push(arrowFates.indexOf(fate));
    this.numbers.push(envelope.number);
  }

  /** Rows from number `given` on, at most so many. */
  since(given: number, most: number, index: TraceIndex): Arrows {
    const from = Math.min(Math.max(0, given), this.count);
    const to = Math.min(this.count, from + most);
    const fate = this.fates.since(from, to);
    const cursor = this.cursors.since(from, to);
    return {
      from,
      count: to - from,
      ...this.times(from, fate, cursor, index),
      sender: this.senders.since(from, to),
      receiver: this.receivers.since(from, to),
      type: this.messageTypes.since(from, to),
      slot: this.slots.since(from, to),
      value: this.letters.since(from, to),
      fate,
      cursor,
      number: this.numbers.since(from, to),
    };
  }

  /** Cursors just after the ends of copies that fit and were not lost on the way, ascending. */
  *cursorsWhere({ type, sender, receiver, end, slot, except = [] }: ArrowQuery): Generator<number> {
    const excepted = new Set(except.map((name) => this.types.get(name)));
    for (let row = 0; row < this.count; row++) {
      if (this.fates.at(row) === dropped) continue;
      if (type !== undefined && this.messageTypes.at(row) !== (this.types.get(type) ?? noType)) continue;
      if (excepted.size > 0 && excepted.has(this.messageTypes.at(row))) continue;
      if (end !== undefined && ![this.senders.at(row), this.receivers.at(row)].includes(placeOf(end)))
        continue;
      if (sender !== undefined && this.senders.at(row) !== placeOf(sender)) continue;
      if (receiver !== undefined && this.receivers.at(row) !== placeOf(receiver)) continue;
      if (slot !== undefined && this.slots.at(row) !== Math.min(slot, mostSlot)) continue;
      yield this.cursors.at(row) as number;
    }
  }

  /** Cursors of the rows of this number on this link before `cursor`, latest first. */
  cursorsOf({ from, to, number }: Pick<Envelope, 'from' | 'to' | 'number'>, cursor: number): number[] {
    const [sender, receiver] = [placeOf(from), placeOf(to)];
    const found: number[] = [];
    for (let row = this.cursors.countUpTo(cursor) - 1; row >= 0; row--) {
      if (this.numbers.at(row) !== number || this.receivers.at(row) !== receiver) continue;
      if (this.senders.at(row) === sender) found.push(this.cursors.at(row) as number);
    }
    return found;
  }

  /** A log with the rows of events before `cursor`. */
  upTo(cursor: number): ArrowLog {
    const copy = new ArrowLog(this.types);
    const count = this.cursors.countUpTo(cursor);
    copy.causes = this.causes.upTo(count);
    copy.cursors = this.cursors.upTo(count);
    copy.senders = this.senders.upTo(count);
    copy.receivers = this.receivers.upTo(count);
    copy.messageTypes = this.messageTypes.upTo(count);
    copy.slots = this.slots.upTo(count);
    copy.letters = this.letters.upTo(count);
    copy.fates = this.fates.upTo(count);
    copy.numbers = this.numbers.upTo(count);
    return copy;
  }

  /**
   * A copy that is lost when it is sent ends in the event that sent it, and would have been one step further.
   */
  private times(from: number, fate: Uint8Array, cursor: Uint32Array, index: TraceIndex) {
    const count = cursor.length;
    const sentAt = new Float64Array(count);
    const endAt = new Float64Array(count);
    const sentStep = new Uint32Array(count);
    const endStep = new Uint32Array(count);
    for (let row = 0; row < count; row++) {
      const end = (cursor[row] as number) - 1;
      const cause = end - (this.causes.at(from + row) as number);
      sentAt[row] = index.timeOf(cause);
      endAt[row] = index.timeOf(end);
      sentStep[row] = index.stepOf(cause);
      endStep[row] = fate[row] === dropped ? index.stepOf(cause) + 1 : index.stepOf(end);
    }
    return { sentAt, endAt, sentStep, endStep };
  }
}

export function endOf(event: TraceEvent): { readonly envelope: Envelope; readonly fate: ArrowFate } | null {
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
