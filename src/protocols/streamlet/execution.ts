/**
 * Finality and what follows from it (fact pack §5.5): the final chain grows by whole blocks, oldest first,
 * each is one slot, and each request in it is executed once, whatever forks carried it.
 */
import { invariant } from '../../kernel/assert.ts';
import type { Applied } from '../../kernel/input.ts';
import { at, withMember } from '../shared/chunked.ts';
import { keepReply, removeWaiting, toExecute } from '../shared/requests.ts';
import { watchWork } from './mode.ts';
import { answer } from './request.ts';
import type { BlockState } from './state.ts';
import { atPlace, chainAbove, placeOf, withSignal } from './tree.ts';
import { cite, type Done, persist, recheck, type Turn } from './turn.ts';
import { votesOf } from './words.ts';

/** This block and all its ancestors are final. `last`: the third of the three; null: read from disk. */
export function finalise(turn: Turn, head: BlockState, last: BlockState | null): Done {
  const { final, chain } = turn.state;
  if (head.length <= final.length) return checkKnown(turn, head);
  const blocks = chainAbove(turn.state, head, final.length);
  if (blocks[0]?.proposal?.parent !== final.digest) return conflict(turn, head);
  let longer = chain;
  for (const block of blocks) longer = withMember(longer, block.length - 1, placeOf(block));
  const orphans = turn.state.orphans.filter((one) => one.epoch > head.epoch);
  const { epoch: grewAt } = turn.state;
  turn.state = { ...turn.state, final: placeOf(head), chain: longer, grewAt, orphans };
  const { epoch, digest } = head;
  const said = { epoch, digest, slot: head.length, blocks: blocks.length };
  if (last !== null) cite(turn, 'streamlet/final', { ...said, last: last.epoch });
  for (const block of blocks) turn.state = withSignal(turn.state, block, 'finalised');
  recheck(turn, 'execute');
}

/** What is final is in the final chain already, as long as at most f replicas lie. */
function checkKnown(turn: Turn, head: BlockState): Done {
  const known = at(turn.state.chain, head.length - 1);
  if (known !== undefined && known.digest !== head.digest) conflict(turn, head);
}

/** Two chains are final: more than f replicas lie. What is decided here stays. */
function conflict(turn: Turn, { epoch, digest, length }: BlockState): Done {
  cite(turn, 'streamlet/conflict', { epoch, digest, length, own: turn.state.final.digest });
}

/** Executes the next final block; the application's answer comes back inside the same event. */
export function advanceExecution(turn: Turn): Done {
  const { state } = turn;
  if (state.pending !== null) return;
  const slot = state.lastExec + 1;
  const place = at(state.chain, slot - 1);
  const block = place && atPlace(state, place);
  if (block?.proposal == null) return;
  const { proposal, digest, epoch } = block;
  const commands = proposal.payload;
  const execute = toExecute(state, commands);
  const certificate = votesOf(block);
  turn.state = { ...state, pending: { slot, execute } };
  if (slot > state.replayTo) persist(turn, 'final', placeOf(block));
  turn.effects.push({ kind: 'commit', slot, view: epoch, digest, commands, execute, certificate });
}

/** The application has executed a slot. */
export function onApplied(turn: Turn, { slot, receipts }: Applied): Done {
  const { pending, replayTo } = turn.state;
  invariant(pending?.slot === slot, `applied expected for slot ${pending?.slot}, found ${slot}`);
  turn.state = { ...turn.state, pending: null, lastExec: slot };
  const { epoch } = at(turn.state.chain, slot - 1) ?? turn.state.final;
  for (const [i, request] of pending.execute.entries()) {
    keepReply(turn, request, { timestamp: request.timestamp, result: receipts[i] ?? '', epoch });
    removeWaiting(turn, request);
    if (slot > replayTo) answer(turn, request.client, false);
  }
  cite(turn, 'streamlet/executed', { self: turn.ctx.self, slot, epoch, requests: pending.execute.length });
  watchWork(turn);
  recheck(turn, 'execute');
}
