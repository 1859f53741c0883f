/**
 * A commit certificate from another replica (fact pack §1.5): q signed COMMITs decide a slot whatever the
 * view and mode of the receiver, so that a replica alone in a view change is not locked out.
 */
import { compareCommits } from './evidence.ts';
import { signalSlot } from './ordering.ts';
import { addWaiting } from './request.ts';
import { emptySlot, slotOf, withSlot } from './state.ts';
import { cite, type Done, highWatermark, recheck, refuse, type Turn } from './turn.ts';
import type { CommitCertificate } from './types.ts';

/** A certificate whose signatures and body are good. */
export function onCommitCertificate(turn: Turn, message: CommitCertificate): Done {
  const { slot, view, type, commits, request } = message;
  const { state } = turn;
  if (slot <= state.stable.slot) {
    return refuse(turn, 'below-watermark', { type, slot, low: state.stable.slot });
  }
  if (slot > highWatermark(turn)) {
    return refuse(turn, 'above-watermark', { type, slot, high: highWatermark(turn) });
  }
  const entry = slotOf(state, slot) ?? emptySlot(slot, state.view, state.tick);
  if (entry.certificate !== null) {
    return refuse(turn, 'duplicate', { type, view, slot, signer: commits[0]?.replica ?? null });
  }
  compareCommits(turn, commits);
  turn.state = withSlot(turn.state, { ...entry, certificate: message });
  const signers = commits.map((vote) => vote.replica);
  cite(turn, 'pbft/certified', { self: turn.ctx.self, view, slot, signers });
  signalSlot(turn, slot, 'certified');
  if (request !== null) addWaiting(turn, request);
  recheck(turn, 'execute');
}
