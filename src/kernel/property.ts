/**
 * Verdicts: code that reads the trace and nothing else, shares nothing with the protocols, and judges by what
 * correct replicas did. `always` properties hold or are violated, never pending; `eventually` ones may be
 * pending.
 */
import type { ReplicaId, Slot } from './ids.ts';
import type { TraceEvent } from './trace.ts';

export interface Property {
  /** `agreement`, `pbft/newview-preserves`, … */
  readonly id: string;
  readonly kind: 'always' | 'eventually';
  /**
   * Takes in the next event; the first violation is kept for good. A delivery without any effect is not
   * shown: nobody did anything, and what was received had been sent before. While a replica's event is
   * observed, `world` still says who was correct before it; a command has already taken effect.
   */
  observe(event: TraceEvent, world: World): void;
  verdict(): Verdict;
  /** A copy that goes on from here: what a checkpoint keeps. */
  clone(): Property;
}

export interface Verdict {
  readonly property: string;
  readonly kind: 'always' | 'eventually';
  readonly verdict: 'holds' | 'violated' | 'pending';
  /** Index of the event that decided it; null while nothing did. */
  readonly event: number | null;
  readonly replicas: readonly ReplicaId[];
  /** Where they contradict each other; absent where it is about no one slot. */
  readonly slot?: Slot;
  /** One sentence: which facts contradict each other, or what is waited for. */
  readonly because: string;
}

/**
 * Who is judged, and what the network is like, as of the event being observed. Computed from commands and
 * trace only.
 */
export interface World {
  readonly replicas: number;
  readonly faults: number;
  /** Up, not paused, not crashed. */
  isUp(replica: ReplicaId): boolean;
  /** Never `behave`d otherwise than honest, and not excluded by a lost disk (DESIGN 3 "correct"). */
  isCorrect(replica: ReplicaId): boolean;
  /** Correct, and its roots, receipts and replies are judged too (not corrupted, or healed since). */
  isStateCorrect(replica: ReplicaId): boolean;
  /** Link a → b is neither cut nor lossy now. */
  isGoodLink(from: ReplicaId | string, to: ReplicaId | string): boolean;
  /** Largest delay of any link now, µs. */
  longestDelay(): number;
}
