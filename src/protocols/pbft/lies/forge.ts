/**
 * A prepared certificate that nobody signed: the liar writes other names under its own signatures. Well
 * formed down to the last digit, and worth nothing to whoever verifies it.
 */
import type { StepContext } from '../../../kernel/context.ts';
import type { ReplicaId } from '../../../kernel/ids.ts';
import { primaryOf } from '../../shared/rotation.ts';
import { sealed } from '../signed.ts';
import { preparesNeeded } from '../turn.ts';
import type { Prepare, PreparedCertificate, Proposal, ViewChange } from '../types.ts';
import { inventedDigest } from './requests.ts';

/** The VIEW-CHANGE with one certificate more, for the first slot without one; null where there is no room. */
export function forged(change: ViewChange, ctx: StepContext): ViewChange | null {
  if (change.view === 0) return null;
  const taken = new Set(change.prepared.map(({ proposal }) => proposal.slot));
  let slot = change.stableSlot + 1;
  while (taken.has(slot)) slot++;
  if (slot > change.stableSlot + ctx.options.windowSlots) return null;
  const certificate = forgedCertificate({ view: change.view - 1, slot }, ctx);
  const { signature: _old, ...content } = change;
  return sealed<ViewChange>(ctx, { ...content, prepared: [...change.prepared, certificate] });
}

function forgedCertificate(
  { view, slot }: { readonly view: number; readonly slot: number },
  ctx: StepContext,
): PreparedCertificate {
  const primary = primaryOf(view, ctx.replicas);
  const digest = inventedDigest(ctx.self, slot);
  const claim = { view, slot, digest };
  const backups = Array.from({ length: ctx.replicas }, (_, id) => id).filter((id) => id !== primary);
  const needed = preparesNeeded(ctx);
  return {
    proposal: inNameOf<Proposal>({ type: 'PRE-PREPARE', ...claim }, primary, ctx),
    prepares: backups.slice(0, needed).map((id) => inNameOf<Prepare>({ type: 'PREPARE', ...claim }, id, ctx)),
  };
}

/** Signed with the only key it has, under another's name. */
function inNameOf<V extends Proposal | Prepare>(
  claim: Pick<V, 'type' | 'view' | 'slot' | 'digest'>,
  replica: ReplicaId,
  ctx: StepContext,
): V {
  return sealed<V>(ctx, { ...claim, replica } as unknown as Parameters<typeof sealed<V>>[1]);
}
