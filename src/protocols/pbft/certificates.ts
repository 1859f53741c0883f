/**
 * Re-verification of certificates (fact pack §0): different signers, enough of them, each signature over the
 * same statement. A certificate is worth nothing until its receiver has done this.
 */
import type { Digest, Slot, View } from '../../kernel/ids.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { type Refusal, refusal } from '../shared/judged.ts';
import { emptyMask, hasReplica, withReplica } from '../shared/mask.ts';
import { primaryOf } from '../shared/rotation.ts';
import { mayPrepare } from './rules.ts';
import { type SignedMessage, signedDigest } from './signed.ts';
import { commitsNeeded, preparesNeeded, quorumOf } from './turn.ts';
import type { Checkpoint, Commit, PreparedCertificate } from './types.ts';

/** What all votes of one certificate must say. */
export interface Statement {
  readonly view: View;
  readonly slot: Slot;
  readonly digest: Digest;
}

/** q COMMITs of different replicas for one (v, n, d). */
export function judgeCommits(
  commits: readonly Commit[],
  statement: Statement,
  ctx: StepContext,
): Refusal | null {
  const needed = commitsNeeded(ctx);
  const { slot } = statement;
  if (commits.length < needed)
    return refusal('certificate-too-small', { slot, needed, found: commits.length });
  if (!areDistinct(commits)) return refusal('certificate-repeats-signer', { slot });
  if (!commits.every((vote) => says(vote, statement))) return refusal('certificate-mixed', { slot });
  return commits.every((vote) => isSigned(vote, ctx)) ? null : refusal('certificate-forged', { slot });
}

/** C: q CHECKPOINTs of different replicas for one (n, d). */
export function judgeCheckpoints(
  checkpoints: readonly Checkpoint[],
  slot: Slot,
  digest: Digest,
  ctx: StepContext,
): Refusal | null {
  const needed = quorumOf(ctx);
  const found = checkpoints.length;
  if (found < needed) return refusal('certificate-too-small', { slot, needed, found });
  if (!areDistinct(checkpoints)) return refusal('certificate-repeats-signer', { slot });
  if (!checkpoints.every((vote) => vote.slot === slot && vote.digest === digest)) {
    return refusal('certificate-mixed', { slot });
  }
  return checkpoints.every((vote) => isSigned(vote, ctx)) ? null : refusal('certificate-forged', { slot });
}

/** P_m: a PRE-PREPARE of its view's primary and q − 1 matching PREPAREs of different backups. */
export function judgePrepared(certificate: PreparedCertificate, ctx: StepContext): Refusal | null {
  const { proposal, prepares } = certificate;
  const { view, slot } = proposal;
  const primary = primaryOf(view, ctx.replicas);
  const needed = preparesNeeded(ctx);
  if (proposal.replica !== primary) {
    return refusal('prepared-wrong-primary', { view, slot, primary, found: proposal.replica });
  }
  if (prepares.length < needed)
    return refusal('prepared-too-small', { slot, needed, found: prepares.length });
  if (!areDistinct(prepares)) return refusal('prepared-repeats-signer', { slot });
  if (prepares.some((vote) => !mayPrepare(vote, ctx)))
    return refusal('prepared-by-primary', { slot, primary });
  if (!prepares.every((vote) => says(vote, proposal))) return refusal('prepared-mixed', { slot });
  const signed = isSigned(proposal, ctx) && prepares.every((vote) => isSigned(vote, ctx));
  return signed ? null : refusal('prepared-forged', { slot });
}

export function isSigned(message: SignedMessage, ctx: StepContext): boolean {
  return ctx.verify(message.replica, signedDigest(message), message.signature);
}

/** Signers are in range: the shape was checked before. */
export function areDistinct(votes: readonly { readonly replica: number }[]): boolean {
  let heard = emptyMask;
  for (const { replica } of votes) {
    if (hasReplica(heard, replica)) return false;
    heard = withReplica(heard, replica);
  }
  return true;
}

function says(vote: Statement, { view, slot, digest }: Statement): boolean {
  return vote.view === view && vote.slot === slot && vote.digest === digest;
}
