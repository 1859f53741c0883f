/**
 * A new process begins from what the old one wrote (fact pack §5.6): its last vote and the final chain, which
 * the application executes again. Everything else comes back with STATUS.
 */
import type { Stable } from '../../kernel/input.ts';
import { blockChart } from './chart-block.ts';
import { finalise } from './execution.ts';
import { startClock } from './mode.ts';
import { epochAt } from './settings.ts';
import { blockDigest } from './signed.ts';
import { type BlockState, genesis, initialState, newBlock, type StreamletState, withVote } from './state.ts';
import { sendStatus } from './status.ts';
import { placeOf, withBlock } from './tree.ts';
import type { Done, Turn } from './turn.ts';
import type { Block } from './types.ts';

export function onRecover(turn: Turn, stable: Stable): Done {
  const { ctx } = turn;
  const epoch = epochAt(ctx, ctx.now);
  const voted = stable.voted as StreamletState['voted'] | undefined;
  /** An empty disk may be a lost one: nothing says whether it voted in this epoch. */
  turn.state = { ...initialState(ctx), epoch, voted: voted ?? { epoch, length: 0 } };
  startClock(turn);
  recoverChain(turn, stable);
  sendStatus(turn);
}

/** Executing what was executed before is a replay: nobody is answered, nothing is written. */
function recoverChain(turn: Turn, stable: Stable): Done {
  let head = genesis;
  for (let slot = 1; ; slot++) {
    const record = stable[`final/${slot}`] as Block | undefined;
    if (record === undefined) break;
    head = recoverBlock(record, head);
    turn.state = withBlock(turn.state, head);
  }
  if (head === genesis) return;
  turn.state = { ...turn.state, tip: placeOf(head), replayTo: head.length };
  finalise(turn, head, head);
}

const notarised = blockChart.send(blockChart.send(genesis.chart, { type: 'shown' }).state, {
  type: 'notarised',
}).state;

function recoverBlock({ proposal, votes }: Block, parent: BlockState): BlockState {
  const block = {
    ...newBlock(proposal.epoch, blockDigest(proposal)),
    proposal,
    parentEpoch: parent.epoch,
    length: parent.length + 1,
    chained: true,
    chart: notarised,
  };
  return votes.reduce(withVote, block);
}
