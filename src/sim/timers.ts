/**
 * How long replicas' timers run. What counts is the duration a replica gave a timer last, running or not: a
 * timeout doubled during a partition stays doubled while the timer is stopped, and the progress bound must
 * start from it.
 */
import type { ReplicaId, TimerName, TimeUs } from '../kernel/ids.ts';

/** Last duration of every timer of every replica; the maps are immutable, so copies share them. */
export type Timers = readonly ReadonlyMap<TimerName, TimeUs>[];

export function noTimers(replicas: number): Timers {
  return new Array<ReadonlyMap<TimerName, TimeUs>>(replicas).fill(new Map());
}

/** The same object when the duration is what it was, as nearly always. */
export function afterArm(timers: Timers, replica: ReplicaId, timer: TimerName, after: TimeUs): Timers {
  const own = timers[replica];
  if (own === undefined || own.get(timer) === after) return timers;
  return timers.with(replica, new Map(own).set(timer, after));
}

export function longestOf(timers: Timers, replica: ReplicaId): TimeUs {
  let longest = 0;
  for (const after of timers[replica]?.values() ?? []) longest = Math.max(longest, after);
  return longest;
}
