/** Every K slots a replica signs what its state has become (OSDI'99 §4.3). */
import type { Applied } from '../../kernel/input.ts';
import { addVote, emptyTally, hasVoted } from '../shared/tally.ts';
import { checkpointDigest, makeCheckpoint } from './signed.ts';
import type { PbftState } from './state.ts';
import { broadcast, cite, type Done, recheck, type Turn } from './turn.ts';
import type { Checkpoint } from './types.ts';

/** Keeps the state as of this slot and sends CHECKPOINT. */
export function takeCheckpoint(turn: Turn, { slot, root, snapshot }: Applied): Done {
  const { state, ctx } = turn;
  const { replies } = state;
  const digest = checkpointDigest(root, replies);
  const message = makeCheckpoint(ctx, slot, digest);
  const own = { slot, digest, content: { root, snapshot, replies }, message, since: state.tick };
  const others = state.ownCheckpoints.filter((one) => one.slot !== slot);
  turn.state = { ...state, ownCheckpoints: [...others, own].sort((a, b) => a.slot - b.slot) };
  cite(turn, 'pbft/checkpoint', { self: ctx.self, slot, digest });
  broadcast(turn, message);
  storeCheckpoint(turn, message);
}

/** Counts a CHECKPOINT inside the window unless its signer's was counted; true iff it was. */
export function storeCheckpoint(turn: Turn, message: Checkpoint): boolean {
  const tally = turn.state.checkpoints.find((one) => one.slot === message.slot);
  if (tally && hasVoted(tally.votes, message.replica)) return false;
  const votes = addVote(tally?.votes ?? emptyTally, message);
  turn.state = withTally(turn.state, message.slot, votes);
  recheck(turn, 'stable');
  return true;
}

function withTally(
  state: PbftState,
  slot: number,
  votes: PbftState['checkpoints'][number]['votes'],
): PbftState {
  const others = state.checkpoints.filter((one) => one.slot !== slot);
  return { ...state, checkpoints: [...others, { slot, votes }].sort((a, b) => a.slot - b.slot) };
}
