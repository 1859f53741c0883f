/**
 * The shapes of messages as paths around a centre: shape says what kind of act, hue which vote round
 * (VISUAL 3). Nothing rotates; direction is the link's.
 */
import type { Shape } from '../../kernel/present.ts';

type Pen = Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo' | 'closePath' | 'arc' | 'rect'>;

/** Adds one shape to the current path; `size` is its height or width, whichever is larger. */
export function traceShape(pen: Pen, shape: Shape, x: number, y: number, size: number): void {
  const half = size / 2;
  if (shape === 'disc') {
    pen.moveTo(x + half * 0.95, y);
    pen.arc(x, y, half * 0.95, 0, 2 * Math.PI);
    return;
  }
  const corners = CORNERS[shape];
  for (let index = 0; index < corners.length; index += 2) {
    const [dx = 0, dy = 0] = [corners[index], corners[index + 1]];
    if (index === 0) pen.moveTo(x + dx * half, y + dy * half);
    else pen.lineTo(x + dx * half, y + dy * half);
  }
  pen.closePath();
}

/** Corners in units of half the size: x, y, x, y, … */
const CORNERS: Readonly<Record<Exclude<Shape, 'disc'>, readonly number[]>> = {
  tag: [-1, -0.6, 0.4, -0.6, 1, 0, 0.4, 0.6, -1, 0.6],
  'tag-left': [1, -0.6, -0.4, -0.6, -1, 0, -0.4, 0.6, 1, 0.6],
  square: [-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85],
  triangle: [0, -1, 1, 0.8, -1, 0.8],
  hexagon: [-0.5, -0.87, 0.5, -0.87, 1, 0, 0.5, 0.87, -0.5, 0.87, -1, 0],
  diamond: [0, -1.1, 1.1, 0, 0, 1.1, -1.1, 0],
  bar: [-1, -0.4, 1, -0.4, 1, 0.4, -1, 0.4],
};
