/**
 * REQUEST and REPLY (fact pack §5.6): a client tells everybody, requests wait until they are final, and every
 * replica answers then.
 */
import type { ClientId } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { signReply, standingOf, waitingOf, withWaiting } from '../shared/requests.ts';
import { limits } from './limits.ts';
import { watchWork } from './mode.ts';
import { cite, type Done, refuse, type Turn } from './turn.ts';

/** A REQUEST whose shape and signature are good. */
export function onRequest(turn: Turn, request: Request): Done {
  const { client, timestamp } = request;
  const { replies, waiting } = turn.state;
  switch (standingOf(turn.state, request, limits.waiting)) {
    case 'stale': {
      const last = replies[client]?.timestamp ?? 0;
      return refuse(turn, 'stale-request', { client, found: timestamp, last });
    }
    case 'executed':
      cite(turn, 'streamlet/reply-again', { client, timestamp });
      return answer(turn, client, true);
    case 'waits': {
      const isSame = requestDigest(request) === waitingOf(waiting, client)?.digest;
      return refuse(turn, isSame ? 'duplicate-request' : 'other-request-waits', { client, timestamp });
    }
    case 'too-many':
      return refuse(turn, 'too-many-waiting', { most: limits.waiting });
    case 'new':
      addWaiting(turn, request);
      return cite(turn, 'streamlet/request', { client, timestamp });
  }
}

/** Puts a request among those that wait; a newer one of the same client takes the older one's place. */
export function addWaiting(turn: Turn, request: Request): Done {
  const { state } = turn;
  const waiting = withWaiting(state, request, state.epoch, limits.waiting);
  if (waiting === state.waiting) return;
  turn.state = { ...state, waiting };
  watchWork(turn);
}

/** REPLY with the result of the client's last executed request. */
export function answer(turn: Turn, client: ClientId, resend: boolean): Done {
  const last = turn.state.replies[client];
  if (last === undefined) return;
  const { epoch: view, timestamp, result } = last;
  const message = signReply(turn.ctx, { view, timestamp, client, result, tentative: false });
  turn.effects.push({ kind: 'reply', to: client, message, ...(resend ? { resend } : {}) });
}
