/**
 * State transfer (fact pack §12): FETCH the state of a certified checkpoint from one of its signers, check
 * every hash of the STATE that comes back against the certified digest, then put it in place.
 */
import type { Snapshot } from '../../kernel/application.ts';
import type { ReplicaId } from '../../kernel/ids.ts';
import { modePhase, signalMode } from './mode.ts';
import { checkpointDigest } from './signed.ts';
import { cite, type Done, refuse, type Turn } from './turn.ts';
import type { Fetch, State } from './types.ts';

/** Sends FETCH to the next signer in turn. Called again at ticks, while nobody answers. */
export function askForState(turn: Turn): Done {
  const { transfer } = turn.state;
  if (transfer === null) return;
  const signers = transfer.proof.map((vote) => vote.replica).filter((replica) => replica !== turn.ctx.self);
  const to = signers[(turn.ctx.self + transfer.asked) % signers.length];
  if (to === undefined) return;
  const { slot, digest } = transfer;
  if (modePhase(turn.state).state === 'current') signalMode(turn, 'behind');
  turn.state = {
    ...turn.state,
    transfer: { ...transfer, asked: transfer.asked + 1, since: turn.state.tick },
  };
  cite(turn, 'pbft/fetch-state', { self: turn.ctx.self, slot, to });
  const message: Fetch = { type: 'FETCH', what: 'state', slot, digest };
  turn.effects.push({ kind: 'send', to, message, ...(transfer.asked > 0 ? { resend: true } : {}) });
}

/** A STATE is accepted iff it was asked for and its content has the certified digest. */
export function onState(turn: Turn, from: ReplicaId, message: State): Done {
  const { transfer } = turn.state;
  const { slot, digest, snapshot, replies } = message;
  if (transfer === null || transfer.slot !== slot || transfer.digest !== digest || transfer.asked === 0) {
    return refuse(turn, 'state-not-asked', { slot, from });
  }
  const root = turn.ctx.verifySnapshot(snapshot);
  if (root === null || checkpointDigest(root, replies) !== digest) {
    return refuse(turn, 'bad-state', { slot, from });
  }
  turn.state = {
    ...turn.state,
    tentative: null,
    pending: { cause: 'restore', slot, replies },
  };
  /** Verified above: from here on it is one of our own application's states. */
  turn.effects.push({ kind: 'restore', slot, snapshot: snapshot as Snapshot });
}
