/**
 * O from V (OSDI'99 §4.4): which request goes to which slot in the new view. The new primary computes it to
 * propose, and everyone else computes it again to check.
 */
import type { Digest, Slot, View } from '../../kernel/ids.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { isPlanted } from './bugs.ts';
import { nullDigest, type PreparedCertificate, type ViewChange } from './types.ts';

type Bugs = Pick<StepContext, 'bugs'>;

export interface NewProposals {
  /** min-s: the highest stable checkpoint that V proves. */
  readonly minSlot: Slot;
  /** max-s: the highest slot prepared anywhere in V above it; min-s when there is none. */
  readonly maxSlot: Slot;
  /** Slots min-s + 1 … max-s, ascending. */
  readonly entries: readonly NewProposal[];
}

export interface NewProposal {
  readonly slot: Slot;
  readonly digest: Digest;
  /** The certificate it comes from; null for a gap, filled with a null request. */
  readonly from: PreparedCertificate | null;
}

export function newProposals(changes: readonly ViewChange[], ctx: Bugs): NewProposals {
  const minSlot = Math.max(0, ...changes.map((change) => change.stableSlot));
  const chosen = new Map<Slot, PreparedCertificate>();
  let maxSlot = minSlot;
  for (const change of changes) {
    for (const certificate of change.prepared) {
      const { slot } = certificate.proposal;
      if (slot <= minSlot) continue;
      maxSlot = Math.max(maxSlot, slot);
      const best = chosen.get(slot);
      if (best === undefined || isBetter(certificate, best, ctx)) chosen.set(slot, certificate);
    }
  }
  const entries: NewProposal[] = [];
  for (let slot = minSlot + 1; slot <= maxSlot; slot++) {
    const from = chosen.get(slot) ?? null;
    if (from === null && isPlanted(ctx, 'gaps-unfilled')) continue;
    entries.push({ slot, digest: from?.proposal.digest ?? nullDigest, from });
  }
  return { minSlot, maxSlot, entries };
}

/**
 * The highest view wins. With at most f faulty replicas two certificates of one view agree; beyond that the
 * smaller digest wins, so that everybody still computes the same.
 */
function isBetter(one: PreparedCertificate, other: PreparedCertificate, ctx: Bugs): boolean {
  const a: View = one.proposal.view;
  const b: View = other.proposal.view;
  const later = isPlanted(ctx, 'lowest-view-wins') ? a < b : a > b;
  return later || (a === b && one.proposal.digest < other.proposal.digest);
}
