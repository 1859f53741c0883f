/**
 * What stands on the stage as boxes and circles: replicas with their words, clients with theirs. Words and
 * marks keep clear of it (VISUAL 1, 2).
 */
import type { Point } from './curve.ts';
import { type LabelSide, type Layout, labelSide } from './geometry.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of a first line of words above its baseline, px. */
export const ASCENT = 12;
/** Extent of a replica's label by how much it says, px: at most, and as a rule. */
const LABELS = { all: [132, 84], 'one-ring': [112, 52], name: [56, 18], number: [0, 0] } as const;
const USUAL = { all: [126, 64], 'one-ring': [101, 34], name: [26, 14], number: [0, 0] } as const;

export function meets(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** The square around a circle. */
export function around({ x, y }: Point, reach: number): Box {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

/**
 * The words of replicas, and what a single client asks for; some may have nothing to say.
 * @param extent the most that they can fill, or what they fill as a rule
 */
export function wordBoxes(layout: Layout, extent: 'most' | 'usual' = 'most'): Box[] {
  const labels = extent === 'most' ? LABELS : USUAL;
  const wide = layout.compact ? 104 : extent === 'most' ? 168 : 120;
  return [
    ...layout.replicas.map((place, id) =>
      labelBox(place, labelSide(layout, id), layout.compact ? [72, 32] : labels[layout.level.detail]),
    ),
    ...(layout.clients.length === 1 ? layout.clients.map((place) => requestBox(place, layout, wide)) : []),
  ].filter(({ left, right }) => right > left);
}

/** What a single client asks for stands above it. */
function requestBox({ x, y }: Point, { clientRadius }: Layout, wide: number): Box {
  const [left, bottom] = [x - clientRadius, y - clientRadius];
  return { left, top: bottom - 92, right: left + wide, bottom };
}

function labelBox({ x, y }: Point, side: LabelSide, [wide, high]: readonly [number, number]): Box {
  const left = x + side.x - (side.anchor === 'start' ? 0 : side.anchor === 'middle' ? wide / 2 : wide);
  const top = y + side.y - (side.grow === 'down' ? ASCENT : side.grow === 'centre' ? high / 2 : high);
  return { left, top, right: left + wide, bottom: top + high };
}
