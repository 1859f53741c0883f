/**
 * Where everything stands: R0 at 12 o'clock and the rest clockwise, clients at the upper left, links between
 * all (VISUAL 1). Pure: the picture and the message layer both read it.
 */
import type { ClientId, Endpoint, ReplicaId } from '../../kernel/ids.ts';
import { type Curve, linkCurve, type Point, pointAt } from './curve.ts';
import { COMPACT_BELOW, type Level, levelOf } from './level.ts';

export interface Layout {
  /** Extent in drawing units; `zoom` CSS px each. */
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  readonly compact: boolean;
  readonly level: Level;
  readonly centre: Point;
  readonly radius: number;
  readonly replicas: readonly Point[];
  readonly clients: readonly Point[];
  /** Radius of a client's glyph. */
  readonly clientRadius: number;
}

/** Which side of its glyph a replica's text stands on, and how it is aligned there. */
export interface LabelSide {
  readonly anchor: 'start' | 'middle' | 'end';
  readonly x: number;
  /** Baselines start here; `grow` says whether the block hangs below, stands above or is centred on it. */
  readonly y: number;
  readonly grow: 'down' | 'up' | 'centre';
}

/** More clients than this become one glyph with a count. */
export const CLIENTS_SHOWN = 3;
/** Bows of a client's link, the first that is free is taken. */
const CLIENT_BOWS = [0.12, -0.12, 0.3, -0.3, 0.5, -0.5, 0.7, -0.7] as const;
/** Between neighbours in a crowd, whose links are short: so that two marks of 12 px pass each other. */
const NEAR_BOW = 0.14;
/** Links end this far from a glyph's rim, so that a mark at either end is seen whole. */
const MARK_ROOM = 10;
/** Radius of the ring on a phone (VISUAL 10). */
const PHONE_RADIUS = 118;
/** Words stay this far from the edge of the stage. */
const EDGE = 8;
/** Room for the words beside the outermost glyphs. */
const ASIDE = { all: 116, 'one-ring': 96, name: 64, number: 16 } as const;

/**
 * A lecture's stage is low and wide: smaller glyphs, words down to this height, and a ring that is drawn
 * wider.
 */
const LECTURE_SEATS = 6;
const LECTURE_HEIGHT = 320;
const STRETCH = 1.7;
/** So is a phone's whose stage is low. */
const PHONE_STRETCH = 1.5;
/** Half of the words below a glyph, with the edge. */
const PHONE_LABEL = 60;
/** Above R0's words and below the lowest ones. */
const PHONE_WORDS = 52;

/** @param width and height of the stage in CSS px */
export function stageLayout(
  replicas: number,
  clients: number,
  width: number,
  height: number,
  lecture: number | null = null,
): Layout {
  // A large screen shows the same figure larger, not a small one in a void.
  const zoom = lecture ?? Math.min(1.6, Math.max(1, Math.min(height / 600, width / 800)));
  const [w, h] = [width / zoom, height / zoom];
  const isLow = h < (lecture === null ? COMPACT_BELOW.height : LECTURE_HEIGHT);
  // Where there is width words stand beside their glyphs, out of the way of the links, however low it is.
  const compact = w < COMPACT_BELOW.width || (isLow && lecture !== null);
  const asideOf = (detail: Level['detail']): number => (compact ? 20 : ASIDE[detail]);
  const radiusOf = ({ glyph, detail }: Pick<Level, 'glyph' | 'detail'>): number =>
    Math.min(
      h / 2 - glyph / 2 - (compact ? PHONE_WORDS : isLow ? 18 : 34),
      w / 2 - glyph / 2 - asideOf(detail),
      // On a phone the whole ring is in reach of a thumb.
      compact && w < 430 ? PHONE_RADIUS : Number.POSITIVE_INFINITY,
    );
  const seats = lecture === null ? replicas : Math.max(LECTURE_SEATS, replicas);
  const level = levelOf(seats, compact || isLow, radiusOf);
  const aside = asideOf(level.detail);
  const radius = Math.max(level.glyph, radiusOf(level));
  const centre = { x: w / 2, y: h / 2 + (compact ? 4 : 0) };
  const most = lecture !== null && !compact ? STRETCH : compact && isLow ? PHONE_STRETCH : 1;
  const beside = Math.max(level.glyph / 2 + aside, compact && level.detail !== 'name' ? PHONE_LABEL : 0);
  const stretch = Math.max(1, Math.min(most, (w / 2 - beside) / radius));
  const clientRadius = compact ? 18 : clients > 1 ? 20 : 26;
  return {
    width: w,
    height: h,
    zoom,
    compact,
    level,
    centre,
    radius,
    replicas: Array.from({ length: replicas }, (_, id) =>
      onRing(centre, radius, angleOf(id, replicas), stretch),
    ),
    clients: clientPlaces(
      Math.min(clients, CLIENTS_SHOWN),
      { centre, radius, glyph: level.glyph },
      clientRadius,
      compact,
    ),
    clientRadius,
  };
}

/** Clockwise from 12 o'clock, in radians. */
export function angleOf(id: ReplicaId, replicas: number): number {
  return (2 * Math.PI * id) / replicas;
}

/** @param stretch how much wider than high the ring is */
export function onRing(centre: Point, radius: number, angle: number, stretch = 1): Point {
  return { x: centre.x + stretch * radius * Math.sin(angle), y: centre.y - radius * Math.cos(angle) };
}

