/**
 * PBFT's messages (OSDI'99 §4, signature version), in the paper's names: v is `view`, n is `slot`, d is
 * `digest`, i is
 * `replica`. One slot orders one request. Whatever carries `signature` is signed by `replica` and can be
 * shown to third parties; FETCH, STATE, BODY, STATUS and the two certificates bind nobody and prove
 * themselves by what they carry.
 */
import type { ClientId, Digest, Hex, ReplicaId, Signature, Slot, View } from '../../kernel/ids.ts';
import type { Message, Reply, Request } from '../../kernel/message.ts';
import type { LastReply } from '../shared/requests.ts';

/** The digest of a null request: what fills a gap in a NEW-VIEW. No request has it. */
export const nullDigest: Digest = '0'.repeat(64);

interface Signed extends Message {
  readonly replica: ReplicaId;
  readonly signature: Signature;
}

interface SlotVote extends Signed {
  readonly view: View;
  readonly slot: Slot;
  readonly digest: Digest;
}

/** A PRE-PREPARE without its request: what the primary signs, and what certificates carry. */
export interface Proposal extends SlotVote {
  readonly type: 'PRE-PREPARE';
}

/** PRE-PREPARE with its request attached; the signature covers the digest, not the request itself. */
export interface PrePrepare extends Proposal {
  readonly request: Request | null;
}

export interface Prepare extends SlotVote {
  readonly type: 'PREPARE';
}

export interface Commit extends SlotVote {
  readonly type: 'COMMIT';
}

/**
 * `digest` covers the application's root and the last-reply table (exactly-once survives a state transfer).
 */
export interface Checkpoint extends Signed {
  readonly type: 'CHECKPOINT';
  readonly slot: Slot;
  readonly digest: Digest;
}

/** P_m: a PRE-PREPARE and at least q − 1 matching PREPAREs of different backups. */
export interface PreparedCertificate {
  readonly proposal: Proposal;
  readonly prepares: readonly Prepare[];
}

export interface ViewChange extends Signed {
  readonly type: 'VIEW-CHANGE';
  /** The view it wants, v'. */
  readonly view: View;
  /** h, the slot of its last stable checkpoint. */
  readonly stableSlot: Slot;
  /** C: the q CHECKPOINTs that prove it; empty iff h = 0. */
  readonly checkpoints: readonly Checkpoint[];
  /** P: what prepared above h, at most one certificate per slot. */
  readonly prepared: readonly PreparedCertificate[];
}

export interface NewView extends Signed {
  readonly type: 'NEW-VIEW';
  readonly view: View;
  /** V: q VIEW-CHANGEs for this view, the sender's own among them. */
  readonly changes: readonly ViewChange[];
  /** O: what is proposed again, one per slot from min-s + 1 to max-s. */
  readonly proposals: readonly Proposal[];
}

/** Asks for the state of a certified checkpoint, or for a request that is known by its digest only. */
export interface Fetch extends Message {
  readonly type: 'FETCH';
  readonly what: 'state' | 'request';
  readonly slot: Slot;
  readonly digest: Digest;
}

export interface State extends Message {
  readonly type: 'STATE';
  readonly slot: Slot;
  readonly digest: Digest;
  /** Opaque here; its root is recomputed by the receiver. */
  readonly snapshot: unknown;
  readonly replies: ReplyTable;
}

/** Answer to a FETCH of a request. */
export interface Body extends Message {
  readonly type: 'BODY';
  readonly request: Request;
}

/** q COMMITs for one (v, n, d), and the request: allows execution in any mode. */
export interface CommitCertificate extends Message {
  readonly type: 'COMMIT-CERTIFICATE';
  readonly view: View;
  readonly slot: Slot;
  readonly digest: Digest;
  readonly request: Request | null;
  readonly commits: readonly Commit[];
}

/** q CHECKPOINTs for one (n, d). */
export interface CheckpointCertificate extends Message {
  readonly type: 'CHECKPOINT-CERTIFICATE';
  readonly slot: Slot;
  readonly digest: Digest;
  readonly checkpoints: readonly Checkpoint[];
}

/** What I have, so that others can send what I lack. Sets of replicas are bits in hex (shared/mask.ts). */
export interface Status extends Message {
  readonly type: 'STATUS';
  readonly view: View;
  /** False during a view change. */
  readonly active: boolean;
  readonly stableSlot: Slot;
  readonly executedSlot: Slot;
  readonly slots: readonly SlotReport[];
  /** Whose VIEW-CHANGEs for `view` I hold. */
  readonly changes: Hex;
}

/** One slot above the last executed one. */
export interface SlotReport {
  readonly slot: Slot;
  readonly committed: boolean;
  readonly proposal: boolean;
  readonly prepares: Hex;
  readonly commits: Hex;
}

/** Last reply to each client: equal at all replicas at the same slot, and part of the checkpoint digest. */
export type ReplyTable = Readonly<Record<ClientId, LastReply>>;

export type PbftMessage =
  | Request
  | PrePrepare
  | Prepare
  | Commit
  | Checkpoint
  | ViewChange
  | NewView
  | Fetch
  | State
  | Body
  | CommitCertificate
  | CheckpointCertificate
  | Status;

export type MessageType = PbftMessage['type'] | Reply['type'];
