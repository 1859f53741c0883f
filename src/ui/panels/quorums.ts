/**
 * Certificates as sets of seats: who stands in one, and what two of them have in common. Any two quorums of n
 * replicas share at least 2q − n, which must exceed f: then an honest one is in both (VISUAL 6).
 */
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import type { CertificateInspection, EvidenceVote } from '../../runtime/api.ts';
import { seatNames, shortDigest } from './words.ts';

export interface Overlay {
  readonly both: readonly ReplicaId[];
  /** Members of the two minus n: what they share at least, whoever signed. */
  readonly least: number;
  readonly sum: string;
  readonly conclusion: string;
}

/** A certificate put aside for comparison, with where it came from. */
export interface KeptCertificate {
  readonly certificate: CertificateInspection;
  readonly holder: string;
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

/** Two certificates laid over each other: who is in both, and what follows while at most f lie. */
export function overlay(
  one: CertificateInspection,
  two: CertificateInspection,
  replicas: number,
  faults: number,
  viewWord = 'view',
): Overlay {
  const [a, b] = [signersOf(one), signersOf(two)];
  const both = a.filter((id) => b.includes(id));
  const least = a.length + b.length - replicas;
  const sign = least >= faults + 1 ? '≥' : '<';
  const sum = `${a.length} + ${b.length} − ${replicas} = ${least} ${sign} f + 1 = ${faults + 1}`;
  const words = { across: two.across, viewWord };
  return { both, least, sum, conclusion: conclusionOf(both, faults, relationOf(one, two), words) };
}

type Relation = 'other-slots' | 'same-value' | 'one-view' | 'two-views' | 'empty';

/** How the statements of two certificates stand to each other, by the value that most of each speak for. */
function relationOf(one: CertificateInspection, two: CertificateInspection): Relation {
  const [a, b] = [leadVote(one), leadVote(two)];
  if (a === null || b === null) return 'empty';
  if (one.slot !== two.slot) return 'other-slots';
  if (a.digest === b.digest) return 'same-value';
  return a.view === b.view ? 'one-view' : 'two-views';
}

function leadVote(certificate: CertificateInspection): EvidenceVote | null {
  const value = votedValue(certificate);
  return certificate.votes.find((vote) => vote.digest === value) ?? null;
}

function conclusionOf(
  both: readonly ReplicaId[],
  faults: number,
  relation: Relation,
  { across, viewWord }: { readonly across: string; readonly viewWord: string },
): string {
  if (relation === 'empty') return 'One of the two holds no vote yet.';
  const shared = both.length === 0 ? 'nobody' : seatNames(both);
  if (both.length <= faults) {
    return `They share ${shared}: no more than the ${faults} that may lie. This proves nothing.`;
  }
  const honest = `They share ${shared}; while at most ${faults} of all lie, one of these is honest`;
  switch (relation) {
    case 'other-slots':
      return `${honest}. They speak of different slots, so nothing can contradict.`;
    case 'same-value':
      return `${honest} and vouches for both.`;
    case 'one-view':
      return (
        `${honest}, and an honest one never signs two values in one ${viewWord}. ` +
        `So more than ${faults} lied.`
      );
    case 'two-views':
      return `${honest}: ${across}.`;
    default:
      return relation satisfies never;
  }
}

/** Why a set of `threshold` is large enough to prove something. */
export function quorumSentence(threshold: number, replicas: number, faults: number): string {
  const shared = 2 * threshold - replicas;
  if (shared >= faults + 1) {
    const honest = `while at most ${faults} of all lie, one honest is in both`;
    const ends = `2 × ${threshold} − ${replicas} = ${shared} > f = ${faults}`;
    const sets = `Any two sets of ${threshold} out of ${replicas}`;
    return `${sets} share at least ${shared} (${ends}): ${honest}.`;
  }
  return threshold > faults
    ? `At most f = ${faults} of any ${threshold} can lie, so at least one of them is honest.`
    : `${threshold} could all be liars: this proves nothing when f = ${faults}.`;
}

/** "PREPARE, view 0, slot 3, value 9f2c" */
export function voteText({ phase, view, slot, place, digest }: EvidenceVote): string {
  return `${phase}, ${place ?? `view ${view}, slot ${slot}`}, value ${shortDigest(digest)}`;
}
