/**
 * Which items of the agenda still mean something: what is disarmed or answered stays there and is passed
 * over.
 */

import type { TimerName } from '../kernel/ids.ts';
import { type Item, isEnvelope } from './instant.ts';
import type { EngineState, ReplicaWorld } from './state.ts';

/** False for a timer that was disarmed, or armed again. */
export function isLive({ replicas }: EngineState, item: Item): boolean {
  if (isEnvelope(item) || item.kind !== 'timer') return true;
  return replicas[item.replica]?.timers.get(item.timer)?.generation === item.generation;
}

/** False for all that leads to no event: such a timer, or a retry of what is answered. */
export function isNeeded(state: EngineState, item: Item): boolean {
  if (isEnvelope(item) || item.kind !== 'retry') return isLive(state, item);
  const client = state.clients.find(({ id }) => id === item.client);
  return client?.outstanding?.request.timestamp === item.timestamp;
}

/** Down, paused, a liar, or with nothing but idle timers armed: it keeps nobody awake. */
export function isResting(
  { status, behaviour, timers }: ReplicaWorld,
  idleTimers: ReadonlySet<TimerName>,
): boolean {
  if (status !== 'up' || behaviour !== 'honest') return true;
  return [...timers.keys()].every((name) => idleTimers.has(name));
}
