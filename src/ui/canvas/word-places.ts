/**
 * Room for words on the stage: each stands on the first free side of its mark, so that no word lies over
 * another, under a replica or in its label. What has no room is left out where hovering says it, too.
 */
import { ASCENT, around, type Box, meets, wordBoxes } from '../stage/boxes.ts';
import { type Curve, type Point, pointAt } from '../stage/curve.ts';
import type { Layout } from '../stage/geometry.ts';
import type { Palette } from '../tokens.ts';
import { drawWords } from './draw-words.ts';

type Pen = CanvasRenderingContext2D;

/** Height of a line of words. */
const HIGH = 16;
/** More words than this in one picture tell nobody anything. */
const MOST = 60;
/** Of so many marks words cannot keep clear. */
const MARKS_MOST = 400;
/** From a mark to the box around the one that is next. */
const GATE = 5;
/** Where words of a link are tried, as shares of its way: near the sender first, where links lie apart. */
const LINK_SHARES = [0.3, 0.5, 0.4, 0.6, 0.2, 0.7, 0.8] as const;
/** From a link to its words. */
const LINK_ROOM = 3;

interface Placing {
  readonly side: 1 | -1;
  /** From the point to the words. */
  readonly room: number;
  /** A direction of length 1 that is tried first. */
  readonly inward?: Point | null;
  /** `must` be said, or `may` where they lie over nothing. */
  readonly need: 'must' | 'may';
}

/** Where words begin, and the box they fill. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

export class WordPlaces {
  private readonly taken: Box[];
  /** Marks on their way: words stand beside them too. */
  private marks: readonly Box[] = [];
  private readonly layout: Layout;
  private count = 0;

  constructor(layout: Layout) {
    this.layout = layout;
    this.taken = [...standing(layout)];
  }

  /** Keeps words off these marks. */
  avoid(marks: readonly (Point & { readonly size: number; readonly next: boolean })[]): void {
    if (marks.length > MARKS_MOST) return;
    this.marks = marks.map((mark) => around(mark, mark.size / 2 + (mark.next ? GATE : 1)));
  }

  /**
   * Draws words beside a point: in the wanted direction, on one side of it, on the other, below, above. When
   * none is free they are left out, or if they must be said stand at a corner, over as few marks as can be.
   * @returns whether they were said
   */
  draw(
    pen: Pen,
    text: string,
    at: Point,
    palette: Palette,
    { side, room, inward = null, need }: Placing,
  ): boolean {
    if (this.count >= MOST) return false;
    const width = widthOf(pen, text);
    const place = (x: number, y: number): Place => ({ x, y, box: boxOf(x, y, width) });
    const beside = (to: 1 | -1, down = 0) =>
      place(to === 1 ? at.x + room : at.x - room - width, at.y + 4 + down);
    const places = [
      ...(inward === null ? [] : [0, HIGH].map((far) => place(...towards(at, inward, room + far, width)))),
      beside(side),
      beside(side === 1 ? -1 : 1),
      place(at.x - width / 2, at.y + room + ASCENT),
      place(at.x - width / 2, at.y - room - 4),
      // At a corner words may seem to belong to another mark: only for what must be said.
      ...(need === 'may' ? [] : [HIGH, -HIGH]).flatMap((down) => [
        beside(side, down),
        beside(side === 1 ? -1 : 1, down),
      ]),
    ];
    return this.say(pen, text, palette, places, need) !== null;
  }

  /**
   * Words of a link, beside it on either hand: where they stood before while there is room, else at the first
   * of some shares of its way that has it.
   * @param key of the link
   */
  along(pen: Pen, text: string, curve: Curve, palette: Palette, key: string): boolean {
    const width = widthOf(pen, text);
    const places = LINK_SHARES.flatMap((share) => {
      const { x, y } = pointAt(curve, share);
      const [before, after] = [pointAt(curve, share - 0.02), pointAt(curve, share + 0.02)];
      const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
      const aside = { x: (before.y - after.y) / length, y: (after.x - before.x) / length };
      return [aside, { x: -aside.x, y: -aside.y }].map((to): Place => {
        const [left, baseline] = towards({ x, y }, to, LINK_ROOM, width);
        return { x: left, y: baseline, box: boxOf(left, baseline, width) };
      });
    });
    const last = lastAlong.get(key) ?? 0;
    const inTurn = [...places.slice(last, last + 1), ...places];
    const said = this.say(pen, text, palette, inTurn, 'may');
    const at = said === null ? -1 : places.findIndex(({ x, y }) => x === said.x && y === said.y);
    if (at >= 0) lastAlong.set(key, at);
    return said !== null;
  }

  private say(
    pen: Pen,
    text: string,
    palette: Palette,
    places: readonly Place[],
    need: Placing['need'],
  ): Place | null {
    const free = places.filter(({ box }) => this.isFree(box));
    const over = ({ box }: Place) => this.marks.filter((mark) => meets(box, mark)).length;
    const found = free.find((place) => over(place) === 0);
    const forced = [...free].sort((a, b) => over(a) - over(b))[0] ?? places[0];
    const chosen = found ?? (need === 'must' ? forced : undefined);
    if (chosen === undefined) return null;
    this.taken.push(chosen.box);
    this.count += 1;
    drawWords(pen, text, chosen.x, chosen.y, palette);
    return chosen;
  }

  private isFree(box: Box): boolean {
    const { width, height } = this.layout;
    if (box.left < 0 || box.top < 0 || box.right > width || box.bottom > height) return false;
    return this.taken.every((other) => !meets(box, other));
  }
}

/** At which of its places the words of a link stood last. */
const lastAlong = new Map<string, number>();

function widthOf(pen: Pen, text: string): number {
  pen.font = '12px system-ui, sans-serif';
  return pen.measureText(text).width;
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
