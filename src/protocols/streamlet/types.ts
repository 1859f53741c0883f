/**
 * Streamlet's messages (fact pack §5.2): plain immutable data, named as in the paper. Only PROPOSE and VOTE
 * are signed; the others carry them or ask for them.
 */
import type { ClientId, Digest, ReplicaId, Signature, Slot } from '../../kernel/ids.ts';
import type { Message, Reply, Request } from '../../kernel/message.ts';
import type { LastReply as Executed } from '../shared/requests.ts';

/** Number of an epoch, from 1; genesis is of epoch 0. */
export type Epoch = number;

/** What the first block has as its parent: notarised and final by definition. */
export const genesisDigest: Digest = '0'.repeat(64);

/** A block, proposed by the leader of its epoch. Its name is the digest of epoch, parent and payload. */
export interface Propose extends Message {
  readonly type: 'PROPOSE';
  readonly epoch: Epoch;
  readonly parent: Digest;
  readonly payload: readonly Request[];
  readonly replica: ReplicaId;
  readonly signature: Signature;
}

/** One replica's vote for one block. */
export interface Vote extends Message {
  readonly type: 'VOTE';
  readonly epoch: Epoch;
  readonly digest: Digest;
  readonly replica: ReplicaId;
  readonly signature: Signature;
}

/** "Every node echoes every message that it sees for the first time": the message itself, passed on. */
export interface Echo extends Message {
  readonly type: 'ECHO';
  readonly of: Propose | Vote;
}

/** The sender lacks this block. */
export interface FetchBlock extends Message {
  readonly type: 'FETCH-BLOCK';
  readonly digest: Digest;
}

/** A block with the votes for it that the sender holds. */
export interface Block extends Message {
  readonly type: 'BLOCK';
  readonly proposal: Propose;
  readonly votes: readonly Vote[];
}

/** How far the sender is, so that others can send what it lacks. */
export interface Status extends Message {
  readonly type: 'STATUS';
  readonly epoch: Epoch;
  /** Length of the final chain. */
  readonly final: Slot;
  /** Last block of the longest notarised chain, and its length. */
  readonly tip: Digest;
  readonly length: number;
}

export type StreamletMessage = Request | Propose | Vote | Echo | FetchBlock | Block | Status;

export type MessageType = StreamletMessage['type'] | Reply['type'];

export type ReplyTable = Readonly<Record<ClientId, LastReply>>;

/** A reply names the epoch of its block. */
export interface LastReply extends Executed {
  readonly epoch: Epoch;
}
