/**
 * A pen that speaks of along and across, so that the same drawing works upright and turned. Text is never
 * turned.
 */
import type { Shape } from '../../kernel/present.ts';
import { traceShape } from '../canvas/shapes.ts';

export type Pen = CanvasRenderingContext2D;

export const FONT = '12px system-ui, sans-serif';

export interface Ink {
  readonly pen: Pen;
  move(along: number, across: number): void;
  line(along: number, across: number): void;
  box(along: number, across: number, long: number, broad: number): void;
  shape(shape: Shape, along: number, across: number, size: number): void;
  dot(along: number, across: number, radius: number): void;
  /** One straight line with the present stroke. */
  stroke(a0: number, c0: number, a1: number, c1: number): void;
  text(words: string, along: number, across: number): void;
  /** With a rim in the present stroke, so that no line crosses it. */
  haloed(words: string, along: number, across: number): void;
}

export function createInk(pen: Pen, turned: boolean): Ink {
  const ink: Ink = {
    pen,
    move: turned ? (a, c) => pen.moveTo(c, a) : (a, c) => pen.moveTo(a, c),
    line: turned ? (a, c) => pen.lineTo(c, a) : (a, c) => pen.lineTo(a, c),
    box: turned
      ? (a, c, long, broad) => pen.fillRect(c, a, broad, long)
      : (a, c, long, broad) => pen.fillRect(a, c, long, broad),
    shape: (shape, a, c, size) => traceShape(pen, shape, turned ? c : a, turned ? a : c, size),
    dot(a, c, radius) {
      const [x, y] = turned ? [c, a] : [a, c];
      pen.moveTo(x + radius, y);
      pen.arc(x, y, radius, 0, 2 * Math.PI);
    },
    stroke(a0, c0, a1, c1) {
      pen.beginPath();
      ink.move(a0, c0);
      ink.line(a1, c1);
      pen.stroke();
    },
    haloed(words, a, c) {
      pen.lineJoin = 'round';
      pen.strokeText(words, turned ? c : a, turned ? a : c);
      ink.text(words, a, c);
    },
    text: (words, a, c) => pen.fillText(words, turned ? c : a, turned ? a : c),
  };
  return ink;
}

/** Width of words in {@link FONT}, which the pen must have; measured once, because every frame asks again. */
export function widthOf(pen: Pen, words: string): number {
  const known = widths.get(pen) ?? new Map<string, number>();
  widths.set(pen, known);
  const found = known.get(words);
  if (found !== undefined) return found;
  if (known.size > WIDTHS_MOST) known.clear();
  const { width } = pen.measureText(words);
  known.set(words, width);
  return width;
}

/** Where time runs downward lanes are narrow: "pre-prepared" in two lines, each end at its hyphen. */
export function stacked(words: string): readonly string[] {
  return words.split(/(?<=-)/);
}

/** Distance of two such lines. */
export const LINE = 13;

const WIDTHS_MOST = 2_000;
const widths = new WeakMap<Pen, Map<string, number>>();

/**
 * Fits the canvas to its box in device pixels and clears it; `data-zoom` says how much larger it is shown.
 */
export function prepare(pen: Pen, width: number, height: number): void {
  const { canvas } = pen;
  const ratio = (window.devicePixelRatio || 1) * Number(canvas.dataset.zoom ?? 1);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w) canvas.width = w;
  if (canvas.height !== h) canvas.height = h;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
}
