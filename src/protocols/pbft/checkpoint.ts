/**
 * Checkpoints become stable, the window moves, the log below is forgotten (OSDI'99 §4.3). A certified
 * checkpoint that differs from the own state, or that the own state never reached, leads to a state transfer.
 */

import type { Digest, Slot } from '../../kernel/ids.ts';
import type { Applied } from '../../kernel/input.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { listOf } from '../shared/chunked.ts';
import type { Waiting } from '../shared/requests.ts';
import { countFor, decided, type Tally, voteOf, votesFor } from '../shared/tally.ts';
import { isPlanted } from './bugs.ts';
import { keepEvidence } from './evidence.ts';
import { modePhase, signalMode, watchProgress } from './mode.ts';
import { checkpointDigest } from './signed.ts';
import { type CheckpointContent, entriesOf, type PbftState, type Transfer } from './state.ts';
import { storeCheckpoint } from './take-checkpoint.ts';
import { askForState } from './transfer.ts';
import { cite, type Done, highWatermark, persist, quorumOf, recheck, refuse, type Turn } from './turn.ts';
import type { Checkpoint, CheckpointCertificate, ReplyTable } from './types.ts';
import { quorumText } from './words.ts';

/** A signed CHECKPOINT of a slot where checkpoints are taken. */
export function onCheckpoint(turn: Turn, message: Checkpoint): Done {
  const { slot, replica, digest } = message;
  const { slot: low, digest: stable } = turn.state.stable;
  // The votes beyond the quorum: they agree, they are only late.
  if (slot === low && digest === stable) return cite(turn, 'pbft/checkpoint-late', { slot, signer: replica });
  if (slot <= low) return refuse(turn, 'stale-checkpoint', { slot, low, signer: replica });
  if (slot > highWatermark(turn)) return onAhead(turn, message);
  if (!storeCheckpoint(turn, message)) return refuseSecond(turn, message);
  citeCheckpoint(turn, message);
}

function citeCheckpoint(turn: Turn, { slot, replica, digest }: Checkpoint): Done {
  const tally = turn.state.checkpoints.find((one) => one.slot === slot);
  const count = tally ? countFor(tally.votes, digest) : 0;
  cite(turn, 'pbft/checkpoint-vote', { slot, signer: replica, count, needed: quorumText(turn.ctx) });
}

function refuseSecond(turn: Turn, second: Checkpoint): Done {
  const { slot, replica, digest, type } = second;
  const tally = turn.state.checkpoints.find((one) => one.slot === slot);
  const first = tally ? voteOf(tally.votes, replica) : null;
  if (first === null || first.digest === digest) {
    return refuse(turn, 'duplicate', { type, view: 0, slot, signer: replica });
  }
  keepEvidence(turn, { replica, first, second });
  refuse(turn, 'conflicting-vote', { type, view: 0, slot, signer: replica });
}

/**
 * Above the window only the highest CHECKPOINT of each replica is kept: enough to learn that we are behind.
 */
function onAhead(turn: Turn, message: Checkpoint): Done {
  const { state } = turn;
  const { slot, replica } = message;
  const known = state.ahead[replica];
  if (known && known.slot >= slot) {
    return refuse(turn, 'stale-checkpoint', { slot, low: known.slot, signer: replica });
  }
  turn.state = { ...state, ahead: state.ahead.with(replica, message) };
  const same = turn.state.ahead.filter((one) => one?.slot === slot && one.digest === message.digest);
  const count = same.length;
  cite(turn, 'pbft/checkpoint-vote', { slot, signer: replica, count, needed: quorumText(turn.ctx) });
  if (count >= quorumOf(turn.ctx)) certified(turn, slot, message.digest, same as readonly Checkpoint[]);
}

export function onCheckpointCertificate(
  turn: Turn,
  { slot, digest, checkpoints }: CheckpointCertificate,
): Done {
  const low = turn.state.stable.slot;
  if (slot <= low)
    return refuse(turn, 'stale-checkpoint', { slot, low, signer: checkpoints[0]?.replica ?? null });
  certified(turn, slot, digest, checkpoints);
}

/** Looks whether a checkpoint has its quorum: the highest first, so that a lower one costs no second move. */
export function advanceStable(turn: Turn): Done {
  const { transfer } = turn.state;
  if (transfer !== null) certified(turn, transfer.slot, transfer.digest, transfer.proof);
  for (const { slot, votes } of turn.state.checkpoints.toReversed()) {
    const digest = agreedDigest(votes, turn.ctx);
    if (digest !== null) certified(turn, slot, digest, votesFor(votes, digest));
  }
}

/** What q CHECKPOINTs say; null while there are fewer. */
function agreedDigest(votes: Tally<Checkpoint>, ctx: StepContext): Digest | null {
  const own = isPlanted(ctx, 'stable-alone') ? voteOf(votes, ctx.self) : null;
  return own?.digest ?? decided(votes, quorumOf(ctx));
}

