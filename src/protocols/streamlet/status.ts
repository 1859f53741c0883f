/**
 * Catching up (fact pack §12). A replica that waits in vain says at the beginning of every second epoch how
 * far it is, one that waits for nothing at every tenth; whoever knows more sends blocks with their votes,
 * lowest first. Only the three rules decide what they are worth.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import { limits, patienceEpochs, statusEvery } from './limits.ts';
import type { BlockState } from './state.ts';
import { atPlace, chainAbove, childrenOf, findBlock } from './tree.ts';
import { broadcast, cite, type Done, refuse, type Turn } from './turn.ts';
import type { Block, FetchBlock, Status } from './types.ts';
import { votesOf } from './words.ts';

export function watchStatus(turn: Turn): Done {
  const { epoch, grewAt, waiting, orphans } = turn.state;
  const since = Math.max(grewAt, waiting[0]?.since ?? 0);
  const inVain = (waiting.length > 0 && epoch - since >= patienceEpochs) || orphans.length > 0;
  if (epoch % (inVain ? statusEvery.busy : statusEvery.idle) === 0) sendStatus(turn);
}

export function sendStatus(turn: Turn): Done {
  const { epoch, final, tip } = turn.state;
  const message: Status = { type: 'STATUS', epoch, final: final.length, tip: tip.digest, length: tip.length };
  broadcast(turn, message);
}

/** Sends what `from` lacks of the longest notarised chain, and of what proves the final one. */
export function onStatus(turn: Turn, from: ReplicaId, status: Status): Done {
  const blocks = lackedBy(turn, status).slice(0, limits.statusAnswers);
  const { final, length } = status;
  cite(turn, 'streamlet/status', { from, final, length, answers: blocks.length });
  for (const block of blocks) send(turn, from, block, true);
}

function lackedBy({ state }: Turn, status: Status): readonly BlockState[] {
  const top = atPlace(state, state.tip);
  const theirs = findBlock(state, status.tip);
  const isOnChain =
    theirs?.chained === true && chainAbove(state, top, theirs.length - 1)[0]?.digest === theirs.digest;
  const from = isOnChain ? theirs.length : Math.min(status.final, state.tip.length);
  const lacked = chainAbove(state, top, from);
  if (status.final >= state.final.length) return lacked;
  /** The third block of the three that made the final head final may stand on no longest chain. */
  const head = atPlace(state, state.final);
  const proof = childrenOf(state, head).filter((one) => one.chained && one.epoch === head.epoch + 1);
  return [...lacked, ...proof.filter((one) => !lacked.includes(one))];
}

/** FETCH-BLOCK: one block with all votes for it that are here. */
export function onFetch(turn: Turn, from: ReplicaId, { digest }: FetchBlock): Done {
  const block = findBlock(turn.state, digest);
  if (block?.proposal == null) return refuse(turn, 'unknown-block', { digest, from });
  cite(turn, 'streamlet/send-block', { to: from, epoch: block.epoch, digest });
  send(turn, from, block, false);
}

function send(turn: Turn, to: ReplicaId, block: BlockState, resend: boolean): Done {
  if (block.proposal === null) return;
  const message: Block = { type: 'BLOCK', proposal: block.proposal, votes: votesOf(block) };
  turn.effects.push({ kind: 'send', to, message, ...(resend ? { resend } : {}) });
}
