/**
 * Simulated time as widths: linear while something is on its way, folded where for long nothing is (VISUAL
 * 4). Units are network delays; a fold is one unit wide whatever it hides.
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

/** Stretches in which something is on its way, joined; fed in the order of their ends. */
export class Busy {
  readonly from: TimeUs[] = [];
  readonly to: TimeUs[] = [];

  add(from: TimeUs, to: TimeUs): void {
    let start = from;
    let end = to;
    while (this.to.length > 0 && (this.to.at(-1) as number) >= start) {
      start = Math.min(start, this.from.pop() as number);
      end = Math.max(end, this.to.pop() as number);
    }
    this.from.push(start);
    this.to.push(end);
  }
}

/** @param now what lies quiet up to this time is folded too */
export function timeMap(busy: Busy, delay: TimeUs, now: TimeUs = 0): TimeMap {
  const unit = Math.max(1, delay);
  const origin = busy.from[0] ?? 0;
  const folds = foldsOf(busy.from, busy.to, unit);
  const last = busy.to.at(-1) ?? now;
  const tail = folds.at(-1);
  const saved = tail === undefined ? 0 : (tail.to - origin) / unit - tail.at - FOLD_WIDTH;
  if (now - last > FOLD_FROM * unit) folds.push({ from: last, to: now, at: (last - origin) / unit - saved });
  const foldBefore = (limit: number, key: 'from' | 'at'): Fold | undefined => {
    let low = 0;
    let high = folds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((folds[middle] as Fold)[key] <= limit) low = middle + 1;
      else high = middle;
    }
    return folds[low - 1];
  };
  return {
    folds,
    position(time) {
      const fold = folds.length === 0 ? undefined : foldBefore(time, 'from');
      if (fold === undefined) return (time - origin) / unit;
      if (time >= fold.to) return fold.at + FOLD_WIDTH + (time - fold.to) / unit;
      return fold.at + (FOLD_WIDTH * (time - fold.from)) / (fold.to - fold.from);
    },
    timeAt(position) {
      const fold = foldBefore(position, 'at');
      if (fold === undefined) return origin + position * unit;
      const inside = position - fold.at;
      if (inside >= FOLD_WIDTH) return fold.to + (inside - FOLD_WIDTH) * unit;
      return inside < FOLD_WIDTH / 2 ? fold.from : fold.to;
    },
  };
}

/** What no stretch covers for long, between the first and the last. */
function foldsOf(from: readonly TimeUs[], to: readonly TimeUs[], unit: number): Fold[] {
  const folds: Fold[] = [];
  let saved = 0;
  for (let index = 1; index < from.length; index += 1) {
    const [begin, end] = [to[index - 1] as number, from[index] as number];
    if (end - begin <= FOLD_FROM * unit) continue;
    folds.push({ from: begin, to: end, at: (begin - (from[0] as number)) / unit - saved });
    saved += (end - begin) / unit - FOLD_WIDTH;
  }
  return folds;
}
