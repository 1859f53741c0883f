/**
 * Where everything stands: R0 at 12 o'clock and the rest clockwise, clients at the upper left (VISUAL 1).
 * Pure: the picture and the message layer both read it.
 */
import type { ClientId, Endpoint, ReplicaId } from '../../kernel/ids.ts';
import type { Point } from './curve.ts';
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
/** Radius of the ring on a phone (VISUAL 10). */
const PHONE_RADIUS = 118;
/** Words stay this far from the edge of the stage. */
const EDGE = 8;
/** Half the height of two or three lines of them. */
const WORDS_HALF = 24;
/** Of a usual request's lines. */
const ASKED_WIDE = 120;
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
/** Baseline of a name that begins at the edge of a thumbnail, where names are twice as large as laid out. */
const NAME_HIGH = 22;

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

/** Text stands outside the ring, where no link passes. */
export function labelSide(layout: Layout, id: ReplicaId): LabelSide {
  const angle = angleOf(id, layout.replicas.length);
  const [dx, dy] = [Math.sin(angle), -Math.cos(angle)];
  const half = layout.level.glyph / 2;
  const isTight = layout.level.detail === 'name' || layout.replicas.length > 5;
  if (layout.compact && isTight && Math.abs(dx) > 0.5) {
    // Below it the next glyph would lie over it, or it over messages.
    return { anchor: dx > 0 ? 'start' : 'end', x: Math.sign(dx) * (half + 4), y: 0, grow: 'centre' };
  }
  if (layout.compact) {
    return dy < -0.9
      ? { anchor: 'middle', x: 0, y: -half - 8, grow: 'up' }
      : { anchor: 'middle', x: 0, y: half + 16, grow: 'down' };
  }
  const aside = layout.level.detail === 'name' ? 0.42 : 0.3;
  if (dx > aside) return { anchor: 'start', x: half + 12, y: 0, grow: 'centre' };
  if (dx < -aside) {
    const low = liesBeside(layout, layout.replicas[id] ?? layout.centre);
    return { anchor: 'end', x: -half - 12, ...(low ? { y: 4, grow: 'down' } : { y: 0, grow: 'centre' }) };
  }
  // A thumbnail has no more room above its ring.
  const highest = NAME_HIGH - (layout.replicas[id]?.y ?? 0);
  // A name alone fits above and below, where no neighbour is.
  if (layout.level.detail === 'name') {
    return dy < 0
      ? { anchor: 'middle', x: 0, y: Math.max(-6 - half, highest), grow: 'up' }
      : { anchor: 'middle', x: 0, y: half + 14, grow: 'down' };
  }
  // Lower, messages between R0 and R1 would pass where its last lines stand.
  const bottom = layout.replicas.length < 8 ? 8 : 18;
  const top = Math.max(-4 - half, highest);
  return { anchor: 'start', x: half + 14, y: dy < 0 ? top : bottom, grow: 'down' };
}

/** True where words centred beside a replica would run into a single client, or what it asks for above. */
function liesBeside({ level, clients, clientRadius }: Layout, { x, y }: Point): boolean {
  const [client, ...more] = clients;
  if (client === undefined || more.length > 0 || level.detail === 'number') return false;
  const words = { left: x - level.glyph / 2 - ASIDE[level.detail], top: y - WORDS_HALF };
  const asked = { right: client.x - clientRadius + ASKED_WIDE, bottom: client.y - clientRadius };
  if (words.left < asked.right && words.top < asked.bottom) return true;
  return words.left < client.x + clientRadius && Math.abs(y - client.y) < clientRadius;
}

/** From where a replica's words begin to the edge of the stage that they run towards, or a client there. */
export function labelRoom(layout: Layout, id: ReplicaId): number {
  const { anchor, x, y } = labelSide(layout, id);
  const place = layout.replicas[id] ?? layout.centre;
  const start = place.x + x;
  // Where there are few lines: of more of them only some stand beside the client.
  const beside = (layout.level.detail === 'one-ring' ? layout.clients : [])
    .filter((at) => at.x < start && Math.abs(at.y - place.y - y) < layout.clientRadius + WORDS_HALF)
    .map((at) => at.x + layout.clientRadius);
  const [left, right] = [start - Math.max(0, ...beside) - EDGE, layout.width - EDGE - start];
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
  return [{ x: Math.max(size + EDGE, rim.x - 150), y: Math.max(116, rim.y + 84) }].slice(0, count);
}

interface Ring {
  readonly centre: Point;
  readonly radius: number;
  readonly glyph: number;
}
