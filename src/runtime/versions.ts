/**
 * The memory of one replica at every moment of a run. Every eighth version is kept, and every one that no
 * input explains; what lies between is stepped again from there, which is what a pure step is good for:
 * keeping all of them took 780 bytes per event, this takes 120 (n = 16).
 */
import type { ReplicaEvent, TraceEvent } from '../kernel/trace.ts';
import type { ReplicaState } from '../replica/replica.ts';
import { lastUpTo } from './last-up-to.ts';
import { limits } from './limits.ts';

/** The memory after an event that was a step of this replica, given the memory before. */
export type StepAgain = (before: ReplicaState, event: ReplicaEvent) => ReplicaState;

export class Versions {
  private readonly stepAgain: StepAgain;
  private readonly events: readonly TraceEvent[];
  /** Cursors from which a version holds, ascending; the first is 0. */
  private from: number[];
  /** Which of them are kept, and what they are; null while the replica is down. */
  private keptAt: number[];
  private kept: (ReplicaState | null)[];
  /** The newest version, and the one asked for last: what is asked for next is often close behind. */
  private edge: ReplicaState | null;
  private recent: { readonly position: number; readonly state: ReplicaState | null };

  /** `events` is the trace that grows along with the versions. */
  constructor(first: ReplicaState | null, events: readonly TraceEvent[], stepAgain: StepAgain) {
    this.stepAgain = stepAgain;
    this.events = events;
    this.from = [0];
    this.keptAt = [0];
    this.kept = [first];
    this.edge = first;
    this.recent = { position: 0, state: first };
  }

  /** The last event of the trace led to this version. */
  add(state: ReplicaState | null): void {
    const position = this.from.length;
    this.from.push(this.events.length);
    this.edge = state;
    const since = position - (this.keptAt.at(-1) ?? 0);
    if (since < limits.versionsApart && isStep(this.events.at(-1))) return;
    this.keptAt.push(position);
    this.kept.push(state);
  }

  at(cursor: number): ReplicaState | null {
    const position = lastUpTo(this.from, (from) => from, cursor);
    return position === this.from.length - 1 ? this.edge : this.version(position);
  }

  /** A copy for a branch, whose trace begins with the events before `cursor`. */
  upTo(cursor: number, events: readonly TraceEvent[]): Versions {
    const copy = new Versions(null, events, this.stepAgain);
    const end = lastUpTo(this.from, (from) => from, cursor);
    const kept = lastUpTo(this.keptAt, (position) => position, end) + 1;
    copy.from = this.from.slice(0, end + 1);
    copy.keptAt = this.keptAt.slice(0, kept);
    copy.kept = this.kept.slice(0, kept);
    copy.edge = this.at(cursor);
    copy.recent = { position: end, state: copy.edge };
    return copy;
  }

  private version(position: number): ReplicaState | null {
    const nearest = lastUpTo(this.keptAt, (at) => at, position);
    let at = this.keptAt[nearest] as number;
    let state = this.kept[nearest] as ReplicaState | null;
    if (this.recent.position > at && this.recent.position <= position)
      ({ position: at, state } = this.recent);
    while (at < position && state !== null) {
      at++;
      // Only steps lie between two kept versions.
      state = this.stepAgain(state, this.events[(this.from[at] as number) - 1] as ReplicaEvent);
    }
    this.recent = { position, state };
    return state;
  }
}

/** Commands change a replica from outside, and recovery reads a disk that nobody remembers. */
function isStep(event: TraceEvent | undefined): boolean {
  return event?.kind === 'replica' && event.input.kind !== 'recover';
}
