/**
 * The way of each message: between replicas a curve bowed to the right of travel, for a client's messages the
 * first one that passes under no replica and, where there is one, over nobody's words (VISUAL 1).
 */
import type { ClientId, Endpoint, ReplicaId } from '../../kernel/ids.ts';
import { type Box, wordBoxes } from './boxes.ts';
import { type Curve, linkCurve, type Point, pointAt, steeredCurve } from './curve.ts';
import { type Layout, placeOf } from './geometry.ts';

/** Links end this far from a glyph's rim, so that a mark at either end is seen whole. */
const MARK_ROOM = 10;
/** Half of the largest mark on a client's link, with a little air. */
const HALF_MARK = 6.5;
/** A mark so near to words leaves them to be read: they have a rim of paper. */
const NEAR_WORDS = 3;
/** Middles of two such marks that do not touch. */
const APART = 14;
/** Between neighbours in a crowd, whose links are short: so that two marks of 12 px pass each other. */
const NEAR_BOW = 0.14;
/** Control points that are tried for a client's link: so far aside, and so far along from the middle. */
const ASIDE_STEP = 0.03;
const ASIDE_MOST = 0.9;
const ALONG = [0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45] as const;
const SAMPLES = 72;

export function curveOf(layout: Layout, from: Endpoint, to: Endpoint): Curve {
  const known = curves.get(layout) ?? new Map<string, Curve>();
  curves.set(layout, known);
  const key = `${from}>${to}`;
  const found = known.get(key) ?? newCurve(layout, from, to);
  known.set(key, found);
  return found;
}

/** Every frame of an animation asks for the same curves. */
const curves = new WeakMap<Layout, Map<string, Curve>>();

function newCurve(layout: Layout, from: Endpoint, to: Endpoint): Curve {
  if (typeof from !== 'number') return ofClient(layout, from, to as ReplicaId, true);
  if (typeof to !== 'number') return ofClient(layout, to, from, false);
  const reach = reachOf(layout, from);
  return linkCurve(placeOf(layout, from), reach, placeOf(layout, to), reach, bowOf(layout, from, to));
}

function ofClient(layout: Layout, client: ClientId, id: ReplicaId, outward: boolean): Curve {
  const known = fans.get(layout) ?? new Map<string, ReadonlyMap<ReplicaId, Curve>>();
  fans.set(layout, known);
  // Clients beyond the last shown one share its place, and its links.
  const { x, y } = placeOf(layout, client);
  const key = `${x} ${y} ${outward}`;
  const fan = known.get(key) ?? clientCurves(layout, client, outward);
  known.set(key, fan);
  return fan.get(id) as Curve;
}

/** By client and direction, worked out together. */
const fans = new WeakMap<Layout, Map<string, ReadonlyMap<ReplicaId, Curve>>>();

function bowOf({ level, replicas }: Layout, from: ReplicaId, to: ReplicaId): number {
  const back = (from - to + replicas.length) % replicas.length;
  const own = level.turns?.[replicas.length - back - 1];
  if (own !== undefined) return own;
  if (back === 2) return level.past;
  const isNear = back === 1 || back === replicas.length - 1;
  return isNear && level.crowded ? Math.max(level.bow, NEAR_BOW) : level.bow;
}

/** From an end's middle to where its links begin. */
function reachOf(layout: Layout, end: Endpoint): number {
  return (typeof end === 'number' ? layout.level.glyph / 2 : layout.clientRadius) + MARK_ROOM;
}

/** What a client's link goes around. */
interface Obstacles {
  readonly circles: readonly { readonly at: Point; readonly reach: number }[];
  readonly words: readonly Box[];
  /** Where the marks of its links so far are, sample by sample. */
  readonly marks: readonly Point[][];
  /** The link the other way. */
  readonly back: Curve | null;
}

/**
 * All links of one client in one direction, nearest replica first, so that marks sent at once spread. Of the
 * ways that were tried each takes the straightest among those with the least in their way: a mark that is
 * hidden or leaves the stage weighs more than marks that meet, and those more than words.
 */
function clientCurves(layout: Layout, client: ClientId, outward: boolean): ReadonlyMap<ReplicaId, Curve> {
  const place = placeOf(layout, client);
  const far = (id: ReplicaId) => Math.hypot(placeOf(layout, id).x - place.x, placeOf(layout, id).y - place.y);
  const found = new Map<ReplicaId, Curve>();
  // The two directions never share a line.
  const back = (id: ReplicaId) => (outward ? curveOf(layout, id, client) : null);
  const marks: Point[][] = Array.from({ length: SAMPLES + 1 }, () => []);
  for (const id of [...layout.replicas.keys()].sort((a, b) => far(a) - far(b))) {
    const [from, to] = outward ? [client, id] : [id, client];
    const curve = freeCurve(layout, from, to, { ...obstaclesOf(layout, from, to), marks, back: back(id) });
    found.set(id, curve);
    for (const [sample, points] of marks.entries()) points.push(pointAt(curve, sample / SAMPLES));
  }
  return found;
}

