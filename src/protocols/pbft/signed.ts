/**
 * What exactly each message signs, and how a replica makes its own signed messages. The signed text names the
 * message type, so that no signature fits two types; nested signed messages enter through the digest of the
 * whole list.
 */
import { digestText, digestValue, fingerprint } from '../../kernel/hash.ts';
import type { Digest, Slot, View } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import type {
  Checkpoint,
  Commit,
  NewView,
  PrePrepare,
  Prepare,
  Proposal,
  ReplyTable,
  ViewChange,
} from './types.ts';

type Signer = Pick<StepContext, 'self' | 'sign'>;
type SlotVote = Proposal | Prepare | Commit;
type Unsigned<M> = M extends unknown ? Omit<M, 'signature'> : never;
export type SignedMessage = SlotVote | Checkpoint | ViewChange | NewView;

const digests = new WeakMap<object, Digest>();

/** The digest that the signature of a message covers; computed once per object. */
export function signedDigest(message: SignedMessage): Digest {
  let digest = digests.get(message);
  if (digest === undefined) {
    digest = contentDigest(message);
    digests.set(message, digest);
  }
  return digest;
}

function contentDigest(message: Unsigned<SignedMessage>): Digest {
  switch (message.type) {
    case 'CHECKPOINT':
      return digestText(`CHECKPOINT|${message.slot}|${message.digest}|${message.replica}`);
    case 'VIEW-CHANGE': {
      const proof = `${fingerprint(message.checkpoints).digest}|${fingerprint(message.prepared).digest}`;
      return digestText(`VIEW-CHANGE|${message.view}|${message.stableSlot}|${proof}|${message.replica}`);
    }
    case 'NEW-VIEW': {
      const parts = `${fingerprint(message.changes).digest}|${fingerprint(message.proposals).digest}`;
      return digestText(`NEW-VIEW|${message.view}|${parts}|${message.replica}`);
    }
    default: {
      const { type, view, slot, digest, replica } = message;
      return digestText(`${type}|${view}|${slot}|${digest}|${replica}`);
    }
  }
}

/**
 * Signs a message as `signer`, whatever it says: honest replicas through the makers below, liars directly.
 */
export function sealed<M extends SignedMessage>(signer: Signer, content: Unsigned<M>): M {
  const digest = contentDigest(content as Unsigned<SignedMessage>);
  const message = { ...content, signature: signer.sign(digest) } as unknown as M;
  digests.set(message, digest);
  return message;
}

export function makeProposal(signer: Signer, view: View, slot: Slot, digest: Digest): Proposal {
  return sealed<Proposal>(signer, { type: 'PRE-PREPARE', view, slot, digest, replica: signer.self });
}

/** PRE-PREPARE as it travels: the proposal with its request beside it. */
export function withRequest(proposal: Proposal, request: Request): PrePrepare {
  const message = { ...proposal, request };
  digests.set(message, signedDigest(proposal));
  proposals.set(message, proposal);
  return message;
}

const proposals = new WeakMap<object, Proposal>();

/** The signed part of a PRE-PREPARE; one object per message, so that certificates share it. */
export function proposalOf(message: PrePrepare): Proposal {
  let proposal = proposals.get(message);
  if (proposal === undefined) {
    const { type, view, slot, digest, replica, signature } = message;
    proposal = { type, view, slot, digest, replica, signature };
    proposals.set(message, proposal);
  }
  return proposal;
}

export function makePrepare(signer: Signer, { view, slot, digest }: Proposal): Prepare {
  return sealed<Prepare>(signer, { type: 'PREPARE', view, slot, digest, replica: signer.self });
}

export function makeCommit(signer: Signer, { view, slot, digest }: Proposal): Commit {
  return sealed<Commit>(signer, { type: 'COMMIT', view, slot, digest, replica: signer.self });
}

export function makeCheckpoint(signer: Signer, slot: Slot, digest: Digest): Checkpoint {
  return sealed<Checkpoint>(signer, { type: 'CHECKPOINT', slot, digest, replica: signer.self });
}

/**
 * d of a CHECKPOINT: the application's root and the last-reply table, which decides what may still be
 * executed.
 */
export function checkpointDigest(root: Digest, replies: ReplyTable): Digest {
  return digestText(`STATE|${root}|${digestValue(replies)}`);
}
