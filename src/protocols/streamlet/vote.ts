/** The vote of this replica (fact pack §5.5): tried again whenever something it depends on has changed. */
import { takeVote } from './blocks.ts';
import { isPlanted } from './bugs.ts';
import { signalMode } from './mode.ts';
import { type NoVote, whyNoVote } from './rules.ts';
import { makeVote } from './signed.ts';
import type { BlockState } from './state.ts';
import { blocksOf, parentOf } from './tree.ts';
import { broadcast, cite, type Done, persist, refuse, type Turn } from './turn.ts';

export function tryVote(turn: Turn): Done {
  for (const block of candidates(turn)) {
    const why = whyNoVote(turn.state, block, turn.ctx);
    if (why === null) castVote(turn, block);
  }
}

/** Blocks of this epoch; with the bug that votes late, of all epochs whose blocks are not final yet. */
function candidates({ state, ctx }: Turn): readonly BlockState[] {
  const first = isPlanted(ctx, 'vote-late') ? state.final.epoch + 1 : state.epoch;
  const blocks: BlockState[] = [];
  for (let epoch = first; epoch <= state.epoch; epoch++) {
    for (const block of blocksOf(state, epoch)) if (block.proposal !== null) blocks.push(block);
  }
  return blocks;
}

/** On disk before it is said: neither a second vote in this epoch nor a shorter chain after a crash. */
function castVote(turn: Turn, { epoch, digest }: BlockState): Done {
  const { state, ctx } = turn;
  const length = Math.max(state.tip.length, state.voted.length);
  const voted = { epoch: Math.max(epoch, state.voted.epoch), length };
  turn.state = { ...state, voted };
  persist(turn, 'voted', voted);
  cite(turn, 'streamlet/vote', { self: ctx.self, epoch, digest, length });
  const vote = makeVote(ctx, epoch, digest);
  broadcast(turn, vote);
  signalMode(turn, 'voted');
  takeVote(turn, vote, 'own');
}

/** Says why a proposal that has just come gets no vote now. */
export function explainNoVote(turn: Turn, block: BlockState): Done {
  const why = whyNoVote(turn.state, block, turn.ctx);
  const { epoch, digest } = block;
  if (why === 'not-longest') {
    const found = parentOf(turn.state, block)?.length ?? 0;
    return refuse(turn, 'not-longest', { epoch, found, longest: turn.state.tip.length });
  }
  if (why === 'not-first')
    return refuse(turn, 'second-proposal', { epoch, leader: block.proposal?.replica ?? 0 });
  if (why !== null && why !== 'voted') cite(turn, noVoteRules[why], { epoch, digest, now: turn.state.epoch });
}

const noVoteRules: Readonly<Record<Exclude<NoVote, 'voted' | 'not-first' | 'not-longest'>, string>> = {
  late: 'streamlet/late',
  'unknown-parent': 'streamlet/in-the-air',
  'not-notarised': 'streamlet/not-yet',
};
