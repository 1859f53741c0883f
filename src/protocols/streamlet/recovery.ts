/**
 * A new process begins from what the old one wrote (fact pack §5.6): its last vote, the notarised blocks with
 * their votes, and how far they are final, which the application executes again. Everything else comes back
 * with STATUS.
 */
import type { Stable } from '../../kernel/input.ts';
import { blockChart } from './chart-block.ts';
import { finalise } from './execution.ts';
import { startClock } from './mode.ts';
import { epochAt } from './settings.ts';
import { isBetterTip } from './settle.ts';
import { blockDigest } from './signed.ts';
import {
  type BlockState,
  genesis,
  initialState,
  newBlock,
  type Place,
  type StreamletState,
  withVote,
} from './state.ts';
import { sendStatus } from './status.ts';
import { atPlace, findBlock, placeOf, withBlock } from './tree.ts';
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

/**
 * Notarised blocks in order of epochs, parents first; then the final ones are executed again, which is a
 * replay: nobody is answered, nothing is written.
 */
function recoverChain(turn: Turn, stable: Stable): Done {
  const keys = Object.keys(stable).filter((key) => key.startsWith('notarised/'));
  const records = keys.map((key) => stable[key] as Kept).sort((a, b) => a.proposal.epoch - b.proposal.epoch);
  let { tip } = turn.state;
  for (const record of records) {
    const block = recoverBlock(record, findBlock(turn.state, record.proposal.parent) ?? genesis);
    turn.state = withBlock(turn.state, block);
    if (isBetterTip(tip, block)) tip = placeOf(block);
  }
  const final = stable.final as Place | undefined;
  turn.state = { ...turn.state, tip, replayTo: final?.length ?? 0 };
  if (final === undefined) return;
  const head = atPlace(turn.state, final);
  finalise(turn, head, null);
}

/** What is on disk of a notarised block. */
type Kept = Pick<Block, 'proposal' | 'votes'>;

const notarised = blockChart.send(blockChart.send(genesis.chart, { type: 'shown' }).state, {
  type: 'notarised',
}).state;

function recoverBlock({ proposal, votes }: Kept, parent: BlockState): BlockState {
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