function freeCurve(layout: Layout, from: Endpoint, to: Endpoint, obstacles: Obstacles): Curve {
  let best = { curve: curveFrom(layout, from, to, [0, 0]), cost: Number.POSITIVE_INFINITY };
  const look = (tries: readonly Try[]) => {
    for (const one of tries) {
      const detour = bend(one) * COSTS.bend;
      // Those that follow bend more.
      if (detour >= best.cost) return;
      const curve = curveFrom(layout, from, to, one);
      const cost = detour + costOf(curve, obstacles, layout, typeof from !== 'number', best.cost - detour);
      if (cost < best.cost) best = { curve, cost };
    }
  };
  look(TRIES);
  // A gap in the ring is narrow: what no way of the coarse ones has found, one between them may.
  if (best.cost >= COSTS.hidden && hasGaps(layout)) look(FINE_TRIES);
  return best.curve;
}

/** Whether a mark can pass between two neighbours at all. */
function hasGaps({ radius, replicas, level }: Layout): boolean {
  return 2 * radius * Math.sin(Math.PI / replicas.length) > level.glyph + 2 * HALF_MARK;
}

function curveFrom(layout: Layout, from: Endpoint, to: Endpoint, [aside, along]: Try): Curve {
  return steeredCurve(
    [placeOf(layout, from), reachOf(layout, from)],
    [placeOf(layout, to), reachOf(layout, to)],
    aside,
    along,
  );
}

function obstaclesOf(layout: Layout, from: Endpoint, to: Endpoint): Pick<Obstacles, 'circles' | 'words'> {
  const { replicas, clients, level, clientRadius } = layout;
  const ends = [placeOf(layout, from), placeOf(layout, to)];
  const others = (places: readonly Point[], radius: number) =>
    places.filter((place) => !ends.includes(place)).map((at) => ({ at, reach: (radius + HALF_MARK) ** 2 }));
  return {
    circles: [...others(replicas, level.glyph / 2), ...others(clients, clientRadius)],
    words: wordBoxes(layout, 'usual'),
  };
}

/** What one sample of a way costs that is hidden, on another mark, on words; and what a bend of 1 costs. */
const COSTS = { hidden: 1000, mark: 10, words: 3, bend: 40 } as const;
/** Near the client all marks meet, whatever way they take. */
const MEET_FROM = 0.7;

/** 0 for a free way; given up where it is no longer below `most`. */
function costOf(
  curve: Curve,
  { circles, words, marks, back }: Obstacles,
  { width, height }: Layout,
  outward: boolean,
  most: number,
): number {
  let cost = 0;
  for (let sample = 0; sample <= SAMPLES && cost < most; sample += 1) {
    const share = sample / SAMPLES;
    const { x, y } = pointAt(curve, share);
    const isOut = x < MARK_ROOM || y < MARK_ROOM || x > width - MARK_ROOM || y > height - MARK_ROOM;
    if (isOut || circles.some(({ at, reach }) => (x - at.x) ** 2 + (y - at.y) ** 2 < reach))
      cost += COSTS.hidden;
    else if (words.some((box) => isOver(box, x, y))) cost += COSTS.words;
    if (back !== null && share > 0.25 && share < 0.75 && isNear(pointAt(back, 1 - share), x, y))
      cost += COSTS.mark;
    if ((outward ? 1 - share : share) > MEET_FROM) continue;
    if (marks[sample]?.some((at) => isNear(at, x, y)) === true) cost += COSTS.mark;
  }
  return cost;
}

function isNear(at: Point, x: number, y: number): boolean {
  return (x - at.x) ** 2 + (y - at.y) ** 2 < APART ** 2;
}

function isOver({ left, top, right, bottom }: Box, x: number, y: number): boolean {
  return x > left - NEAR_WORDS && x < right + NEAR_WORDS && y > top - NEAR_WORDS && y < bottom + NEAR_WORDS;
}

/** How far the control point lies aside, and along from the middle, as shares of the distance. */
type Try = readonly [aside: number, along: number];

const TRIES = triesOf(ASIDE_STEP);
const FINE_TRIES = triesOf(ASIDE_STEP / 3);

/** Straight ones first, and of a pair the one to the right of travel. */
function triesOf(step: number): readonly Try[] {
  const asides = Array.from({ length: Math.round(ASIDE_MOST / step) }, (_, index) => (index + 1) * step);
  return ALONG.flatMap((along) =>
    asides.flatMap((aside): Try[] => [
      [aside, along],
      [-aside, along],
    ]),
  ).sort((a, b) => bend(a) - bend(b));
}

/** Bows of the usual size come first: a straight link would lie on the one back. */
function bend([aside, along]: Try): number {
  return Math.abs(Math.abs(aside) - 0.12) + Math.abs(along) / 2;
}
