/**
 * A NEW-VIEW names requests by digest only (OSDI'99 §4.4): the body is found here, or fetched from those
 * whose votes prove that they had it. Checked by its digest and its client's signature, so anyone may supply
 * it.
 */
import type { Digest, ReplicaId, Slot } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { ticksBeforeResend } from './limits.ts';
import { newProposals } from './new-proposals.ts';
import { fillBody } from './ordering.ts';
import { entriesOf, type PbftState, type SlotState } from './state.ts';
import { cite, type Done, refuse, type Turn, weakOf } from './turn.ts';
import { type Body, type Fetch, nullDigest } from './types.ts';

/**
 * The request with this digest, wherever it is held: in the slot, in another one, or among those that wait.
 */
export function findBody(state: PbftState, entry: SlotState | null, digest: Digest): Request | null {
  if (digest === nullDigest) return null;
  const near = entry === null ? null : bodyIn(entry, digest);
  if (near !== null) return near;
  for (const other of entriesOf(state)) {
    const found = bodyIn(other, digest);
    if (found !== null) return found;
  }
  return state.waiting.find((one) => one.digest === digest)?.request ?? null;
}

function bodyIn(entry: SlotState, digest: Digest): Request | null {
  const { proposal, request, prepared, preparedRequest, certificate } = entry;
  if (request !== null && proposal?.digest === digest) return request;
  if (preparedRequest !== null && prepared?.proposal.digest === digest) return preparedRequest;
  return certificate?.digest === digest ? certificate.request : null;
}

/** Slots whose proposal is here without its request. */
function slotsWithoutBody(state: PbftState): readonly SlotState[] {
  return entriesOf(state).filter(
    ({ proposal, request }) => proposal !== null && request === null && proposal.digest !== nullDigest,
  );
}

/** FETCH to f + 1 replicas whose votes in V name the request: one of them is honest. */
export function askForBodies(turn: Turn, slots: readonly Slot[]): Done {
  const { state, ctx } = turn;
  const entries = state.newView === null ? [] : newProposals(state.newView.changes, ctx).entries;
  for (const { slot, proposal } of slotsWithoutBody(state)) {
    if (proposal === null || !slots.includes(slot)) continue;
    const from = entries.find((one) => one.slot === slot)?.from;
    const holders = from ? [from.proposal, ...from.prepares].map((vote) => vote.replica) : [];
    const others = holders.filter((replica) => replica !== ctx.self).slice(0, weakOf(ctx));
    const message: Fetch = { type: 'FETCH', what: 'request', slot, digest: proposal.digest };
    cite(turn, 'pbft/fetch-request', { self: ctx.self, slot, to: others });
    for (const to of others) turn.effects.push({ kind: 'send', to, message });
  }
}

/** Nobody asked has answered for a full tick: now everybody is asked. */
export function askAllForBodies(turn: Turn): Done {
  for (const { slot, proposal, since } of slotsWithoutBody(turn.state)) {
    if (proposal === null || turn.state.tick - since < ticksBeforeResend) continue;
    const message: Fetch = { type: 'FETCH', what: 'request', slot, digest: proposal.digest };
    turn.effects.push({ kind: 'broadcast', message, resend: true });
  }
}

/** The request of a FETCH: accepted iff some slot lacks exactly this one. */
export function onBody(turn: Turn, from: ReplicaId, { request }: Body): Done {
  const digest = requestDigest(request);
  const lacking = slotsWithoutBody(turn.state).filter((entry) => entry.proposal?.digest === digest);
  if (lacking.length === 0) return refuse(turn, 'body-not-asked', { digest, from });
  for (const entry of lacking) fillBody(turn, entry, request);
}
