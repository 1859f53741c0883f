/**
 * The layer of messages in flight: `create → {update, destroy}`. It pulls the scene by a getter whenever the loop paints
 * and remembers where it drew what, for the pointer.
 */

import { type Point, pointAt } from '../stage/curve.ts';
import { curveOf } from '../stage/geometry.ts';
import type { Palette } from '../tokens.ts';
import { drawFates, drawMarks, type FateMark } from './draw-marks.ts';
import type { Loop } from './loop.ts';
import { type Mark, markAt, placeMarks, type Scene } from './placement.ts';
import { type PrintScene, printable } from './printable.ts';

export interface MessageLayer {
  /** Draws again: something other than the time changed. */
  update(): void;
  /** The mark under a point of the stage, in drawing units. */
  hit(point: Point): Mark | null;
  destroy(): void;
}

export interface LayerView extends Scene {
  readonly palette: Palette;
}

/** Half of the 24 px that a target measures. */
const REACH = 12;

export function createMessageLayer(
  canvas: HTMLCanvasElement,
  loop: Loop,
  view: () => LayerView | null,
): MessageLayer {
  const pen = canvas.getContext('2d');
  let marks: readonly Mark[] = [];
  const paint = (): void => {
    const scene = view();
    if (pen === null || scene === null) return;
    const { layout, palette } = scene;
    const scale = (window.devicePixelRatio || 1) * layout.zoom;
    sizeTo(canvas, layout.width * scale, layout.height * scale);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, layout.width, layout.height);
    marks = placeMarks(scene);
    drawMarks(pen, marks, palette);
    drawFates(pen, fateMarks(scene), palette);
  };
  printable(canvas, () => printOf(view()));
  const stopPainting = loop.paint(paint);
  return {
    update: () => loop.invalidate(),
    hit: (point) => markAt(marks, point, REACH),
    destroy: stopPainting,
  };
}

/** The same marks on another pen. */
function printOf(scene: LayerView | null): PrintScene | null {
  if (scene === null) return null;
  const { width, height } = scene.layout;
  const draw: PrintScene['draw'] = (pen, palette) => {
    drawMarks(pen, placeMarks(scene), palette);
    drawFates(pen, fateMarks(scene), palette);
  };
  return { width, height, draw };
}

/** Refused at the receiver's rim with the code, dropped halfway along the link. */
export function fateMarks({ frame, layout }: Scene): FateMark[] {
  return frame.fates.flatMap((fate) => {
    if (fate.fate === 'taken') return [];
    const curve = curveOf(layout, fate.from, fate.to);
    const refused = fate.fate === 'refused';
    const why = fate.why ?? fate.fate;
    return [
      {
        kind: refused ? 'refused' : 'dropped',
        why,
        ...pointAt(curve, refused || fate.fate === 'crashed' ? 0.97 : 0.5),
      } as const,
    ];
  });
}

function sizeTo(canvas: HTMLCanvasElement, width: number, height: number): void {
  const [w, h] = [Math.round(width), Math.round(height)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
}
