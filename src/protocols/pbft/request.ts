/**
 * REQUEST (OSDI'99 §4.1, fact pack §1.5): what waits, who proposes it, and what clients hear again. A backup
 * passes on to the primary what a client sent it, and starts its timer.
 */
import type { Effect } from '../../kernel/effect.ts';
import { type Digest, type Endpoint, isClient } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { type LastReply, signReply, standingOf, waitingOf, withWaiting } from '../shared/requests.ts';
import { primaryOf } from '../shared/rotation.ts';
import { limits } from './limits.ts';
import { watchRequests } from './mode.ts';
import { isAssigned } from './rules.ts';
import { cite, type Done, isPrimary, recheck, refuse, type Turn } from './turn.ts';

/** A REQUEST whose shape and signature are good. */
export function onRequest(turn: Turn, from: Endpoint, request: Request): Done {
  const { client, timestamp } = request;
  const last = turn.state.replies[client] ?? { timestamp: 0, result: '' };
  switch (standingOf(turn.state, request, limits.waiting)) {
    case 'stale':
      return refuse(turn, 'stale-request', { client, found: timestamp, last: last.timestamp });
    case 'executed':
      cite(turn, 'pbft/reply-again', { client, timestamp });
      turn.effects.push(makeReply(turn, request, last, { tentative: false, resend: true }));
      return;
    case 'waits':
      return onKnown(turn, from, request);
    case 'too-many':
      return refuse(turn, 'too-many-waiting', { most: limits.waiting });
    case 'new':
      addWaiting(turn, request);
      forward(turn, from, request, false);
      cite(turn, 'pbft/request', { client, timestamp, waiting: turn.state.waiting.length });
      watchRequests(turn);
      return recheck(turn, 'propose');
  }
}

/** The client tries again: the primary may never have heard of it. */
function onKnown(turn: Turn, from: Endpoint, request: Request): Done {
  const { client, timestamp } = request;
  if (requestDigest(request) !== waitingOf(turn.state.waiting, client)?.digest) {
    return refuse(turn, 'other-request-waits', { client, timestamp });
  }
  if (!forward(turn, from, request, true)) refuse(turn, 'duplicate-request', { client, timestamp });
}

/** Passes a client's request on to the primary, unless this is the primary or a view change is going on. */
function forward(turn: Turn, from: Endpoint, request: Request, resend: boolean): boolean {
  if (!isClient(from) || !turn.state.active || isPrimary(turn)) return false;
  const to = primaryOf(turn.state.view, turn.ctx.replicas);
  turn.effects.push({ kind: 'send', to, message: request, ...(resend ? { resend } : {}) });
  return true;
}

/** Puts a request among those that wait; a newer one of the same client takes the older one's place. */
export function addWaiting(turn: Turn, request: Request): Done {
  const { state } = turn;
  const waiting = withWaiting(state, request, state.tick, limits.waiting);
  if (waiting !== state.waiting) turn.state = { ...state, waiting };
}

/** The first request that waits and has no slot in this view. */
export function nextToPropose(turn: Turn): { readonly request: Request; readonly digest: Digest } | null {
  return turn.state.waiting.find((one) => !isAssigned(turn.state, one.digest)) ?? null;
}

export interface ReplyKind {
  readonly tentative: boolean;
  readonly resend: boolean;
}

/** REPLY with the stored or new result, signed now: the view is the current one. */
export function makeReply(
  turn: Turn,
  { client }: Pick<Request, 'client'>,
  { timestamp, result }: LastReply,
  { tentative, resend }: ReplyKind,
): Effect {
  const message = signReply(turn.ctx, { view: turn.state.view, timestamp, client, result, tentative });
  return { kind: 'reply', to: client, message, ...(resend ? { resend } : {}) };
}
