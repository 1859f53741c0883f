/** How long an `eventually` property waits before it calls a wait too long, and whom it asks why. */
import type { ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { TraceWorld } from '../trace-world.ts';
import type { Explain } from './shared.ts';
import { replicaNames } from './words.ts';

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
    if (reason !== null) return { replica, clause: clauseOf(replica, reason) };
  }
  return null;
}

/** "R0: slot 1 needs 3 COMMITs, has 2: from R0 and R3", "R2 needs 2 PREPAREs, has none" */
function clauseOf(replica: ReplicaId, reason: string): string {
  const named = reason.replace(
    /from (\d+(?:, \d+)*)$/,
    (_, ids: string) => `from ${replicaNames(ids.split(', ').map(Number))}`,
  );
  return `R${replica}${/^(needs|wait)/.test(named) ? '' : ':'} ${named}`;
}
