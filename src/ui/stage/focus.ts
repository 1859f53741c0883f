/**
 * The one slot that the stage speaks about: the lowest open one that most correct replicas have not executed.
 * A replica that lags behind does not hold the stage back; its label says by how many slots. When nothing is
 * open there, the last one executed, so that the finished picture stays (VISUAL 0, rule 3).
 */
import type { ReplicaId, Slot, View } from '../../kernel/ids.ts';
import type { ReplicaGlyph, Ring, SlotGlyph } from '../../kernel/present.ts';
import type { Frame } from '../../projection/frame.ts';
import { brokenHere } from '../broken-words.ts';

/** @param pinned the slot the user chose; null for none */
export function focusSlot(frame: Frame, pinned: Slot | null): Slot {
  if (pinned !== null) return pinned;
  // Where a promise has just been broken, nothing else matters.
  const broken = brokenHere(frame)?.slot ?? null;
  if (broken !== null) return broken;
  const glyphs = guidingGlyphs(frame);
  const done = executedByMost(glyphs.map((glyph) => glyph.executedSlot));
  const open = glyphs.flatMap((glyph) => glyph.slots.filter(({ slot, level }) => slot > done && level > 0));
  if (open.length > 0) return Math.min(...open.map(({ slot }) => slot));
  return Math.max(1, ...glyphs.map((glyph) => glyph.executedSlot));
}

/** Of the live replicas the honest ones; all of them when every one lies. */
function guidingGlyphs({ replicas }: Frame): readonly ReplicaGlyph[] {
  const live = replicas.flatMap(({ glyph, behaviour, corrupted }) =>
    glyph === null ? [] : [{ glyph, correct: behaviour === 'honest' && !corrupted }],
  );
  const correct = live.filter((one) => one.correct);
  return (correct.length === 0 ? live : correct).map((one) => one.glyph);
}

/** The highest slot that more than half of them have executed; of two, the lower one. */
function executedByMost(executed: readonly Slot[]): Slot {
  const descending = [...executed].sort((a, b) => b - a);
  return descending[Math.floor(descending.length / 2)] ?? 0;
}

/** "view 3", or what the protocol calls it. */
export function viewName({ view, viewWord = 'view' }: ReplicaGlyph): string {
  return `${viewWord} ${view}`;
}

/** What the protocol calls a view. */
export function viewWordOf({ replicas }: Frame): string {
  return replicas.find(({ glyph }) => glyph?.viewWord !== undefined)?.glyph?.viewWord ?? 'view';
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

/**
 * "2/3"; what came beyond the threshold is in the ring. Where a proposer's own act counts as its vote, "with
 * R0" says so.
 */
export function countText(ring: Ring): string {
  return `${shortCount(ring)}${withProposer(ring)}`;
}

/** The numbers alone, where there is no room for more. */
export function shortCount({ count, threshold, asked }: Ring): string {
  return `${Math.min(count, threshold)}/${asked === true ? '?' : threshold}`;
}

/** The same for a sentence: "2 of 3 with R0", "3 of 3 and 1 more". */
export function countWords(ring: Ring): string {
  const { count, threshold, asked } = ring;
  const more = count > threshold ? ` and ${count - threshold} more` : '';
  const needed = asked === true ? '?, which the lesson asks for' : threshold;
  return `${Math.min(count, threshold)} of ${needed}${withProposer(ring)}${more}`;
}

/** Only once the proposal is here; in a view change the notch marks the next leader, who votes like all. */
function withProposer({ proposer, segments, hue }: Ring): string {
  const segment = proposer === null ? undefined : segments[proposer];
  return segment === undefined || segment === 'none' || hue === 'change' ? '' : ` with R${proposer}`;
}

/** The word under the glyph: the mode when it is not the normal one, else the focus slot's phase. */
export function phaseWord(glyph: ReplicaGlyph, slot: Slot): string {
  if (glyph.change !== null) return `to view ${glyph.change.target}`;
  if (glyph.mode !== 'normal') return glyph.mode;
  const phase = slotGlyph(glyph, slot)?.phase;
  // Votes may come before the proposal: whoever has nothing to vote on waits, with or without them.
  if (phase !== undefined && phase !== 'idle') return phase;
  return glyph.executedSlot >= slot ? 'executed' : 'waiting';
}
