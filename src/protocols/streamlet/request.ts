/**
 * REQUEST and REPLY (fact pack §5.6): a client tells everybody, requests wait until they are final, and every
 * replica answers then.
 */
import type { ClientId } from '../../kernel/ids.ts';
import type { Reply, Request } from '../../kernel/message.ts';
import { replyDigest, requestDigest } from '../../kernel/signed.ts';
import { limits } from './limits.ts';
import { watchWork } from './mode.ts';
import { cite, type Done, refuse, type Turn } from './turn.ts';
import type { LastReply } from './types.ts';

/** A REQUEST whose shape and signature are good. */
export function onRequest(turn: Turn, request: Request): Done {
  const { client, timestamp } = request;
  const last = turn.state.replies[client];
  if (last && timestamp < last.timestamp) {
    return refuse(turn, 'stale-request', { client, found: timestamp, last: last.timestamp });
  }
  if (last && timestamp === last.timestamp) {
    cite(turn, 'streamlet/reply-again', { client, timestamp });
    return answer(turn, client, true);
  }
  const known = turn.state.waiting.find((one) => one.request.client === client);
  if (known && timestamp <= known.request.timestamp) return onKnown(turn, request, known.digest);
  if (!known && turn.state.waiting.length >= limits.waiting) {
    return refuse(turn, 'too-many-waiting', { most: limits.waiting });
  }
  addWaiting(turn, request);
  cite(turn, 'streamlet/request', { client, timestamp });
}

function onKnown(turn: Turn, request: Request, known: string): Done {
  const { client, timestamp } = request;
  const why = requestDigest(request) === known ? 'duplicate-request' : 'other-request-waits';
  refuse(turn, why, { client, timestamp });
}

/** Puts a request among those that wait; a newer one of the same client takes the older one's place. */
export function addWaiting(turn: Turn, request: Request): Done {
  const { state } = turn;
  const { client, timestamp } = request;
  if (timestamp <= (state.replies[client]?.timestamp ?? 0)) return;
  const older = state.waiting.find((one) => one.request.client === client);
  if (older && older.request.timestamp >= timestamp) return;
  if (!older && state.waiting.length >= limits.waiting) return;
  const entry = { request, digest: requestDigest(request), since: state.epoch };
  turn.state = { ...state, waiting: [...state.waiting.filter((one) => one !== older), entry] };
  watchWork(turn);
}

/** Takes out everything of this client up to the timestamp that was executed. */
export function removeWaiting(turn: Turn, { client, timestamp }: Request): Done {
  const { state } = turn;
  const kept = state.waiting.filter(
    (one) => one.request.client !== client || one.request.timestamp > timestamp,
  );
  if (kept.length < state.waiting.length) turn.state = { ...state, waiting: kept };
}

export function keepReply(turn: Turn, { client }: Request, reply: LastReply): Done {
  const { state } = turn;
  turn.state = { ...state, replies: { ...state.replies, [client]: reply } };
}

/** REPLY with the result of the client's last executed request. */
export function answer(turn: Turn, client: ClientId, resend: boolean): Done {
  const last = turn.state.replies[client];
  if (last === undefined) return;
  const { epoch: view, timestamp, result } = last;
  const unsigned = {
    type: 'REPLY',
    view,
    timestamp,
    client,
    replica: turn.ctx.self,
    result,
    tentative: false,
  } as const;
  const message: Reply = { ...unsigned, signature: turn.ctx.sign(replyDigest(unsigned)) };
  turn.effects.push({ kind: 'reply', to: client, message, ...(resend ? { resend } : {}) });
}
