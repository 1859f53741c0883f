/**
 * Whether a NEW-VIEW follows from the VIEW-CHANGEs that it carries (OSDI'99 §4.4): sender, V, and O computed
 * again.
 */
import type { StepContext } from '../../kernel/protocol.ts';
import { type Refusal, refusal } from '../shared/judged.ts';
import { primaryOf } from '../shared/rotation.ts';
import { isPlanted } from './bugs.ts';
import { areDistinct, isSigned } from './certificates.ts';
import { judgeViewChange } from './judge-view-change.ts';
import { newProposals } from './new-proposals.ts';
import { quorumOf } from './turn.ts';
import type { NewView } from './types.ts';

export function judgeNewView(message: NewView, ctx: StepContext): Refusal | null {
  const { view, replica, changes } = message;
  const primary = primaryOf(view, ctx.replicas);
  if (!isSigned(message, ctx)) return refusal('bad-signature', { type: message.type, signer: replica });
  if (replica !== primary) return refusal('new-view-not-primary', { view, primary, found: replica });
  const needed = quorumOf(ctx);
  if (changes.length < needed) {
    return refusal('new-view-too-small', { view, needed, found: changes.length });
  }
  if (!areDistinct(changes)) return refusal('new-view-repeats-signer', { view });
  const stray = changes.find((change) => change.view !== view);
  if (stray) return refusal('new-view-mixed', { view, found: stray.view, signer: stray.replica });
  for (const change of changes) {
    const bad = judgeViewChange(change, ctx);
    if (bad) return refusal('new-view-bad-change', { view, signer: change.replica, fault: bad.why });
  }
  return judgeProposals(message, ctx);
}

/** O must be exactly what anyone computes from V: nothing added, nothing missing, nothing else. */
function judgeProposals({ view, changes, proposals }: NewView, ctx: StepContext): Refusal | null {
  const entries = isPlanted(ctx, 'new-view-unchecked') ? proposals : newProposals(changes, ctx).entries;
  if (entries.length !== proposals.length) {
    return refusal('new-view-wrong-proposals', { view, needed: entries.length, found: proposals.length });
  }
  for (const [i, entry] of entries.entries()) {
    const found = proposals[i];
    const same = found?.view === view && found.slot === entry.slot && found.digest === entry.digest;
    if (!same || found.replica !== primaryOf(view, ctx.replicas) || !isSigned(found, ctx)) {
      return refusal('new-view-wrong-proposal', { view, slot: entry.slot, expected: entry.digest });
    }
  }
  return null;
}
