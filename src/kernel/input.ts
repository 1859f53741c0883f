/** Everything that can happen to a replica. One input is one event of the trace. */

import type { Snapshot } from './application.ts';
import type { Digest, Endpoint, Hex, Slot, TimerName } from './ids.ts';

export type Input =
  | { readonly kind: 'start' }
  /** `from` is the link it came by, which a sender cannot choose; `message` may be anything a liar likes. */
  | { readonly kind: 'message'; readonly from: Endpoint; readonly message: unknown }
  | { readonly kind: 'timer'; readonly timer: TimerName }
  /** The application's answer to a `commit`, `execute` or `restore` effect, inside the same event. */
  | Applied
  /** A new process begins from what the old one persisted (possibly nothing, after a lost disk). */
  | { readonly kind: 'recover'; readonly stable: Stable };

/**
 * What the application did with one slot: its state root afterwards, and one receipt per executed operation.
 */
export interface Applied {
  readonly kind: 'applied';
  readonly slot: Slot;
  readonly cause: 'commit' | 'execute' | 'restore';
  readonly root: Digest;
  readonly receipts: readonly Hex[];
  /** The application state after the slot, by reference: what a checkpoint keeps. */
  readonly snapshot: Snapshot;
}

/** Stable storage: what `persist` effects left, by key. */
export type Stable = Readonly<Record<string, unknown>>;
