/**
 * One stroke on the empty stage: an open one cuts the links it crosses, one that closes on itself parts the
 * replicas inside from the rest (EXPERIENCE, Stage). Pure: points in, what would happen and its words out.
 */
import type { Endpoint, ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { Intervention } from '../../runtime/api.ts';
import { type Point, pointAt } from './curve.ts';
import type { Layout } from './geometry.ts';
import { curveOf } from './link-curves.ts';
import { type Link, linkKey } from './link-words.ts';

export interface Stroke {
  readonly points: readonly Point[];
  /** Links crossed so far that are not cut yet, by key. */
  readonly crossed: ReadonlyMap<string, Link>;
}

export interface StrokeMeaning {
  /** What would happen now, in words. */
  readonly label: string;
  /** In this order; none when the stroke means nothing. */
  readonly acts: readonly Intervention[];
  readonly closed: boolean;
}

/** A stroke is closed when its ends are this near and it is this long. */
const CLOSES_WITHIN = 28;
const CLOSED_LENGTH = 150;
/** Cutting more links than this one by one is no stroke but a partition. */
export const MOST_CUTS = 24;
const SAMPLES = 12;

export function beginStroke(at: Point): Stroke {
  return { points: [at], crossed: new Map() };
}

export function extendStroke(stroke: Stroke, to: Point, frame: Frame, layout: Layout): Stroke {
  const from = stroke.points.at(-1) ?? to;
  const crossed = new Map(stroke.crossed);
  for (const link of everyLink(frame, layout)) {
    const key = linkKey(link);
    if (!crossed.has(key) && crosses(layout, link, from, to)) crossed.set(key, link);
  }
  return { points: [...stroke.points, to], crossed };
}

export function meaningOf({ points, crossed }: Stroke, layout: Layout): StrokeMeaning {
  if (isClosed(points)) return grouping(points, layout);
  const links = [...crossed.values()];
  if (links.length === 0) return { label: 'cross links to cut them', acts: [], closed: false };
  if (links.length > MOST_CUTS) {
    const label = `crosses ${links.length} links: close the stroke around replicas instead`;
    return { label, acts: [], closed: false };
  }
  const label = `cuts ${links.length} ${links.length === 1 ? 'link' : 'links'}`;
  return { label, acts: links.map(([from, to]) => ({ do: 'cut', from, to })), closed: false };
}

function grouping(points: readonly Point[], layout: Layout): StrokeMeaning {
  const ids = [...layout.replicas.keys()];
  const inside = ids.filter((id) => contains(points, layout.replicas[id] as Point));
  const outside = ids.filter((id) => !inside.includes(id));
  if (inside.length === 0 || outside.length === 0) {
    const label = inside.length === 0 ? 'no replica inside' : 'all replicas inside: nothing to part';
    return { label, acts: [], closed: true };
  }
  const label = `${names(inside)} | ${names(outside)}`;
  return { label, acts: [{ do: 'partition', groups: [inside, outside] }], closed: true };
}

/** "{R0, R2}", or how many when they are more than six. */
function names(ids: readonly ReplicaId[]): string {
  return ids.length > 6 ? `{${ids.length} replicas}` : `{${ids.map((id) => `R${id}`).join(', ')}}`;
}

function isClosed(points: readonly Point[]): boolean {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (Math.hypot(first.x - last.x, first.y - last.y) > CLOSES_WITHIN) return false;
  let length = 0;
  for (const [index, { x, y }] of points.entries()) {
    const before = points[index - 1];
    if (before !== undefined) length += Math.hypot(x - before.x, y - before.y);
  }
  return length >= CLOSED_LENGTH;
}

function everyLink(frame: Frame, layout: Layout): Link[] {
  const cut = new Set(frame.cuts.map(linkKey));
  const replicas: Endpoint[] = [...layout.replicas.keys()];
  const links = replicas.flatMap((from) => replicas.map((to): Link => [from, to]));
  return links.filter((link) => link[0] !== link[1] && !cut.has(linkKey(link)));
}

/** True when the straight line a … b crosses a link's curve. */
function crosses(layout: Layout, link: Link, a: Point, b: Point): boolean {
  const curve = curveOf(layout, ...link);
  let from = curve.from;
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    const to = pointAt(curve, sample / SAMPLES);
    if (intersect(a, b, from, to)) return true;
    from = to;
  }
  return false;
}

function intersect(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

function side(a: Point, b: Point, p: Point): boolean {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0;
}

/** Even-odd rule. */
function contains(polygon: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  for (const [index, a] of polygon.entries()) {
    const b = polygon[(index + 1) % polygon.length] as Point;
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y)) inside = !inside;
  }
  return inside;
}
