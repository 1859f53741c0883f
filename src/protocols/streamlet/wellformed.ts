/** The shapes of Streamlet's messages, and how long their lists may be. */
import { limits as kernelLimits } from '../../kernel/limits.ts';
import { hasOnly, isCount, isDigest, isRequest } from '../../kernel/signed.ts';
import { createShapes, type Fields, isListOf, isSigned, isTyped, type Shape } from '../shared/shapes.ts';
import { limits } from './limits.ts';
import type { MessageType } from './types.ts';

const hasShape = createShapes<number>({
  REQUEST: isRequest,
  PROPOSE: isPropose,
  VOTE: isVote,
  ECHO: ({ of, ...rest }, replicas) => hasOnly(rest, 1) && (isVote(of, replicas) || isProposal(of, replicas)),
  'FETCH-BLOCK': (fields) => isDigest(fields.digest) && hasOnly(fields, 2),
  BLOCK: ({ proposal, votes, ...rest }, replicas) =>
    hasOnly(rest, 1) &&
    isProposal(proposal, replicas) &&
    isListOf(votes, replicas, (vote) => isVote(vote, replicas)),
  STATUS: (fields) =>
    isCount(fields.epoch) &&
    isCount(fields.final) &&
    isDigest(fields.tip) &&
    isCount(fields.length) &&
    hasOnly(fields, 5),
} satisfies Readonly<Record<Exclude<MessageType, 'REPLY'>, Shape<number>>>);

/** Total: any value at all may be given. `replicas` bounds signers and lists. */
export function isWellFormed(value: unknown, replicas: number = kernelLimits.replicasMost): boolean {
  return hasShape(value, replicas);
}

function isProposal(value: unknown, replicas: number): boolean {
  return isTyped(value, 'PROPOSE') && isPropose(value, replicas);
}

function isPropose(fields: Fields, replicas: number): boolean {
  return (
    isStatement(fields, replicas) &&
    isDigest(fields.parent) &&
    isListOf(fields.payload, limits.payload, isRequest) &&
    hasOnly(fields, 6)
  );
}

function isVote(value: unknown, replicas: number): boolean {
  return (
    isTyped(value, 'VOTE') && isStatement(value, replicas) && isDigest(value.digest) && hasOnly(value, 5)
  );
}

/** Somebody's signed word about an epoch. */
function isStatement(fields: Fields, replicas: number): boolean {
  const { epoch } = fields;
  return isSigned(fields, replicas) && isCount(epoch) && epoch >= 1 && epoch <= limits.epochsMost;
}