/** q replicas agree on the state at a slot: mine is that one, or I must fetch it. */
export function certified(turn: Turn, slot: number, digest: Digest, proof: readonly Checkpoint[]): Done {
  const { state } = turn;
  if (slot <= state.stable.slot) return;
  const own = state.ownCheckpoints.find((one) => one.slot === slot);
  if (own?.digest === digest) return makeStable(turn, { slot, digest, proof }, own.content);
  const known = state.transfer;
  if (known !== null && known.slot > slot) return;
  const isNew = known?.slot !== slot;
  const asked = known?.asked ?? 0;
  if (isNew) turn.state = { ...state, transfer: { slot, digest, proof, since: state.tick, asked } };
  if (isNew && own)
    cite(turn, 'pbft/diverged', { self: turn.ctx.self, slot, expected: digest, found: own.digest });
  /** A state that is merely late may still arrive by itself; it is asked for at a tick. */
  const hopeless = own !== undefined || slot > highWatermark(turn);
  if (asked === 0 ? hopeless : isNew) askForState(turn);
}

/** h moves to the slot; what is at or below it is forgotten, in memory and on disk. */
function makeStable(
  turn: Turn,
  checkpoint: Pick<Transfer, 'slot' | 'digest' | 'proof'>,
  content: CheckpointContent,
): Done {
  const { slot, digest, proof } = checkpoint;
  const before = turn.state;
  persist(turn, 'stable', { slot, digest, proof, content });
  forgetBelow(turn, slot);
  const stable = { slot, digest, proof, content, since: before.tick };
  turn.state = {
    ...before,
    stable,
    slots: listOf(entriesOf(before).slice(slot - before.stable.slot)),
    seqNo: Math.max(before.seqNo, slot),
    ownCheckpoints: before.ownCheckpoints.filter((one) => one.slot > slot),
    checkpoints: before.checkpoints.filter((one) => one.slot > slot),
    transfer: before.transfer !== null && before.transfer.slot > slot ? before.transfer : null,
  };
  const { root } = content;
  turn.effects.push({ kind: 'stable', slot, root, certificate: proof });
  const signers = proof.map((vote) => vote.replica);
  cite(turn, 'pbft/stable', { self: turn.ctx.self, slot, signers, low: slot, high: highWatermark(turn) });
  if (turn.state.transfer === null && modePhase(turn.state).state === 'transferring') {
    signalMode(turn, 'restored');
  }
  takeAhead(turn);
  recheck(turn, 'stable', 'release', 'propose');
}

/** Disk records of the slots that become stable: there can be some in the old window only. */
function forgetBelow(turn: Turn, slot: Slot): Done {
  const low = turn.state.stable.slot;
  const last = Math.min(slot, low + turn.ctx.options.windowSlots);
  for (let n = low + 1; n <= last; n++) {
    persist(turn, `log/${n}`, null);
    persist(turn, `prepared/${n}`, null);
  }
}

/** CHECKPOINTs that were above the window and now are inside. */
function takeAhead(turn: Turn): Done {
  const high = highWatermark(turn);
  const inside = turn.state.ahead.filter((one) => one !== null && one.slot <= high) as readonly Checkpoint[];
  if (inside.length === 0) return;
  turn.state = {
    ...turn.state,
    ahead: turn.state.ahead.map((one) => (one && one.slot <= high ? null : one)),
  };
  for (const message of inside) if (message.slot > turn.state.stable.slot) storeCheckpoint(turn, message);
}

/**
 * The fetched state is in place: it is the stable checkpoint, and what was decided above it is executed
 * again.
 */
export function finishRestore(turn: Turn, { slot, root, snapshot }: Applied, replies: ReplyTable): Done {
  const { transfer } = turn.state;
  turn.state = { ...turn.state, lastExec: slot, replies, ...afterRestore(turn.state, slot, replies) };
  watchProgress(turn);
  cite(turn, 'pbft/restored', { self: turn.ctx.self, slot });
  if (transfer?.slot === slot) {
    makeStable(turn, { ...transfer, digest: checkpointDigest(root, replies) }, { root, snapshot, replies });
  }
}

/**
 * Requests that the fetched state has executed wait no longer; checkpoints of the old state are worth
 * nothing.
 */
function afterRestore(
  state: PbftState,
  slot: number,
  replies: ReplyTable,
): Pick<PbftState, 'ownCheckpoints' | 'executedMost' | 'waiting'> {
  const isNew = ({ request }: Waiting): boolean =>
    request.timestamp > (replies[request.client]?.timestamp ?? 0);
  return {
    ownCheckpoints: state.ownCheckpoints.filter((one) => one.slot < slot),
    executedMost: Math.max(state.executedMost, slot),
    waiting: state.waiting.filter(isNew),
  };
}
