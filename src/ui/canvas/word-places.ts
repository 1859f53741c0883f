/**
 * Room for words on the stage: each stands on the first free side of its mark, so that no word lies over
 * another, under a replica or in its label. What has no room is left out where hovering says it, too.
 */
import type { Point } from '../stage/curve.ts';
import { type LabelSide, type Layout, labelSide } from '../stage/geometry.ts';
import type { Palette } from '../tokens.ts';
import { drawWords } from './draw-words.ts';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

type Pen = CanvasRenderingContext2D;

/** Height of a line of words, and how much of it lies above its baseline. */
const HIGH = 16;
const ASCENT = 12;
/** More words than this in one picture tell nobody anything. */
const MOST = 60;
/** From a mark to the box around the one that is next. */
const GATE = 5;
/** Extent of a replica's label by how much it says, px. */
const LABELS = { all: [132, 84], 'one-ring': [112, 52], name: [56, 18], number: [0, 0] } as const;

interface Placing {
  readonly side: 1 | -1;
  /** From the point to the words. */
  readonly room: number;
  /** A direction of length 1 that is tried first. */
  readonly inward?: Point | null;
  /** `must` be said, `may` lie over a mark, `spare`: others say the same. */
  readonly need: 'must' | 'may' | 'spare';
}

export class WordPlaces {
  private readonly taken: Box[];
  /** Marks on their way: words stand beside them too, where there is another place. */
  private marks: readonly Box[] = [];
  private readonly layout: Layout;
  private count = 0;

  constructor(layout: Layout) {
    this.layout = layout;
    this.taken = [...standing(layout)];
  }

  /** Keeps words off these marks; in a crowd there would be no place left. */
  avoid(marks: readonly (Point & { readonly size: number; readonly next: boolean })[]): void {
    if (marks.length > MOST) return;
    this.marks = marks.map((mark) => around(mark, mark.size / 2 + (mark.next ? GATE : 1)));
  }

  /**
   * Draws words beside a point: in the wanted direction, on one side of it, on the other, below or above;
   * when none is free, on the first side if they must be said.
   */
  draw(
    pen: Pen,
    text: string,
    at: Point,
    palette: Palette,
    { side, room, inward = null, need }: Placing,
  ): void {
    if (this.count >= MOST) return;
    pen.font = '12px system-ui, sans-serif';
    const { width } = pen.measureText(text);
    const start = (x: number, y: number) => ({ x, y, box: boxOf(x, y, width) });
    const beside = (to: 1 | -1) => start(to === 1 ? at.x + room : at.x - room - width, at.y + 4);
    const sides = [
      ...(inward === null ? [] : [0, HIGH].map((far) => start(...towards(at, inward, room + far, width)))),
      beside(side),
      beside(side === 1 ? -1 : 1),
      start(at.x - width / 2, at.y + room + ASCENT),
      start(at.x - width / 2, at.y - room - 4),
    ];
    const places = sides.filter(({ box }) => this.isFree(box));
    const clear = places.find(({ box }) => this.marks.every((mark) => !meets(box, mark)));
    const near = need === 'spare' ? undefined : places[0];
    const free = clear ?? near ?? (need === 'must' ? sides[0] : undefined);
    if (free === undefined) return;
    this.taken.push(free.box);
    this.count += 1;
    drawWords(pen, text, free.x, free.y, palette);
  }

  private isFree(box: Box): boolean {
    const { width, height } = this.layout;
    if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height) return false;
    return this.taken.every((other) => !meets(box, other));
  }
}

export function meets(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Where words begin whose box touches a circle around a point in one direction. */
function towards(at: Point, { x, y }: Point, room: number, width: number): [number, number] {
  const reach =
    room + 1 + Math.min(width / 2 / Math.max(Math.abs(x), 0.01), HIGH / 2 / Math.max(Math.abs(y), 0.01));
  return [at.x + x * reach - width / 2, at.y + y * reach + ASCENT - HIGH / 2];
}

function boxOf(x: number, baseline: number, width: number): Box {
  return { left: x - 2, top: baseline - ASCENT, right: x + width + 2, bottom: baseline - ASCENT + HIGH };
}

function around({ x, y }: Point, reach: number): Box {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}

/** Replicas with their labels, and clients. */
function standing(layout: Layout): Box[] {
  return [
    // Words may reach into the corners of the square around a glyph.
    ...layout.replicas.map((place) => around(place, layout.level.glyph * 0.42)),
    ...layout.replicas.map((place, id) => labelBox(place, labelSide(layout, id), layout)),
    ...layout.clients.map((place) => around(place, layout.clientRadius)),
    ...(layout.clients.length === 1 ? layout.clients.map((place) => requestBox(place, layout)) : []),
  ];
}

/** What a single client asks for stands above it. */
function requestBox({ x, y }: Point, { clientRadius, compact }: Layout): Box {
  const [left, bottom] = [x - clientRadius, y - clientRadius];
  return { left, top: bottom - 92, right: left + (compact ? 104 : 168), bottom };
}

function labelBox({ x, y }: Point, side: LabelSide, { compact, level }: Layout): Box {
  const [wide, high] = compact ? [72, 32] : LABELS[level.detail];
  const left = x + side.x - (side.anchor === 'start' ? 0 : side.anchor === 'middle' ? wide / 2 : wide);
  const top = y + side.y - (side.grow === 'down' ? ASCENT : side.grow === 'centre' ? high / 2 : high);
  return { left, top, right: left + wide, bottom: top + high };
}
