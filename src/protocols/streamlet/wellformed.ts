/**
 * Whether a value has exactly the shape of one of Streamlet's messages: every member of the right type and
 * within its limit, none missing, none added. Lists are measured before they are walked.
 */
import { limits as kernelLimits } from '../../kernel/limits.ts';
import { hasOnly, isCount, isDigest, isHex, isRecord, isRequest } from '../../kernel/signed.ts';
import { limits } from './limits.ts';
import type { MessageType } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;
type Shape = (fields: Fields, replicas: number) => boolean;

/** Total: any value at all may be given. `replicas` bounds signers and lists. */
export function isWellFormed(value: unknown, replicas: number = kernelLimits.replicasMost): boolean {
  if (!isRecord(value)) return false;
  const { type } = value;
  return typeof type === 'string' && Object.hasOwn(shapes, type) && (shapes[type] as Shape)(value, replicas);
}

const shapes: Readonly<Record<string, Shape>> = {
  REQUEST: isRequest,
  PROPOSE: isPropose,
  VOTE: isVote,
  ECHO: ({ of, ...rest }, replicas) =>
    hasOnly(rest, 1) &&
    isRecord(of) &&
    ((of.type === 'VOTE' && isVote(of, replicas)) || isProposal(of, replicas)),
  'FETCH-BLOCK': (fields) => isDigest(fields.digest) && hasOnly(fields, 2),
  BLOCK: ({ proposal, votes, ...rest }, replicas) =>
    hasOnly(rest, 1) &&
    isProposal(proposal, replicas) &&
    isList(votes, replicas, (vote) => isRecord(vote) && vote.type === 'VOTE' && isVote(vote, replicas)),
  STATUS: (fields) =>
    isCount(fields.epoch) &&
    isCount(fields.final) &&
    isDigest(fields.tip) &&
    isCount(fields.length) &&
    hasOnly(fields, 5),
} satisfies Readonly<Record<Exclude<MessageType, 'REPLY'>, Shape>>;

function isProposal(value: unknown, replicas: number): boolean {
  return isRecord(value) && value.type === 'PROPOSE' && isPropose(value, replicas);
}

function isPropose(fields: Fields, replicas: number): boolean {
  return (
    isSigned(fields, replicas) &&
    isDigest(fields.parent) &&
    isList(fields.payload, limits.payload, isRequest) &&
    hasOnly(fields, 6)
  );
}

function isVote(fields: Fields, replicas: number): boolean {
  return isSigned(fields, replicas) && isDigest(fields.digest) && hasOnly(fields, 5);
}

function isSigned({ epoch, replica, signature }: Fields, replicas: number): boolean {
  return (
    isCount(epoch) &&
    epoch >= 1 &&
    epoch <= limits.epochsMost &&
    isCount(replica) &&
    replica < replicas &&
    isHex(signature, kernelLimits.signatureDigits)
  );
}

function isList(value: unknown, most: number, isMember: (member: unknown) => boolean): boolean {
  if (!Array.isArray(value) || value.length > most) return false;
  for (let i = 0; i < value.length; i++) if (!isMember(value[i])) return false;
  return true;
}
