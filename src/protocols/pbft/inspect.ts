/**
 * What can be said about a message without looking at any state: its shape, its signatures, and for
 * certificates that every part proves what it claims. Every receiver checks everything again; one bad part
 * refuses the whole message.
 */
import type { StepContext } from '../../kernel/protocol.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { createInspector, judgeRequest, type Refusal, refusal } from '../shared/judged.ts';
import { primaryOf } from '../shared/rotation.ts';
import { judgeCheckpoints, judgeCommits } from './certificates.ts';
import { judgeNewView } from './judge-new-view.ts';
import { judgeViewChange } from './judge-view-change.ts';
import { mayPrepare } from './rules.ts';
import { type SignedMessage, signedDigest } from './signed.ts';
import {
  type CheckpointCertificate,
  type CommitCertificate,
  nullDigest,
  type PbftMessage,
  type PrePrepare,
  type Prepare,
} from './types.ts';
import { isWellFormed } from './wellformed.ts';

/** Null when the message is what it claims to be; else why not. Total, and remembered per message object. */
export const inspect = createInspector<PbftMessage>(
  (value, { replicas, options }) => isWellFormed(value, { replicas, window: options.windowSlots }),
  judge,
);

function judge(message: PbftMessage, ctx: StepContext): Refusal | null {
  switch (message.type) {
    case 'REQUEST':
      return judgeRequest(message, ctx);
    case 'PRE-PREPARE':
      return judgePrePrepare(message, ctx);
    case 'PREPARE':
      return judgeSignature(message, ctx) ?? judgeNotPrimary(message, ctx);
    case 'COMMIT':
      return judgeSignature(message, ctx);
    case 'CHECKPOINT':
      return judgeSignature(message, ctx) ?? judgeInterval(message.slot, ctx);
    case 'VIEW-CHANGE':
      return judgeViewChange(message, ctx);
    case 'NEW-VIEW':
      return judgeNewView(message, ctx);
    case 'BODY':
      return judgeRequest(message.request, ctx);
    case 'COMMIT-CERTIFICATE':
      return judgeCommitCertificate(message, ctx);
    case 'CHECKPOINT-CERTIFICATE':
      return judgeCheckpointCertificate(message, ctx);
    case 'FETCH':
    case 'STATE':
    case 'STATUS':
      return null;
  }
}

export function judgeSignature(message: SignedMessage, ctx: StepContext): Refusal | null {
  const { type, replica, signature } = message;
  return ctx.verify(replica, signedDigest(message), signature)
    ? null
    : refusal('bad-signature', { type, signer: replica });
}

function judgePrePrepare(message: PrePrepare, ctx: StepContext): Refusal | null {
  const { view, slot, replica, digest, request } = message;
  const forged = judgeSignature(message, ctx);
  if (forged) return forged;
  const primary = primaryOf(view, ctx.replicas);
  if (replica !== primary) return refusal('not-the-primary', { view, slot, found: replica, primary });
  if (request === null || digest === nullDigest) return refusal('null-request', { view, slot });
  const found = requestDigest(request);
  if (found !== digest) return refusal('digest-mismatch', { slot, expected: digest, found });
  return judgeRequest(request, ctx);
}

/** The primary's PRE-PREPARE is its vote; a PREPARE of its own would count twice (fact pack §1.12, PB11). */
function judgeNotPrimary(message: Prepare, ctx: StepContext): Refusal | null {
  const { view, slot, replica } = message;
  return mayPrepare(message, ctx) ? null : refusal('prepare-from-primary', { view, slot, signer: replica });
}

function judgeInterval(slot: number, ctx: StepContext): Refusal | null {
  const interval = ctx.options.checkpointInterval;
  return slot % interval === 0 ? null : refusal('not-a-checkpoint-slot', { slot, interval });
}

function judgeCommitCertificate(message: CommitCertificate, ctx: StepContext): Refusal | null {
  const { view, slot, digest, request, commits } = message;
  const found = request === null ? nullDigest : requestDigest(request);
  if (found !== digest) return refusal('digest-mismatch', { slot, expected: digest, found });
  return judgeCommits(commits, { view, slot, digest }, ctx);
}

function judgeCheckpointCertificate(message: CheckpointCertificate, ctx: StepContext): Refusal | null {
  const { slot, digest, checkpoints } = message;
  return judgeInterval(slot, ctx) ?? judgeCheckpoints(checkpoints, slot, digest, ctx);
}
