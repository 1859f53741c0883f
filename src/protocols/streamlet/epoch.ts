/**
 * The beginning of an epoch (fact pack §5.5): its leader proposes a child of the longest notarised chain, and
 * whoever waits in vain says how far it is.
 */

import type { Request } from '../../kernel/message.ts';
import { takeProposal } from './blocks.ts';
import { modePhase, signalMode, watchWork } from './mode.ts';
import { askAgain } from './orphans.ts';
import { batchOf, epochAt, leaderOf } from './settings.ts';
import { makePropose } from './signed.ts';
import { watchStatus } from './status.ts';
import { atPlace, chainAbove } from './tree.ts';
import { broadcast, cite, type Done, type Turn } from './turn.ts';
import { blockName } from './words.ts';

/** By the clock, which may have gone on while this replica stood still. */
export function beginEpoch(turn: Turn): Done {
  const { state, ctx } = turn;
  const epoch = epochAt(ctx, ctx.now);
  turn.state = { ...state, epoch };
  signalMode(turn, 'began');
  watchWork(turn);
  askAgain(turn);
  watchStatus(turn);
  if (leaderOf(epoch, ctx) === ctx.self && modePhase(turn.state).work === 'busy') propose(turn);
}

function propose(turn: Turn): Done {
  const { epoch, tip } = turn.state;
  const payload = payloadFor(turn);
  const proposal = makePropose(turn.ctx, epoch, tip.digest, payload);
  const { self } = turn.ctx;
  const requests = payload.length;
  cite(turn, 'streamlet/propose', {
    self,
    epoch,
    parent: blockName(tip.digest),
    slot: tip.length + 1,
    length: tip.length,
    requests,
  });
  broadcast(turn, proposal);
  takeProposal(turn, proposal, 'own', self);
}

/** What waits and is not already in a block that this one extends; in order of arrival. */
function payloadFor({ state, ctx }: Turn): readonly Request[] {
  const chain = chainAbove(state, atPlace(state, state.tip), state.lastExec);
  const held = new Set(chain.flatMap(({ proposal }) => proposal?.payload ?? []).map(nameOf));
  return state.waiting
    .map(({ request }) => request)
    .filter((request) => !held.has(nameOf(request)))
    .slice(0, batchOf(ctx));
}

function nameOf({ client, timestamp }: Request): string {
  return `${client} ${timestamp}`;
}
