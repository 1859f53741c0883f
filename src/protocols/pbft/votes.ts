/**
 * What a message binds its signers to, for verdicts and evidence: the votes it is, and those it carries
 * inside. Total: what is not well formed binds nobody.
 */
import type { Message, Vote } from '../../kernel/message.ts';
import { remembered } from '../shared/remember.ts';
import type {
  Checkpoint,
  Commit,
  PbftMessage,
  Prepare,
  PreparedCertificate,
  Proposal,
  ViewChange,
} from './types.ts';
import { isVote, isWellFormed, largestSize } from './wellformed.ts';

export const votesIn = remembered(readAny);

/**
 * Certificates carry PRE-PREPAREs without their requests: signed statements, though no messages of their own.
 */
function readAny(message: Message): readonly Vote[] {
  if (isWellFormed(message, largestSize)) return read(message as PbftMessage);
  return isVote(message, 'PRE-PREPARE', largestSize) ? [slotVote(message as Proposal)] : [];
}

function read(message: PbftMessage): readonly Vote[] {
  switch (message.type) {
    case 'PRE-PREPARE':
    case 'PREPARE':
    case 'COMMIT':
      return [slotVote(message)];
    case 'CHECKPOINT':
      return [checkpointVote(message)];
    case 'VIEW-CHANGE':
      return changeVotes(message);
    case 'NEW-VIEW':
      return [...message.proposals.map(slotVote), ...message.changes.flatMap(changeVotes)];
    case 'COMMIT-CERTIFICATE':
      return message.commits.map(slotVote);
    case 'CHECKPOINT-CERTIFICATE':
      return message.checkpoints.map(checkpointVote);
    default:
      return [];
  }
}

function slotVote({ type, view, slot, digest, replica }: Proposal | Prepare | Commit): Vote {
  return { signer: replica, phase: type, view, slot, digest };
}

/** A state belongs to no view. */
function checkpointVote({ type, slot, digest, replica }: Checkpoint): Vote {
  return { signer: replica, phase: type, view: 0, slot, digest };
}

function changeVotes({ checkpoints, prepared }: ViewChange): readonly Vote[] {
  return [...checkpoints.map(checkpointVote), ...prepared.flatMap(preparedVotes)];
}

function preparedVotes({ proposal, prepares }: PreparedCertificate): readonly Vote[] {
  return [slotVote(proposal), ...prepares.map(slotVote)];
}
