/** How long an `eventually` property waits before it calls a wait too long, and whom it asks why. */
import type { ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { TraceWorld } from '../trace-world.ts';
import type { Explain } from './shared.ts';

export interface Patience {
  /** Replicas that must be up, correct and connected for anything to be expected: n − f. */
  readonly enough: number;
  /** Longest wait in a good network, µs. */
  bound(longestTimer: TimeUs, longestDelay: TimeUs): TimeUs;
  /** Asked when a wait has become too long: as of that moment. */
  readonly explain: Explain;
}

export function boundNow({ bound }: Patience, world: TraceWorld): TimeUs {
  return bound(world.longestTimer(), world.longestDelay());
}

/** The first of these replicas that waits for something, and for what. */
export function explanation(
  replicas: readonly ReplicaId[],
  explain: Explain,
): { readonly replica: ReplicaId; readonly clause: string } | null {
  for (const replica of replicas) {
    const reason = explain(replica);
    if (reason !== null) return { replica, clause: `R${replica} ${reason}` };
  }
  return null;
}
