/** How long an `eventually` property waits before it calls a wait too long, and whom it asks why. */
import type { ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { TraceWorld } from '../trace-world.ts';

export interface Patience {
  /** Replicas that must be up, correct and connected for anything to be expected: n − f. */
  readonly enough: number;
  /** Longest wait in a good network, µs. */
  bound(longestTimer: TimeUs, longestDelay: TimeUs): TimeUs;
  /** What a replica waits for: "needs 3 COMMITs, has 2: from 1, 3"; null when it waits for nothing. */
  explain(replica: ReplicaId): string | null;
}

export function boundNow({ bound }: Patience, world: TraceWorld): TimeUs {
  return bound(world.longestTimer(), world.longestDelay());
}

/** The first of these replicas that waits for something, and for what. */
export function explanation(
  { explain }: Patience,
  replicas: readonly ReplicaId[],
): { readonly replica: ReplicaId; readonly clause: string } | null {
  for (const replica of replicas) {
    const reason = explain(replica);
    if (reason !== null) return { replica, clause: `R${replica} ${reason}` };
  }
  return null;
}
