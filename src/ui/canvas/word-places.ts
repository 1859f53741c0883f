/**
 * Room for words on the stage: each stands on the first free side of its mark, so that no word lies over
 * another, under a replica or in its label. What has no room is left out where hovering says it, too.
 */
import { ASCENT, around, type Box, meets, wordBoxes } from '../stage/boxes.ts';
import type { Point } from '../stage/curve.ts';
import type { Layout } from '../stage/geometry.ts';
import type { Palette } from '../tokens.ts';
import { drawWords } from './draw-words.ts';

type Pen = CanvasRenderingContext2D;

/** Height of a line of words. */
const HIGH = 16;
/** More words than this in one picture tell nobody anything. */
const MOST = 60;
/** From a mark to the box around the one that is next. */
const GATE = 5;

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

/** Where words begin whose box touches a circle around a point in one direction. */
function towards(at: Point, { x, y }: Point, room: number, width: number): [number, number] {
  const reach =
    room + 1 + Math.min(width / 2 / Math.max(Math.abs(x), 0.01), HIGH / 2 / Math.max(Math.abs(y), 0.01));
  return [at.x + x * reach - width / 2, at.y + y * reach + ASCENT - HIGH / 2];
}

function boxOf(x: number, baseline: number, width: number): Box {
  return { left: x - 2, top: baseline - ASCENT, right: x + width + 2, bottom: baseline - ASCENT + HIGH };
}

/** Replicas with their labels, and clients. */
function standing(layout: Layout): Box[] {
  return [
    // Words may reach into the corners of the square around a glyph.
    ...layout.replicas.map((place) => around(place, layout.level.glyph * 0.42)),
    ...layout.clients.map((place) => around(place, layout.clientRadius)),
    ...wordBoxes(layout),
  ];
}