/** Centre of a replica or client; clients beyond the last shown one share its place. */
export function placeOf(layout: Layout, end: Endpoint): Point {
  if (typeof end === 'number') return layout.replicas[end] ?? layout.centre;
  return layout.clients[clientIndex(layout, end)] ?? layout.centre;
}

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
  const radius = (end: Endpoint) =>
    (typeof end === 'number' ? layout.level.glyph / 2 : layout.clientRadius) + MARK_ROOM;
  const bowed = (bow: number) =>
    linkCurve(placeOf(layout, from), radius(from), placeOf(layout, to), radius(to), bow);
  if (typeof from === 'number' && typeof to === 'number') return bowed(bowOf(layout, from, to));
  // A client's link goes around the replicas that stand in its way, where it can.
  const others = layout.replicas.filter((_, id) => id !== from && id !== to);
  const tries = CLIENT_BOWS.map(bowed);
  const isFree = (curve: Curve) =>
    clearance(curve, others) > layout.level.glyph / 2 + MARK_ROOM && isInside(curve, layout);
  return tries.find(isFree) ?? bowed(CLIENT_BOWS[0]);
}

function bowOf({ level, replicas }: Layout, from: ReplicaId, to: ReplicaId): number {
  const back = (from - to + replicas.length) % replicas.length;
  if (back === 2) return level.past;
  const isNear = back === 1 || back === replicas.length - 1;
  return isNear && level.crowded ? Math.max(level.bow, NEAR_BOW) : level.bow;
}

/** True when a mark on the curve is seen whole all the way. */
function isInside(curve: Curve, { width, height }: Layout): boolean {
  return [0.2, 0.4, 0.5, 0.6, 0.8].every((share) => {
    const { x, y } = pointAt(curve, share);
    return x > MARK_ROOM && y > MARK_ROOM && x < width - MARK_ROOM && y < height - MARK_ROOM;
  });
}

/** The least distance of a curve from some points. */
function clearance(curve: Curve, points: readonly Point[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (let share = 0.1; share < 1; share += 0.1) {
    const on = pointAt(curve, share);
    for (const point of points) least = Math.min(least, Math.hypot(on.x - point.x, on.y - point.y));
  }
  return least;
}

/** Text stands outside the ring, where no link passes. */
export function labelSide(layout: Layout, id: ReplicaId): LabelSide {
  const angle = angleOf(id, layout.replicas.length);
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
  const half = layout.level.glyph / 2;
  if (layout.compact && layout.level.detail === 'name' && Math.abs(dx) > 0.5) {
    // Below it the next glyph would lie over it.
    return { anchor: dx > 0 ? 'start' : 'end', x: Math.sign(dx) * (half + 4), y: 0, grow: 'centre' };
  }
  if (layout.compact) {
    return dy < -0.9
      ? { anchor: 'middle', x: 0, y: -half - 8, grow: 'up' }
      : { anchor: 'middle', x: 0, y: half + 16, grow: 'down' };
  }
  const aside = layout.level.detail === 'name' ? 0.42 : 0.3;
  if (dx > aside) return { anchor: 'start', x: half + 12, y: 0, grow: 'centre' };
  if (dx < -aside) return { anchor: 'end', x: -half - 12, y: 0, grow: 'centre' };
  // A name alone fits above and below, where no neighbour is.
  if (layout.level.detail === 'name') {
    return dy < 0
      ? { anchor: 'middle', x: 0, y: -half - 6, grow: 'up' }
      : { anchor: 'middle', x: 0, y: half + 14, grow: 'down' };
  }
  return { anchor: 'start', x: half + 14, y: dy < 0 ? 8 - half : 8, grow: 'down' };
}

/** From where a replica's words begin to the edge of the stage that they run towards. */
export function labelRoom(layout: Layout, id: ReplicaId): number {
  const { anchor, x } = labelSide(layout, id);
  const start = (layout.replicas[id] ?? layout.centre).x + x;
  const [left, right] = [start - EDGE, layout.width - EDGE - start];
  return anchor === 'start' ? right : anchor === 'end' ? left : 2 * Math.min(left, right);
}

/** From where its words begin down to the edge of the stage. */
export function labelDrop(layout: Layout, id: ReplicaId): number {
  return layout.height - EDGE - (layout.replicas[id] ?? layout.centre).y - labelSide(layout, id).y;
}

function clientIndex(layout: Layout, client: ClientId): number {
  return Math.min(Number(client.slice(1)), layout.clients.length - 1);
}

function clientPlaces(count: number, ring: Ring, size: number, compact: boolean): Point[] {
  const { centre, radius, glyph } = ring;
  const rim = { x: centre.x - radius - glyph / 2, y: centre.y - radius - glyph / 2 };
  // One client has up to five lines of text above it.
  if (compact && count === 1) return [{ x: size + 16, y: size + 92 }];
  if (compact || count > 1) {
    const x = Math.max(size + 16, rim.x - 120);
    const top = compact ? size + 12 : Math.max(size + 16, rim.y);
    // Their counts stand below them where there is little room, else beside them.
    const pitch = 2 * size + (compact ? 26 : 14);
    return Array.from({ length: count }, (_, index) => ({ x, y: top + index * pitch }));
  }
  return [{ x: Math.max(size + 16, rim.x - 150), y: Math.max(116, rim.y + 84) }].slice(0, count);
}

interface Ring {
  readonly centre: Point;
  readonly radius: number;
  readonly glyph: number;
}
