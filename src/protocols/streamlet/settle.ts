/**
 * Streamlet's rules, looked at again after an input (fact pack §0): it never matters which message came last,
 * and an old block that becomes notarised late still counts.
 */
import { advanceExecution, finalise } from './execution.ts';
import { finalisedBy, isNotarised } from './rules.ts';
import type { BlockState, Place } from './state.ts';
import { blockAt, childrenOf, parentOf, placeOf, withBlock, withSignal } from './tree.ts';
import { cite, type Done, persist, quorumOf, type Recheck, recheck, type Turn } from './turn.ts';
import { tryVote } from './vote.ts';
import { signersOf, votesOf } from './words.ts';

export function look(turn: Turn, what: Recheck): Done {
  if (what === 'vote') return tryVote(turn);
  if (what === 'execute') return advanceExecution(turn);
  const block = blockAt(turn.state, what.epoch, what.digest);
  if (block === null || block.chained || !isNotarised(block, turn.ctx)) return;
  turn.state = withSignal(turn.state, block, 'notarised');
  if (parentOf(turn.state, block)?.chained === true) lengthen(turn, block);
}

/**
 * A block with a notarised chain below it got its quorum: the chain may be the longest, and may be final. It
 * goes to disk with its votes: who votes after it may be the only one that has seen them.
 */
function lengthen(turn: Turn, { epoch, digest }: BlockState): Done {
  const block = { ...(blockAt(turn.state, epoch, digest) as BlockState), chained: true };
  turn.state = withBlock(turn.state, block);
  persist(turn, `notarised/${digest}`, { proposal: block.proposal, votes: votesOf(block) });
  const needed = quorumOf(turn.ctx);
  const { length } = block;
  cite(turn, 'streamlet/notarised', { epoch, digest, slot: length, signers: signersOf(block), needed });
  if (isBetterTip(turn.state.tip, block)) turn.state = { ...turn.state, tip: placeOf(block) };
  const final = finalisedBy(turn.state, block, turn.ctx);
  if (final !== null) finalise(turn, final, block);
  recheck(turn, ...childrenOf(turn.state, block).map(placeOf), 'vote');
}

/** The longest; of equally long ones the latest epoch, whatever came first. */
export function isBetterTip(tip: Place, { length, epoch, digest }: BlockState): boolean {
  if (length !== tip.length) return length > tip.length;
  return epoch === tip.epoch ? digest < tip.digest : epoch > tip.epoch;
}
