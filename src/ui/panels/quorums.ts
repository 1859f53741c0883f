/**
 * Certificates as sets of seats: who stands in one, and what two of them have in common. Any two quorums of n
 * replicas share at least 2q − n, which must exceed f: then an honest one is in both (VISUAL 6).
 */
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import type { CertificateInspection } from '../../runtime/api.ts';
import { seatName, shortDigest } from './words.ts';

export interface Overlay {
  readonly both: readonly ReplicaId[];
  /** Members of the two minus n: what they share at least, whoever signed. */
  readonly least: number;
  readonly sum: string;
  readonly conclusion: string;
}

/** Distinct replicas whose vote a certificate holds, ascending. */
export function signersOf(certificate: CertificateInspection): ReplicaId[] {
  return [...new Set(certificate.votes.map((vote) => vote.signer))].sort((a, b) => a - b);
}

/** The value most votes of a certificate speak for; null when it has none. */
export function votedValue(certificate: CertificateInspection): Digest | null {
  const counts = new Map<Digest, number>();
  for (const { digest } of certificate.votes) counts.set(digest, (counts.get(digest) ?? 0) + 1);
  let best: Digest | null = null;
  for (const [digest, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = digest;
  return best;
}

/** Two certificates laid over each other: who is in both, and what follows for f liars. */
export function overlay(
  one: CertificateInspection,
  two: CertificateInspection,
  replicas: number,
  faults: number,
): Overlay {
  const [a, b] = [signersOf(one), signersOf(two)];
  const both = a.filter((id) => b.includes(id));
  const least = a.length + b.length - replicas;
  const enough = least >= faults + 1;
  const sum = `${a.length} + ${b.length} − ${replicas} = ${least} ${enough ? '≥' : '<'} f + 1 = ${faults + 1}`;
  return {
    both,
    least,
    sum,
    conclusion: conclusionOf(both, enough, faults, votedValue(one) === votedValue(two)),
  };
}

function conclusionOf(both: readonly ReplicaId[], enough: boolean, faults: number, same: boolean): string {
  const set = `{${both.map(seatName).join(', ')}}`;
  if (!enough && both.length <= faults) {
    return `They share ${both.length === 0 ? 'nobody' : set}: ${faults === 1 ? 'one liar' : `${faults} liars`} could have built both.`;
  }
  const honest = `At most ${faults} of ${set} can lie while the limit holds, so one of them is honest`;
  return same
    ? `${honest} and vouches for both.`
    : `${honest} and would have signed two values: it cannot have.`;
}

/** Why a set of `threshold` is large enough to prove something. */
export function quorumSentence(threshold: number, replicas: number, faults: number): string {
  const shared = 2 * threshold - replicas;
  if (shared >= faults + 1) {
    const ends = `2 × ${threshold} − ${replicas} = ${shared} > f = ${faults}`;
    return `Any two sets of ${threshold} out of ${replicas} share at least ${shared} (${ends}): one honest is in both.`;
  }
  return threshold > faults
    ? `At most f = ${faults} of any ${threshold} can lie, so at least one of them is honest.`
    : `${threshold} could all be liars: this proves nothing when f = ${faults}.`;
}

/** "PREPARE, view 0, slot 3, value 9f2c" */
export function voteText(vote: CertificateInspection['votes'][number]): string {
  return `${vote.phase}, view ${vote.view}, slot ${vote.slot}, value ${shortDigest(vote.digest)}`;
}
