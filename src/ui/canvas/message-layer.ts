/**
 * The layer of messages in flight: `create → {update, point, destroy}`. It pulls the scene by a getter
 * whenever the loop paints, keeps what does not move from paint to paint, and says what is under the pointer,
 * also when it is the mark that moves.
 */
import type { Point } from '../stage/curve.ts';
import { curveOf } from '../stage/link-curves.ts';
import { type LinkWords, linkKey } from '../stage/link-words.ts';
import type { Palette } from '../tokens.ts';
import { drawMarks } from './draw-marks.ts';
import { DROP_MS, drawFates, type FateMark, fateMarks } from './fates.ts';
import type { Loop } from './loop.ts';
import { type Mark, markAt } from './mark.ts';
import { type Cast, castOf, moveCast, type Scene } from './placement.ts';
import { type PrintScene, printable } from './printable.ts';
import { waveKey } from './waves.ts';
import { WordPlaces } from './word-places.ts';

/** Something on the canvas that can be pointed at. */
export interface Target {
  /** Of the message. */
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface MessageLayer {
  /** Draws again: something other than the time changed. */
  update(): void;
  /** Where the pointer is, in drawing units; null when it has left. Returns what is under it. */
  point(point: Point | null): Target | null;
  /** Where a message is now, and what it says; null when it is not on the canvas by itself. */
  find(id: string): Target | null;
  destroy(): void;
}

export interface LayerView extends Omit<Scene, 'split'> {
  readonly palette: Palette;
  /** What stands beside links. */
  readonly linkWords: readonly LinkWords[];
}

interface LayerOptions {
  readonly canvas: HTMLCanvasElement;
  readonly loop: Loop;
  readonly view: () => LayerView | null;
  /** Called when another target, or none, is under the pointer. */
  readonly onHover: (target: Target | null) => void;
}

/** Half of the 24 px that a target measures; a split broadcast stays split within the farther reach. */
const REACH = 12;
const SPLIT_REACH = 40;

export function createMessageLayer({ canvas, loop, view, onHover }: LayerOptions): MessageLayer {
  const pen = canvas.getContext('2d');
  const casting = createCasting();
  let fates: readonly FateMark[] = [];
  let shown: { readonly frame: Scene['frame']; readonly since: number } | null = null;
  let pointer: Point | null = null;
  let split: string | null = null;
  let hovered: Target | null = null;

  /** How long the fates of this frame have been on show; they move by themselves for a moment. */
  function ageOf({ frame, stepped }: LayerView): number {
    const now = performance.now();
    if (shown?.frame !== frame) {
      shown = { frame, since: now };
      if (frame.fates.some(({ fate }) => fate !== 'taken') && !stepped)
        loop.run((later) => later - now < DROP_MS + 20);
    }
    return stepped ? Number.POSITIVE_INFINITY : now - shown.since;
  }

  function paint(): void {
    const scene = view();
    if (pen === null || scene === null) return;
    const cast = casting.at(scene, split);
    fates = fateMarks(scene, ageOf(scene));
    clear(pen, scene.layout);
    drawAll(pen, cast, fates, scene, scene.palette);
    if (pointer !== null) hover();
  }

  function hover(): void {
    const marks = casting.marks();
    const target = pointer === null ? null : (markAt(marks, pointer, REACH) ?? fateAt(fates, pointer));
    const scene = view();
    const wave = pointer === null || scene === null ? null : waveUnder(scene, marks, pointer, target, split);
    if (wave !== split) {
      split = wave;
      loop.invalidate();
    }
    if (target?.id === hovered?.id && target?.text === hovered?.text) return;
    hovered = target;
    onHover(target);
  }

  printable(canvas, () => printOf(view(), (scene) => casting.at(scene, split)));
  const stopPainting = loop.paint(paint);
  return {
    update: () => loop.invalidate(),
    point(point) {
      pointer = point;
      hover();
      return hovered;
    },
    find: (id) => casting.marks().find((mark) => mark.id === id) ?? null,
    destroy: stopPainting,
  };
}

/** What ended just now has the first choice of room for its words, links have the last. */
function drawAll(
  pen: CanvasRenderingContext2D,
  cast: Pick<Cast, 'marks' | 'fronts'>,
  fates: readonly FateMark[],
  scene: LayerView,
  palette: Palette,
): void {
  const places = new WordPlaces(scene.layout);
  drawMarks(pen, cast, palette, places, () => drawFates(pen, fates, scene, palette, places));
  for (const { link, text } of scene.linkWords)
    places.along(pen, text, curveOf(scene.layout, ...link), palette, linkKey(link));
}

/** The same marks on another pen, for a figure; what falls or bounces has come to rest there. */
function printOf(
  scene: LayerView | null,
  at: (scene: LayerView) => Pick<Cast, 'marks' | 'fronts'>,
): PrintScene | null {
  if (scene === null) return null;
  const { width, height } = scene.layout;
  const draw: PrintScene['draw'] = (pen, palette) => {
    drawAll(pen, at(scene), fateMarks(scene, Number.POSITIVE_INFINITY), scene, palette);
  };
  return { width, height, draw };
}

/** Keeps what does not move from one painting to the next. */
function createCasting() {
  let cast: { readonly of: LayerView; readonly split: string | null; readonly value: Cast } | null = null;
  return {
    at(scene: LayerView, split: string | null): Cast {
      if (cast === null || cast.split !== split || !isSameCast(cast.of, scene))
        cast = { of: scene, split, value: castOf({ ...scene, split }) };
      moveCast(cast.value, scene);
      return cast.value;
    },
    marks: (): readonly Mark[] => cast?.value.marks ?? [],
  };
}

/**
 * The broadcast to draw singly: that of the mark under the pointer, or the split one while the pointer is
 * near it.
 */
function waveUnder(
  { frame, layout }: LayerView,
  marks: readonly Mark[],
  at: Point,
  target: Target | null,
  split: string | null,
): string | null {
  if (!layout.level.wavefront) return null;
  const near = target ?? (split === null ? null : markAt(marks, at, SPLIT_REACH));
  const flight = frame.inFlight.find(({ id }) => id === near?.id);
  if (flight === undefined) return null;
  return target !== null || waveKey(flight) === split ? waveKey(flight) : null;
}

/** As many pixels as the screen really has. */
function clear(pen: CanvasRenderingContext2D, { width, height, zoom }: Scene['layout']): void {
  const scale = (window.devicePixelRatio || 1) * zoom;
  sizeTo(pen.canvas, width * scale, height * scale);
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
}

/** True when nothing but the time is different. */
function isSameCast(a: LayerView, b: LayerView): boolean {
  return (
    a.frame === b.frame &&
    a.layout === b.layout &&
    a.styles === b.styles &&
    a.letters === b.letters &&
    a.named === b.named &&
    a.focus === b.focus &&
    a.selected === b.selected
  );
}

function fateAt(fates: readonly FateMark[], { x, y }: Point): FateMark | null {
  return fates.find((fate) => Math.hypot(fate.x - x, fate.y - y) <= REACH) ?? null;
}

function sizeTo(canvas: HTMLCanvasElement, width: number, height: number): void {
  const [w, h] = [Math.round(width), Math.round(height)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
}
