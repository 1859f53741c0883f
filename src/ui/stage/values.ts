/**
 * Letters for contested values: while a slot has one digest nobody needs them; as soon as two can be seen, both get a
 * letter and the later ones a texture (VISUAL 3). Letters follow the order of the digests, so that every moment of a
 * run gives a value the same one.
 */
import type { Digest, Slot } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';

/** Letter of a value, by {@link valueKey}; only values of slots that have more than one. */
export type Letters = ReadonlyMap<string, string>;

export function valueKey(slot: Slot | null, digest: Digest | null): string {
  return `${slot}/${digest}`;
}

export function contestedValues(frame: Frame): Letters {
  const seen = new Map<Slot, Set<Digest>>();
  const see = (slot: Slot | null, digest: Digest | null): void => {
    if (slot === null || digest === null) return;
    seen.set(slot, (seen.get(slot) ?? new Set()).add(digest));
  };
  // Replicas' own proposals decide what a slot's values are; messages only add to a slot that has one.
  for (const { glyph } of frame.replicas)
    for (const { slot, digest } of glyph?.slots ?? []) see(slot, digest);
  for (const { summary } of frame.inFlight) if (summary.view !== null) see(summary.slot, summary.digest);
  const letters = new Map<string, string>();
  for (const [slot, digests] of seen) {
    if (digests.size < 2) continue;
    const sorted = [...digests].sort();
    for (const [index, digest] of sorted.entries()) letters.set(valueKey(slot, digest), letterOf(index));
  }
  return letters;
}

function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + Math.min(25, index));
}
