/**
 * What is known of every event of a run for good, in some ten bytes: when, where, of what cause, what it
 * took in, and its communication step. Moves, searches and chains of causes walk along this; the event itself
 * may be forgotten meanwhile.
 */
import type { Endpoint, TimeUs } from '../../kernel/ids.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import { placeOf } from '../place-of.ts';
import { takenIn } from '../taken-in.ts';
import { Column } from './column.ts';
import { Names } from './names.ts';

/** Where nobody is: a command, or a message that found its receiver down. */
const nowhere = 0xffff;
/** An event that took in no message; types count from 1. */
const nothing = 0;

export class TraceIndex {
  private times = new Column(Float64Array);
  /** How many events before each its cause lies: small numbers, unlike the cause itself. */
  private causes = new Column(Uint32Array);
  private steps = new Column(Uint32Array);
  private places = new Column(Uint16Array);
  private types = new Column(Uint16Array);
  private names = new Names();

  get length(): number {
    return this.times.length;
  }

  add(event: TraceEvent, step: number): void {
    const where = endpointOf(event);
    const taken = takenIn(event);
    this.times.push(event.at);
    this.causes.push(this.causes.length - event.cause);
    this.steps.push(step);
    this.places.push(where === null ? nowhere : placeOf(where));
    this.types.push(taken === null ? nothing : this.names.add(taken.message.type) + 1);
  }

  /** Time of an event; 0 where there is none. */
  timeOf(index: number): TimeUs {
    return this.times.at(index) ?? 0;
  }

  causeOf(index: number): number {
    const before = this.causes.at(index);
    return before === undefined ? -1 : index - before;
  }

  /** Communication step: the longest chain of messages that led to the event. */
  stepOf(index: number): number {
    return this.steps.at(index) ?? 0;
  }

  /** As arrows number them; null for an event at no endpoint. */
  placeOf(index: number): number | null {
    const place = this.places.at(index) ?? nowhere;
    return place === nowhere ? null : place;
  }

  isAt(index: number, where: Endpoint): boolean {
    return this.places.at(index) === placeOf(where);
  }

  /** True iff the event took in a message of this type, or would have if somebody had been there. */
  tookIn(index: number, type: string): boolean {
    const number = this.names.find(type);
    return number >= 0 && this.types.at(index) === number + 1;
  }

  /** Type of the message that was taken in at a replica or a client; null for none. */
  takenBy(index: number): string | null {
    const type = this.types.at(index);
    const isTaken = type !== undefined && type !== nothing && this.placeOf(index) !== null;
    return isTaken ? this.names.word(type - 1) : null;
  }

  /** How many events have happened by this time. */
  cursorAt(at: TimeUs): number {
    return this.times.countUpTo(at);
  }

  /** First event of the instant that this event belongs to. */
  instantStart(index: number): number {
    return this.times.countUpTo(this.timeOf(index) - 1);
  }

  /** The index of the events before `cursor`. */
  upTo(cursor: number): TraceIndex {
    const copy = new TraceIndex();
    copy.times = this.times.upTo(cursor);
    copy.causes = this.causes.upTo(cursor);
    copy.steps = this.steps.upTo(cursor);
    copy.places = this.places.upTo(cursor);
    copy.types = this.types.upTo(cursor);
    copy.names = this.names;
    return copy;
  }
}

function endpointOf(event: TraceEvent): Endpoint | null {
  if (event.kind === 'replica') return event.replica;
  return event.kind === 'client' ? event.client : null;
}
