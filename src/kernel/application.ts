/**
 * What the replicas replicate, seen from outside: a deterministic state machine with a root. The ledger
 * implements it; protocols and the simulator know this contract only.
 */
import type { Digest, Hex, Slot } from './ids.ts';

/** An immutable application state, plain data; opaque to everyone but its application. */
export type Snapshot = { readonly snapshot: 'opaque' };

export interface Application {
  /** State before the first slot. */
  readonly genesis: Snapshot;
  /** Executes one decided slot. Total: an operation nobody can read gets a receipt that says so. */
  execute(state: Snapshot, slot: Slot, operations: readonly Hex[]): Executed;
  /** State root: equal iff the states are equal. O(1). */
  root(state: Snapshot): Digest;
  /** Recomputes the root of a snapshot that came from elsewhere, hash by hash; null when it is malformed. */
  verify(snapshot: unknown): Digest | null;
  /** Damages one account's balance without any authorisation: a fault, not a transaction. */
  corrupt(state: Snapshot, account: number | undefined, delta: string | undefined): Corrupted | null;
  /** Result code and its name, 0 for success; null for bytes that are no receipt. */
  readReceipt(receipt: Hex): { readonly code: number; readonly name: string } | null;
  /** For the reader: what an operation asks for, in one line. */
  describeOperation(operation: Hex): string;
  /** For the reader: every account with its balances. */
  describe(state: Snapshot): ApplicationView;
  /** For the reader: why the root vouches for one account's record, or for there being none. */
  prove(state: Snapshot, account: number): AccountProof;
}

export interface Executed {
  readonly state: Snapshot;
  /** One per operation, in order. */
  readonly receipts: readonly Hex[];
}

export interface Corrupted {
  readonly state: Snapshot;
  /** What was changed, for the event's sentence. */
  readonly account: number;
  readonly asset: string;
  readonly before: string;
  readonly after: string;
}

export interface ApplicationView {
  readonly root: Digest;
  readonly accounts: readonly AccountView[];
}

/** From an account's record to the state root, as somebody computes it who holds the root alone. */
export interface AccountProof {
  readonly account: number;
  /** Hash at the end of the account's path: of its record, of another one, or of nothing. */
  readonly leaf: Digest;
  readonly ends: 'record' | 'other' | 'nothing';
  /** From the leaf up: which hash stands beside, on which side, and what the two make together. */
  readonly steps: readonly {
    readonly side: 'left' | 'right';
    readonly sibling: Digest;
    readonly hash: Digest;
  }[];
  /** What the steps come to: the state root, and it was checked as a stranger's proof is. */
  readonly root: Digest;
}

/** One account for the reader; amounts are decimal strings in whole units. */
export interface AccountView {
  readonly account: number;
  readonly nonce: string;
  readonly balances: readonly { readonly asset: string; readonly amount: string }[];
}
