/**
 * What exactly a client and a replica sign in REQUEST and REPLY, and whether a received one is well formed.
 */
import { digestText, fingerprint } from './hash.ts';
import type { ClientId, Digest } from './ids.ts';
import { limits } from './limits.ts';
import type { Reply, Request } from './message.ts';

const requestDigests = new WeakMap<object, Digest>();

/** The digest d = D(m) that PRE-PREPARE, PREPARE and COMMIT carry, and that the client signs. */
export function requestDigest(request: Omit<Request, 'signature'>): Digest {
  let digest = requestDigests.get(request);
  if (digest === undefined) {
    digest = digestText(`REQUEST|${request.client}|${request.timestamp}|${request.operation}`);
    requestDigests.set(request, digest);
  }
  return digest;
}

/** What a replica signs in a REPLY. */
export function replyDigest(reply: Omit<Reply, 'signature'>): Digest {
  const { view, timestamp, client, replica, result, tentative } = reply;
  return digestText(`REPLY|${view}|${timestamp}|${client}|${replica}|${result}|${tentative}`);
}

/** Digest of any message object as a whole, signature included: what the trace records. */
export function messageDigest(message: object): Digest {
  return fingerprint(message).digest;
}

/** True iff `value` has exactly the shape of a REQUEST; its signature is another question. */
export function isRequest(value: unknown): value is Request {
  if (!isRecord(value) || value.type !== 'REQUEST') return false;
  const { client, timestamp, operation, signature } = value;
  return (
    isClientId(client) &&
    isCount(timestamp) &&
    timestamp > 0 &&
    isHex(operation, limits.operationDigits) &&
    isHex(signature, limits.signatureDigits) &&
    hasOnly(value, 5)
  );
}

/** True iff `value` has exactly the shape of a REPLY. */
export function isReply(value: unknown): value is Reply {
  if (!isRecord(value) || value.type !== 'REPLY') return false;
  const { view, timestamp, client, replica, result, tentative, signature } = value;
  return (
    isCount(view) &&
    isCount(timestamp) &&
    isClientId(client) &&
    isCount(replica) &&
    isHex(result, limits.operationDigits) &&
    typeof tentative === 'boolean' &&
    isHex(signature, limits.signatureDigits) &&
    hasOnly(value, 8)
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A safe integer ≥ 0. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** An even number of lower-case hex digits, at most `digits` of them. */
export function isHex(value: unknown, digits: number): value is string {
  return (
    typeof value === 'string' && value.length <= digits && value.length % 2 === 0 && hexDigits.test(value)
  );
}

export function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && value.length === 64 && hexDigits.test(value);
}

export function isClientId(value: unknown): value is ClientId {
  return typeof value === 'string' && value.length <= limits.clientIdLength && clientName.test(value);
}

/** Exactly `count` own members: an unknown member would make two encodings of one message. */
export function hasOnly(value: object, count: number): boolean {
  return Object.keys(value).length === count;
}

const hexDigits = /^[0-9a-f]*$/;
const clientName = /^c(0|[1-9][0-9]*)$/;
