/**
 * Clients (PBFT §4.1 and §4.2): one request outstanding each, sent to the believed leader first and to all on
 * retry, answered when the protocol's client rule is content with the replies held. Client states are
 * immutable values.
 */
import type { Authenticator } from '../kernel/authenticator.ts';
import type { ClientId, Hex, ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { Reply, Request } from '../kernel/message.ts';
import type { ClientRule, PropertyConfig } from '../kernel/protocol.ts';
import { isReply, replyDigest, requestDigest } from '../kernel/signed.ts';
import type { ClientAction, Envelope } from '../kernel/trace.ts';
import type { ClientPlan } from './plan.ts';

export interface ClientState {
  readonly id: ClientId;
  /** Its operations, in order. */
  readonly queue: readonly Queued[];
  /**
   * Position of the next one in the queue: what has been sent stays there, so that no copy is made per
   * request.
   */
  readonly next: number;
  readonly every: TimeUs;
  readonly timestamp: number;
  readonly lastDueAt: TimeUs | null;
  readonly leader: ReplicaId;
  readonly outstanding: Outstanding | null;
}

export interface Queued {
  readonly operation: Hex;
  /** Null: `every` after the one before. */
  readonly dueAt: TimeUs | null;
}

export interface Outstanding {
  readonly request: Request;
  readonly dueAt: TimeUs;
  readonly attempt: number;
  /** First reply of each replica. */
  readonly replies: readonly Reply[];
}

export interface ClientWorld {
  readonly rule: ClientRule;
  readonly authenticator: Authenticator;
  readonly config: PropertyConfig;
  readonly bugs: ReadonlySet<string>;
}

export function createClient(plan: ClientPlan): ClientState {
  return {
    id: plan.id,
    queue: plan.operations.map((operation) => ({ operation, dueAt: null })),
    next: 0,
    every: plan.every,
    timestamp: 0,
    lastDueAt: null,
    leader: 0,
    outstanding: null,
  };
}

/** A request is out or waits for its turn. */
export function isBusy(client: ClientState): boolean {
  return client.outstanding !== null || client.next < client.queue.length;
}

/** When the next request is due, if one may be sent at all; at the earliest `now`. */
export function nextDue(client: ClientState, now: TimeUs): TimeUs | null {
  const next = client.queue[client.next];
  if (client.outstanding !== null || next === undefined) return null;
  return Math.max(now, dueTime(client));
}

/** Sends the next request to the believed leader. */
export function submit(
  client: ClientState,
  world: ClientWorld,
): { client: ClientState; action: ClientAction } | null {
  const next = client.queue[client.next];
  if (client.outstanding !== null || next === undefined) return null;
  const dueAt = dueTime(client);
  const timestamp = client.timestamp + 1;
  const unsigned = { type: 'REQUEST', client: client.id, timestamp, operation: next.operation } as const;
  const signature = world.authenticator.sign(client.id, requestDigest(unsigned));
  const request: Request = { ...unsigned, signature };
  const outstanding = { request, dueAt, attempt: 0, replies: [] };
  return {
    client: { ...client, next: client.next + 1, timestamp, lastDueAt: dueAt, outstanding },
    action: { kind: 'submitted', timestamp, operation: next.operation, dueAt },
  };
}

/** Counts the next try of the request that waits. */
export function retry(client: ClientState): { client: ClientState; action: ClientAction } | null {
  const { outstanding } = client;
  if (outstanding === null) return null;
  const attempt = outstanding.attempt + 1;
  return {
    client: { ...client, outstanding: { ...outstanding, attempt } },
    action: { kind: 'retried', timestamp: outstanding.request.timestamp, attempt },
  };
}

export function append(client: ClientState, operation: Hex, dueAt: TimeUs): ClientState {
  return { ...client, queue: [...client.queue, { operation, dueAt }] };
}

/** Takes in whatever arrived. A liar may send anything, so nothing is believed before it is checked. */
export function receive(
  client: ClientState,
  envelope: Envelope,
  now: TimeUs,
  world: ClientWorld,
): { client: ClientState; action: ClientAction } {
  const { outstanding } = client;
  const refused = refusal(client, envelope, world);
  if (refused !== null || outstanding === null)
    return { client, action: received(envelope, refused, [], null) };
  const reply = envelope.message as Reply;
  const replies = [...outstanding.replies.filter((other) => other.replica !== reply.replica), reply];
  const equal = replies.filter((other) => other.result === reply.result).map((other) => other.replica);
  const result = world.rule.accept(replies, world.config, world.bugs);
  if (result === null) {
    const waiting = { ...client, outstanding: { ...outstanding, replies } };
    return { client: waiting, action: received(envelope, null, equal, null) };
  }
  const accepted = { result: result.result, voters: result.voters, latency: now - outstanding.dueAt };
  return {
    client: { ...client, outstanding: null, leader: result.leader },
    action: received(envelope, null, equal, accepted),
  };
}

type Refusal = 'malformed' | 'bad-signature' | 'not-waiting' | 'duplicate' | null;

function refusal(client: ClientState, envelope: Envelope, world: ClientWorld): Refusal {
  const { message } = envelope;
  if (!isReply(message) || message.client !== client.id || message.replica >= world.config.replicas)
    return 'malformed';
  const { outstanding } = client;
  if (outstanding === null || message.timestamp !== outstanding.request.timestamp) return 'not-waiting';
  const earlier = outstanding.replies.find((reply) => reply.replica === message.replica);
  // A final reply replaces the tentative one of the same replica (OSDI'99 §5.1).
  if (earlier !== undefined && (!earlier.tentative || message.tentative)) return 'duplicate';
  const genuine = world.authenticator.verify(message.replica, replyDigest(message), message.signature);
  return genuine ? null : 'bad-signature';
}

function received(
  envelope: Envelope,
  refused: Refusal,
  equal: readonly ReplicaId[],
  accepted: { readonly result: Hex; readonly voters: readonly ReplicaId[]; readonly latency: TimeUs } | null,
): ClientAction {
  return { kind: 'received', envelope, refused, equal, accepted };
}

function dueTime(client: ClientState): TimeUs {
  const next = client.queue[client.next];
  if (next !== undefined && next.dueAt !== null) return next.dueAt;
  return client.lastDueAt === null ? 0 : client.lastDueAt + client.every;
}
