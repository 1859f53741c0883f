/**
 * What travels. A protocol's own messages are a closed union of its folder; the two that clients exchange
 * with replicas are the same for all protocols and defined here. Every message is plain immutable data.
 */
import type { ClientId, Digest, Hex, ReplicaId, Signature, View } from './ids.ts';

/** Any message: `type` is the paper's name, in capitals as in the paper. */
export interface Message {
  readonly type: string;
}

/** REQUEST (PBFT §4.2): one operation of one client. `operation` is an encoded ledger transaction. */
export interface Request extends Message {
  readonly type: 'REQUEST';
  readonly client: ClientId;
  /** Strictly increasing per client, from 1. */
  readonly timestamp: number;
  readonly operation: Hex;
  /** The client's, on {@link requestDigest}. */
  readonly signature: Signature;
}

/** REPLY (PBFT §4.2): one replica's answer. `result` is the ledger's receipt. */
export interface Reply extends Message {
  readonly type: 'REPLY';
  readonly view: View;
  readonly timestamp: number;
  readonly client: ClientId;
  readonly replica: ReplicaId;
  readonly result: Hex;
  /** Executed when prepared, not yet committed (OSDI'99 §5.1). */
  readonly tentative: boolean;
  /** The replica's, on {@link replyDigest}. */
  readonly signature: Signature;
}

/**
 * A vote with what it binds its signer to, whatever the protocol: the common currency of verdicts and
 * evidence.
 */
export interface Vote {
  readonly signer: ReplicaId;
  /** Message type: two votes of one signer, phase, view and slot must not differ. */
  readonly phase: string;
  readonly view: View;
  readonly slot: number;
  readonly digest: Digest;
}
