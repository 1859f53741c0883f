/**
 * Simulated time as widths: linear while something is on its way, folded where for long nothing is (VISUAL 4). Units are
 * network delays; a fold is one unit wide whatever it hides.
 */
import type { TimeUs } from '../../kernel/ids.ts';

export interface Fold {
  readonly from: TimeUs;
  readonly to: TimeUs;
  /** Where the fold begins, in units. */
  readonly at: number;
}

export interface TimeMap {
  /** Units from the first time on. */
  position(time: TimeUs): number;
  /** The time at a position: inside a fold, the nearer end. */
  timeAt(position: number): TimeUs;
  readonly folds: readonly Fold[];
}

/** Quiet stretches longer than this many delays are folded. */
const FOLD_FROM = 3;
const FOLD_WIDTH = 1;

/** @param busy stretches in which something is on its way, any order; instants have equal ends. */
export function timeMap(busy: readonly (readonly [TimeUs, TimeUs])[], delay: TimeUs): TimeMap {
  const unit = Math.max(1, delay);
  const start = busy.reduce((least, [from]) => Math.min(least, from), Number.POSITIVE_INFINITY);
  const origin = Number.isFinite(start) ? start : 0;
  const folds: Fold[] = [];
  let saved = 0;
  for (const [from, to] of gaps(busy)) {
    if (to - from <= FOLD_FROM * unit) continue;
    folds.push({ from, to, at: (from - origin) / unit - saved });
    saved += (to - from) / unit - FOLD_WIDTH;
  }
  return {
    folds,
    position(time) {
      const fold = folds.findLast((candidate) => candidate.from <= time);
      if (fold === undefined) return (time - origin) / unit;
      if (time >= fold.to) return fold.at + FOLD_WIDTH + (time - fold.to) / unit;
      return fold.at + (FOLD_WIDTH * (time - fold.from)) / (fold.to - fold.from);
    },
    timeAt(position) {
      const fold = folds.findLast((candidate) => candidate.at <= position);
      if (fold === undefined) return origin + position * unit;
      const inside = position - fold.at;
      if (inside >= FOLD_WIDTH) return fold.to + (inside - FOLD_WIDTH) * unit;
      return inside < FOLD_WIDTH / 2 ? fold.from : fold.to;
    },
  };
}

/** What no stretch covers, between the first and the last. */
function gaps(busy: readonly (readonly [TimeUs, TimeUs])[]): (readonly [TimeUs, TimeUs])[] {
  const sorted = [...busy].sort((a, b) => a[0] - b[0]);
  const found: (readonly [TimeUs, TimeUs])[] = [];
  let covered = sorted[0]?.[0] ?? 0;
  for (const [from, to] of sorted) {
    if (from > covered) found.push([covered, from]);
    covered = Math.max(covered, to);
  }
  return found;
}
