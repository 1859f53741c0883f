/**
 * The one slot that the stage speaks about: the lowest one that somebody works on and some live replica has
 * not yet executed; when none is open, the last one executed, so that the finished picture stays (VISUAL 0,
 * rule 3).
 */
import type { ReplicaId, Slot, View } from '../../kernel/ids.ts';
import type { ReplicaGlyph, Ring, SlotGlyph } from '../../kernel/present.ts';
import type { Frame } from '../../projection/frame.ts';

/** @param pinned the slot the user chose; null for none */
export function focusSlot(frame: Frame, pinned: Slot | null): Slot {
  if (pinned !== null) return pinned;
  const glyphs = frame.replicas.flatMap((replica) => (replica.glyph === null ? [] : [replica.glyph]));
  const executed = glyphs.map((glyph) => glyph.executedSlot);
  const least = executed.length === 0 ? 0 : Math.min(...executed);
  const open = glyphs.flatMap((glyph) => glyph.slots.filter((slot) => slot.slot > least && slot.level > 0));
  if (open.length > 0) return Math.min(...open.map((slot) => slot.slot));
  return Math.max(1, ...executed);
}

/** The highest view that some replica is in. */
export function commonView(frame: Frame): View {
  return Math.max(0, ...frame.replicas.map((replica) => replica.glyph?.view ?? 0));
}

export function slotGlyph(glyph: ReplicaGlyph | null, slot: Slot): SlotGlyph | null {
  return glyph?.slots.find((entry) => entry.slot === slot) ?? null;
}

/** The rings to draw: those of a view change in progress give way to nothing else. */
export function ringsOf(glyph: ReplicaGlyph | null, slot: Slot): readonly Ring[] {
  if (glyph === null) return [];
  if (glyph.change !== null) return [glyph.change.ring];
  return slotGlyph(glyph, slot)?.rings ?? [];
}

/** Where only one ring has room: the first that is not yet sealed, else the last. */
export function currentRing(rings: readonly Ring[]): readonly Ring[] {
  const open = rings.find((ring) => ring.count < ring.threshold) ?? rings.at(-1);
  return open === undefined ? [] : [open];
}

/**
 * The live replica that lacks the fewest votes of its current ring; the lowest number of several; null for
 * none.
 */
export function nearestToThreshold(frame: Frame, pinned: Slot | null): ReplicaId | null {
  const slot = focusSlot(frame, pinned);
  let found: ReplicaId | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { id, glyph } of frame.replicas) {
    const [ring] = currentRing(ringsOf(glyph, slot));
    const lacks = ring === undefined ? 0 : ring.threshold - ring.count;
    if (lacks <= 0 || lacks >= least) continue;
    [found, least] = [id, lacks];
  }
  return found;
}

/** The word under the glyph: the mode when it is not the normal one, else the focus slot's phase. */
export function phaseWord(glyph: ReplicaGlyph, slot: Slot): string {
  if (glyph.change !== null) return `to view ${glyph.change.target}`;
  if (glyph.mode !== 'normal') return glyph.mode;
  const phase = slotGlyph(glyph, slot)?.phase;
  if (phase !== undefined) return phase;
  return glyph.executedSlot >= slot ? 'executed' : 'waiting';
}
