/** The shapes of PBFT's messages, and how long their lists may be. */
import { limits as kernelLimits } from '../../kernel/limits.ts';
import { hasOnly, isClientId, isCount, isDigest, isHex, isRecord, isRequest } from '../../kernel/signed.ts';
import { createShapes, type Fields, isListOf, isSigned, isTyped, type Shape } from '../shared/shapes.ts';
import { limits } from './limits.ts';
import type { MessageType } from './types.ts';

/** Number of replicas, and of slots between the watermarks: no list is longer. */
export interface Size {
  readonly replicas: number;
  readonly window: number;
}

/** The largest of all clusters, for readers that know no cluster. */
export const largestSize: Size = { replicas: kernelLimits.replicasMost, window: limits.windowMost };

/** Total: any value at all may be given. */
export const isWellFormed = createShapes<Size>({
  REQUEST: isRequest,
  'PRE-PREPARE': (fields, size) => isSlotVote(fields, size) && hasOnly(fields, 7) && isBody(fields.request),
  PREPARE: isBareVote,
  COMMIT: isBareVote,
  CHECKPOINT: isCheckpoint,
  'VIEW-CHANGE': isViewChange,
  'NEW-VIEW': (fields, size) =>
    isSigned(fields, size.replicas) &&
    isView(fields.view) &&
    isListOf(
      fields.changes,
      size.replicas,
      (one) => isTyped(one, 'VIEW-CHANGE') && isViewChange(one, size),
    ) &&
    isListOf(fields.proposals, size.window, (one) => isVote(one, 'PRE-PREPARE', size)) &&
    hasOnly(fields, 6),
  FETCH: (fields) =>
    (fields.what === 'state' || fields.what === 'request') &&
    isSlot(fields.slot) &&
    isDigest(fields.digest) &&
    hasOnly(fields, 4),
  STATE: isState,
  BODY: (fields) => isRequest(fields.request) && hasOnly(fields, 2),
  'COMMIT-CERTIFICATE': (fields, size) =>
    isView(fields.view) &&
    isSlot(fields.slot) &&
    isDigest(fields.digest) &&
    isBody(fields.request) &&
    isListOf(fields.commits, size.replicas, (one) => isVote(one, 'COMMIT', size)) &&
    hasOnly(fields, 6),
  'CHECKPOINT-CERTIFICATE': (fields, size) =>
    isSlot(fields.slot) &&
    isDigest(fields.digest) &&
    isCheckpoints(fields.checkpoints, size) &&
    hasOnly(fields, 4),
  STATUS: isStatus,
} satisfies Readonly<Record<Exclude<MessageType, 'REPLY'>, Shape<Size>>>);

function isSlotVote(fields: Fields, size: Size): boolean {
  return (
    isView(fields.view) && isSlot(fields.slot) && isDigest(fields.digest) && isSigned(fields, size.replicas)
  );
}

/** A PREPARE or COMMIT, or a PRE-PREPARE without its request. */
function isBareVote(fields: Fields, size: Size): boolean {
  return isSlotVote(fields, size) && hasOnly(fields, 6);
}

/** A signed vote of one type, without anything attached. */
export function isVote(value: unknown, type: MessageType, size: Size): boolean {
  return isTyped(value, type) && isBareVote(value, size);
}

function isCheckpoint(fields: Fields, size: Size): boolean {
  return (
    isSlot(fields.slot) && isDigest(fields.digest) && isSigned(fields, size.replicas) && hasOnly(fields, 5)
  );
}

function isCheckpoints(value: unknown, size: Size): boolean {
  return isListOf(value, size.replicas, (one) => isTyped(one, 'CHECKPOINT') && isCheckpoint(one, size));
}

function isViewChange(fields: Fields, size: Size): boolean {
  return (
    isSigned(fields, size.replicas) &&
    isView(fields.view) &&
    isCount(fields.stableSlot) &&
    isCheckpoints(fields.checkpoints, size) &&
    isListOf(fields.prepared, size.window, (one) => isPrepared(one, size)) &&
    hasOnly(fields, 7)
  );
}

function isPrepared(value: unknown, size: Size): boolean {
  return (
    isRecord(value) &&
    isVote(value.proposal, 'PRE-PREPARE', size) &&
    isListOf(value.prepares, size.replicas, (one) => isVote(one, 'PREPARE', size)) &&
    hasOnly(value, 2)
  );
}

function isState(fields: Fields): boolean {
  const { slot, digest, snapshot, replies } = fields;
  return (
    isSlot(slot) && isDigest(digest) && isRecord(snapshot) && isReplyTable(replies) && hasOnly(fields, 5)
  );
}

function isReplyTable(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const clients = Object.keys(value);
  return (
    clients.length <= limits.clientsMost && clients.every((name) => isClientId(name) && isReply(value[name]))
  );
}

function isReply(value: unknown): boolean {
  return (
    isRecord(value) &&
    isCount(value.timestamp) &&
    isHex(value.result, kernelLimits.operationDigits) &&
    hasOnly(value, 2)
  );
}

function isStatus(fields: Fields, size: Size): boolean {
  return (
    isView(fields.view) &&
    typeof fields.active === 'boolean' &&
    isCount(fields.stableSlot) &&
    isCount(fields.executedSlot) &&
    isListOf(fields.slots, size.window, (one) => isReport(one, size)) &&
    isMask(fields.changes, size) &&
    hasOnly(fields, 7)
  );
}

function isReport(value: unknown, size: Size): boolean {
  return (
    isRecord(value) &&
    isSlot(value.slot) &&
    typeof value.committed === 'boolean' &&
    typeof value.proposal === 'boolean' &&
    isMask(value.prepares, size) &&
    isMask(value.commits, size) &&
    hasOnly(value, 5)
  );
}

/** Whole words of 32 replicas as {@link maskToHex} writes them. */
function isMask(value: unknown, size: Size): boolean {
  return isHex(value, 8 * Math.ceil(size.replicas / 32)) && value.length % 8 === 0;
}

function isBody(value: unknown): boolean {
  return value === null || isRequest(value);
}

function isView(value: unknown): boolean {
  return isCount(value) && value <= limits.viewsMost;
}

function isSlot(value: unknown): boolean {
  return isCount(value) && value > 0;
}
