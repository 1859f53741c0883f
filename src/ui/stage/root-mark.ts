/**
 * State roots compared honestly: only at the same executed slot. Behind is not diverged, and the two never
 * look alike.
 */
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';

export type RootMark =
  | { readonly kind: 'equal' }
  /** Slots behind the furthest live replica. */
  | { readonly kind: 'behind'; readonly slots: number }
  /** Another root than most at the same slot. */
  | { readonly kind: 'differs'; readonly slot: number; readonly against: Digest }
  | { readonly kind: 'none' };

/** One mark per replica, by id. */
export function rootMarks(frame: Frame): RootMark[] {
  const furthest = Math.max(0, ...frame.replicas.map((replica) => replica.glyph?.executedSlot ?? 0));
  return frame.replicas.map((replica) => {
    if (replica.root === null || replica.glyph === null) return { kind: 'none' };
    const slot = replica.glyph.executedSlot;
    const against = rival(frame, replica.id, slot);
    if (against !== null) return { kind: 'differs', slot, against };
    return slot < furthest ? { kind: 'behind', slots: furthest - slot } : { kind: 'equal' };
  });
}

/**
 * Another root with at least as many undamaged holders at that slot; null for none. Two replicas at a slot,
 * one of them damaged, are no tie: the healthy one is not marked.
 */
function rival(frame: Frame, id: ReplicaId, slot: number): Digest | null {
  const holders = new Map<string, number>();
  for (const { root, glyph, corrupted } of frame.replicas) {
    if (root === null || glyph?.executedSlot !== slot) continue;
    holders.set(root, (holders.get(root) ?? 0) + (corrupted ? 0 : 1));
  }
  const own = frame.replicas[id]?.root ?? '';
  const mine = holders.get(own) ?? 0;
  holders.delete(own);
  return [...holders].find(([, count]) => count >= mine)?.[0] ?? null;
}
