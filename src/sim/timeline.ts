/**
 * How far each replica's process has executed, folded from `commit`, `restore` and `recover`. A new process
 * starts from nothing or from a snapshot and executes slots again that its predecessor had executed: that is
 * a replay, not a second commit.
 */
import type { Commit } from '../kernel/effect.ts';
import type { ReplicaId, Slot } from '../kernel/ids.ts';

/** One decided slot, with what its replica had executed before. */
export interface Decided {
  readonly commit: Commit;
  /** Slot up to which this process had executed before it: `commit.slot` − 1 unless something is wrong. */
  readonly before: Slot;
}

export interface Timeline {
  /**
   * Slot up to which the running process has executed; `unknown` after `recover`, until it says where it
   * starts.
   */
  readonly executed: Slot[];
  /** Highest slot that this replica ever reached. */
  readonly highest: Slot[];
}

const unknown = -1;

export function newTimeline(replicas: number): Timeline {
  return { executed: new Array<Slot>(replicas).fill(0), highest: new Array<Slot>(replicas).fill(0) };
}

export function copyTimeline({ executed, highest }: Timeline): Timeline {
  return { executed: executed.slice(), highest: highest.slice() };
}

export function executedSlot(timeline: Timeline, replica: ReplicaId): Slot {
  return Math.max(0, timeline.executed[replica] ?? 0);
}

export function onCommit(timeline: Timeline, replica: ReplicaId, commit: Commit): Decided {
  const before = beforeCommit(timeline, replica, commit.slot);
  if (commit.slot > before) reach(timeline, replica, commit.slot);
  return { commit, before };
}

export function onRestore(timeline: Timeline, replica: ReplicaId, slot: Slot): void {
  reach(timeline, replica, slot);
}

export function onRecover(timeline: Timeline, replica: ReplicaId): void {
  timeline.executed[replica] = unknown;
}

export function onLostDisk(timeline: Timeline, replica: ReplicaId): void {
  timeline.executed[replica] = 0;
}

/** A process that has not said where it starts may start anywhere in what its predecessor had reached. */
function beforeCommit(timeline: Timeline, replica: ReplicaId, slot: Slot): Slot {
  const executed = timeline.executed[replica] as Slot; // one entry per replica
  return executed === unknown ? Math.min(timeline.highest[replica] as Slot, slot - 1) : executed;
}

function reach(timeline: Timeline, replica: ReplicaId, slot: Slot): void {
  timeline.executed[replica] = slot;
  timeline.highest[replica] = Math.max(slot, timeline.highest[replica] as Slot); // one entry per replica
}
