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

/** The same, by the cursor just after the event. */
type Again = (before: ReplicaState, cursor: number) => ReplicaState;

export class Versions {
  /** Cursors from which a version holds, ascending. */
  private from: number[];
  /** Which of them are kept, and what they are; null while the replica is down. */
  private keptAt: number[];
  private kept: (ReplicaState | null)[];
  /** The newest version, and the one asked for last: what is asked for next is often close behind. */
  private edge: ReplicaState | null;
  private recent: { readonly position: number; readonly state: ReplicaState | null };

  constructor(first: ReplicaState | null, from: number) {
    this.from = [from];
    this.keptAt = [0];
    this.kept = [first];
    this.edge = first;
    this.recent = { position: 0, state: first };
  }

  /** This event led to this version. */
  add(state: ReplicaState | null, event: TraceEvent): void {
    const position = this.from.length;
    this.from.push(event.index + 1);
    this.edge = state;
    const since = position - (this.keptAt.at(-1) ?? 0);
    if (since < limits.versionsApart && isStep(event)) return;
    this.keptAt.push(position);
    this.kept.push(state);
  }

  get newest(): ReplicaState | null {
    return this.edge;
  }

  at(cursor: number, again: Again): ReplicaState | null {
    const position = lastUpTo(this.from, (from) => from, cursor);
    return position === this.from.length - 1 ? this.edge : this.version(position, again);
  }

  /** A copy for a branch that has the events before `cursor` in common with this run. */
  upTo(cursor: number, again: Again): Versions {
    const copy = new Versions(null, 0);
    const end = lastUpTo(this.from, (from) => from, cursor);
    const kept = lastUpTo(this.keptAt, (position) => position, end) + 1;
    copy.from = this.from.slice(0, end + 1);
    copy.keptAt = this.keptAt.slice(0, kept);
    copy.kept = this.kept.slice(0, kept);
    copy.edge = this.at(cursor, again);
    copy.recent = { position: end, state: copy.edge };
    return copy;
  }

  private version(position: number, again: Again): ReplicaState | null {
    const nearest = lastUpTo(this.keptAt, (at) => at, position);
    let at = this.keptAt[nearest] as number;
    let state = this.kept[nearest] as ReplicaState | null;
    if (this.recent.position > at && this.recent.position <= position)
      ({ position: at, state } = this.recent);
    while (at < position && state !== null) {
      at++;
      // Only steps lie between two kept versions.
      state = again(state, this.from[at] as number);
    }
    this.recent = { position, state };
    return state;
  }
}

/** Commands change a replica from outside, and recovery reads a disk that nobody remembers. */
function isStep(event: TraceEvent): boolean {
  return event.kind === 'replica' && event.input.kind !== 'recover';
}
