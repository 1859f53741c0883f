/**
 * Requests that wait and replies that are kept (OSDI'99 §4.1): what a REQUEST is to a replica, the list of
 * those that wait, one per client, and exactly-once. Whatever a protocol does with it is its own.
 */
import type { ClientId, Digest, Hex } from '../../kernel/ids.ts';
import type { Reply, Request } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { replyDigest, requestDigest } from '../../kernel/signed.ts';

export interface Waiting {
  readonly request: Request;
  readonly digest: Digest;
  /** When it came, by the protocol's own count: ticks, epochs. */
  readonly since: number;
}

/** The last executed request of a client: what makes execution happen once. */
export interface LastReply {
  readonly timestamp: number;
  readonly result: Hex;
}

/** The part of a replica's state that clients are about. */
export interface Desk {
  readonly replies: Readonly<Record<ClientId, LastReply>>;
  /** In order of arrival, one per client. */
  readonly waiting: readonly Waiting[];
}

/** Older than the last executed one, that one, one that waits or is older than it, one too many, or new. */
export type Standing = 'stale' | 'executed' | 'waits' | 'too-many' | 'new';

export function standingOf(
  { replies, waiting }: Desk,
  { client, timestamp }: Request,
  mostWaiting: number,
): Standing {
  const last = replies[client]?.timestamp ?? 0;
  if (timestamp < last) return 'stale';
  if (timestamp === last) return 'executed';
  const known = waitingOf(waiting, client);
  if (known !== undefined && timestamp <= known.request.timestamp) return 'waits';
  return known === undefined && waiting.length >= mostWaiting ? 'too-many' : 'new';
}

export function waitingOf(waiting: readonly Waiting[], client: ClientId): Waiting | undefined {
  return waiting.find((one) => one.request.client === client);
}

/** With a new request among those that wait, in the place of an older one of its client; else as it was. */
export function withWaiting(
  desk: Desk,
  request: Request,
  since: number,
  mostWaiting: number,
): readonly Waiting[] {
  const { waiting } = desk;
  if (standingOf(desk, request, mostWaiting) !== 'new') return waiting;
  const entry = { request, digest: requestDigest(request), since };
  return [...waiting.filter((one) => one.request.client !== request.client), entry];
}

function withoutExecuted(waiting: readonly Waiting[], { client, timestamp }: Request): readonly Waiting[] {
  const kept = waiting.filter(({ request }) => request.client !== client || request.timestamp > timestamp);
  return kept.length < waiting.length ? kept : waiting;
}

/** The part of a turn that clients are about. */
interface DeskTurn<D extends Desk> {
  state: D;
}

/** Takes out everything of this client up to the timestamp that was executed. */
export function removeWaiting<D extends Desk>(turn: DeskTurn<D>, request: Request): undefined {
  const waiting = withoutExecuted(turn.state.waiting, request);
  if (waiting !== turn.state.waiting) turn.state = { ...turn.state, waiting };
}

/** The last reply of the client, in the place of an older one. */
export function keepReply<R extends LastReply, D extends Desk & { readonly replies: Record<ClientId, R> }>(
  turn: DeskTurn<D>,
  { client }: Pick<Request, 'client'>,
  reply: R,
): undefined {
  const { state } = turn;
  turn.state = { ...state, replies: { ...state.replies, [client]: reply } };
}

/** Exactly once: a request is executed only if it is newer than the last of its client (fact pack §0.1). */
export function toExecute({ replies }: Desk, requests: readonly Request[]): readonly Request[] {
  return requests.filter(({ client, timestamp }) => timestamp > (replies[client]?.timestamp ?? 0));
}

export function signReply(
  ctx: StepContext,
  content: Pick<Reply, 'view' | 'timestamp' | 'client' | 'result' | 'tentative'>,
): Reply {
  const unsigned = { type: 'REPLY', ...content, replica: ctx.self } as const;
  return { ...unsigned, signature: ctx.sign(replyDigest(unsigned)) };
}
