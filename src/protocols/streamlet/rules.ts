/**
 * Streamlet's three rules as predicates (fact pack §5.5): whom to vote for, what is notarised, what is final.
 * A planted bug removes one of them by name.
 */
import type { StepContext } from '../../kernel/protocol.ts';
import { hasReplica } from '../shared/mask.ts';
import { isPlanted } from './bugs.ts';
import { isDuring } from './settings.ts';
import type { BlockState, StreamletState } from './state.ts';
import { blocksOf, parentOf } from './tree.ts';
import { quorumOf } from './turn.ts';

/** Two thirds of all have voted for it, and it is here. */
export function isNotarised({ proposal, count }: BlockState, ctx: Pick<StepContext, 'replicas'>): boolean {
  return proposal !== null && count >= quorumOf(ctx);
}

/** Why a replica gives a block no vote. */
export type NoVote = 'late' | 'not-first' | 'voted' | 'unknown-parent' | 'not-notarised' | 'not-longest';

/**
 * Vote for the first proposal of the epoch's leader, during that epoch, once, if it extends one of the
 * longest notarised chains that this replica has seen. Null: vote.
 */
export function whyNoVote(state: StreamletState, block: BlockState, ctx: StepContext): NoVote | null {
  const isNow = block.epoch === state.epoch && isDuring(ctx, block.epoch);
  if (!isNow && !isPlanted(ctx, 'vote-late')) return 'late';
  if (hasReplica(block.voters, ctx.self)) return 'voted';
  if (!isPlanted(ctx, 'two-votes')) {
    const first = blocksOf(state, block.epoch).find((one) => one.proposal !== null);
    if (first?.digest !== block.digest) return 'not-first';
    if (isNow ? state.voted.epoch >= block.epoch : hasVotedIn(state, block.epoch, ctx)) return 'voted';
  }
  const parent = parentOf(state, block);
  if (parent === null || block.length === 0) return 'unknown-parent';
  if (!parent.chained) return 'not-notarised';
  const longest = Math.max(state.tip.length, state.voted.length);
  if (parent.length < longest && !isPlanted(ctx, 'any-parent')) return 'not-longest';
  return null;
}

function hasVotedIn(state: StreamletState, epoch: number, { self }: StepContext): boolean {
  return blocksOf(state, epoch).some(({ voters }) => hasReplica(voters, self));
}

/**
 * Three adjacent blocks of a notarised chain from consecutive epochs make the middle one final, and all its
 * ancestors. Given the last of the three; null: nothing becomes final by it.
 */
export function finalisedBy(state: StreamletState, last: BlockState, ctx: StepContext): BlockState | null {
  const middle = parentOf(state, last);
  if (!last.chained || middle === null) return null;
  const consecutive = middle.epoch + 1 === last.epoch || isPlanted(ctx, 'epoch-gaps');
  if (isPlanted(ctx, 'two-consecutive')) return consecutive ? middle : null;
  const first = parentOf(state, middle);
  if (first === null || !consecutive) return null;
  if (first.epoch + 1 !== middle.epoch && !isPlanted(ctx, 'epoch-gaps')) return null;
  return isPlanted(ctx, 'finalise-third') ? last : middle;
}
