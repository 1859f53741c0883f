/**
 * Which items of the agenda still mean something: what is disarmed or answered stays there and is passed
 * over.
 */
import { type Item, isEnvelope } from './instant.ts';
import type { EngineState } from './state.ts';

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
