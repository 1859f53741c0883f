/**
 * Evidence in PBFT: which signed statements its messages carry, and which of them no honest replica makes.
 * Beyond two votes for one (v, n): a COMMIT that the signer's later VIEW-CHANGE does not account for, and a
 * NEW-VIEW whose O does not follow from its V. It shares no code with the protocol but the text that is
 * signed.
 */
import type { EvidenceRules, SignedStatement } from '../../kernel/evidence.ts';
import type { Digest, Slot } from '../../kernel/ids.ts';
import type { Message } from '../../kernel/message.ts';
import { remembered } from '../shared/remember.ts';
import { type SignedMessage, signedDigest } from './signed.ts';
import {
  type Checkpoint,
  type Commit,
  type NewView,
  nullDigest,
  type PbftMessage,
  type Prepare,
  type PreparedCertificate,
  type Proposal,
  type ViewChange,
} from './types.ts';
import { isVote, isWellFormed, largestSize } from './wellformed.ts';

export const evidence: EvidenceRules = {
  statements: remembered(readAny),
  seal({ message }) {
    const signed = message as SignedMessage;
    return { digest: signedDigest(signed), signature: signed.signature };
  },
  alone: ({ phase, message }) => (phase === 'NEW-VIEW' ? wrongProposals(message as NewView) : null),
  compared: ['COMMIT', 'VIEW-CHANGE', 'NEW-VIEW'],
  together(one, other) {
    if (one.phase === 'COMMIT' && other.phase === 'VIEW-CHANGE') return hides(other, one);
    if (one.phase === 'VIEW-CHANGE' && other.phase === 'COMMIT') return hides(one, other);
    return null;
  },
  place: ({ view, slot }) => `in view ${view} at slot ${slot}`,
};

function readAny(message: Message): readonly SignedStatement[] {
  if (isWellFormed(message, largestSize)) return read(message as PbftMessage);
  return isVote(message, 'PRE-PREPARE', largestSize) ? [vote(message as Proposal)] : [];
}

function read(message: PbftMessage): readonly SignedStatement[] {
  switch (message.type) {
    case 'PRE-PREPARE':
    case 'PREPARE':
    case 'COMMIT':
    case 'CHECKPOINT':
      return [vote(message)];
    case 'VIEW-CHANGE':
      return changeAndVotes(message);
    case 'NEW-VIEW':
      return [long(message), ...message.changes.flatMap(changeAndVotes), ...message.proposals.map(vote)];
    case 'COMMIT-CERTIFICATE':
      return message.commits.map(vote);
    case 'CHECKPOINT-CERTIFICATE':
      return message.checkpoints.map(vote);
    default:
      return [];
  }
}

function changeAndVotes(change: ViewChange): readonly SignedStatement[] {
  return [long(change), ...change.checkpoints.map(vote), ...change.prepared.flatMap(preparedVotes)];
}

function preparedVotes({ proposal, prepares }: PreparedCertificate): readonly SignedStatement[] {
  return [vote(proposal), ...prepares.map(vote)];
}

/** A state belongs to no view. */
function vote(message: Proposal | Prepare | Commit | Checkpoint): SignedStatement {
  const { type, replica, slot, digest } = message;
  return { signer: replica, phase: type, view: 'view' in message ? message.view : 0, slot, digest, message };
}

function long(message: ViewChange | NewView): SignedStatement {
  const { type, replica, view } = message;
  return { signer: replica, phase: type, view, slot: 0, digest: null, message };
}

/**
 * Who sent COMMIT(v, n, d) was prepared there, and says so in every VIEW-CHANGE for a later view until n is
 * below its stable checkpoint.
 */
function hides(change: SignedStatement, commit: SignedStatement): string | null {
  const { view, stableSlot, prepared } = change.message as ViewChange;
  const { slot } = commit;
  if (view <= commit.view || slot <= stableSlot || commit.digest === nullDigest) return null;
  const accounts = prepared.some(({ proposal }) => proposal.slot === slot && proposal.view >= commit.view);
  if (accounts) return null;
  const where = `in view ${commit.view} at slot ${slot}`;
  return `sent a COMMIT ${where}, and then a VIEW-CHANGE to view ${view} without a certificate for that slot`;
}

/** O is a function of V: anybody can compute it again (OSDI'99 §4.4). */
function wrongProposals({ view, changes, proposals }: NewView): string | null {
  const proposed = new Map(proposals.map(({ slot, digest }) => [slot, digest]));
  const due = dueProposals(changes);
  const slots = [...new Set([...due.keys(), ...proposed.keys()])].sort((a, b) => a - b);
  for (const slot of slots) {
    const found = proposed.get(slot);
    if (found !== undefined && due.get(slot)?.has(found) === true) continue;
    return `sent a NEW-VIEW for view ${view} whose O does not follow from its V at slot ${slot}`;
  }
  return null;
}

/** Per slot the digests that V allows: more than one only if its certificates contradict each other. */
function dueProposals(changes: readonly ViewChange[]): ReadonlyMap<Slot, ReadonlySet<Digest>> {
  const low = changes.reduce((most, { stableSlot }) => Math.max(most, stableSlot), 0);
  const claims = changes.flatMap(({ prepared }) => prepared.map(({ proposal }) => proposal));
  const high = claims.reduce((most, { slot }) => Math.max(most, slot), low);
  const due = new Map<Slot, ReadonlySet<Digest>>();
  for (let slot = low + 1; slot <= high; slot++) {
    const here = claims.filter((claim) => claim.slot === slot);
    const newest = here.reduce((most, claim) => Math.max(most, claim.view), -1);
    const digests = here.filter((claim) => claim.view === newest).map(({ digest }) => digest);
    due.set(slot, new Set(digests.length === 0 ? [nullDigest] : digests));
  }
  return due;
}
