/**
 * Draws marks in one path per kind: thousands of messages cost a few fills (measured: TOOLING 3). Also the fates of the
 * last event: a saltire where a message died, a circle-slash where it was refused.
 */

import type { Point } from '../stage/curve.ts';
import type { Palette } from '../tokens.ts';
import type { Mark } from './placement.ts';
import { traceShape } from './shapes.ts';

type Pen = CanvasRenderingContext2D;

export interface FateMark extends Point {
  readonly kind: 'refused' | 'dropped';
  readonly why: string;
}

const OUTLINE = 1.25;

export function drawMarks(pen: Pen, marks: readonly Mark[], palette: Palette): void {
  for (const batch of batches(marks)) drawBatch(pen, batch, palette);
  pen.fillStyle = palette.ink;
  pen.strokeStyle = palette.ink;
  for (const mark of marks) drawExtras(pen, mark, palette);
}

export function drawFates(pen: Pen, fates: readonly FateMark[], palette: Palette): void {
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 2;
  for (const fate of fates) {
    pen.beginPath();
    if (fate.kind === 'refused') {
      pen.arc(fate.x, fate.y, 7, 0, 2 * Math.PI);
      pen.moveTo(fate.x - 5, fate.y + 5);
      pen.lineTo(fate.x + 5, fate.y - 5);
    } else {
      pen.moveTo(fate.x - 6, fate.y - 6);
      pen.lineTo(fate.x + 6, fate.y + 6);
      pen.moveTo(fate.x + 6, fate.y - 6);
      pen.lineTo(fate.x - 6, fate.y + 6);
    }
    pen.stroke();
    words(pen, fate.why, fate.x + 12, fate.y + 4, palette);
  }
}

/** Ink with a rim of paper, so that a line behind it does not cross it. */
function words(pen: Pen, text: string, x: number, y: number, palette: Palette, side: 1 | -1 = 1): void {
  pen.textAlign = side === 1 ? 'start' : 'end';
  pen.font = '12px system-ui, sans-serif';
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = palette.paper;
  pen.strokeText(text, x, y);
  pen.fillStyle = palette.ink;
  pen.fillText(text, x, y);
  pen.strokeStyle = palette.ink;
  pen.textAlign = 'start';
}

/** Paper on the two dark hues, ink on the rest; on stripes the letter carries a rim of paper. */
function letter(pen: Pen, mark: Mark, palette: Palette): void {
  const text = mark.letter ?? '';
  const dark = mark.hue === 'proposal' || (mark.hue === 'neutral' && palette.ink === palette.onHue);
  pen.font = '600 11px system-ui, sans-serif';
  pen.textAlign = 'center';
  if (text !== 'A') {
    pen.lineJoin = 'round';
    pen.lineWidth = 3;
    pen.strokeStyle = palette.paper;
    pen.strokeText(text, mark.x, mark.y + 4);
  }
  pen.fillStyle = text === 'A' && !mark.hollow ? (dark ? palette.onAccent : palette.onHue) : palette.ink;
  pen.fillText(text, mark.x, mark.y + 4);
  pen.textAlign = 'start';
}

/** Solid for value A and whatever is not contested, stripes of the hue for the others. */
function filling(pen: Pen, mark: Mark, palette: Palette): string | CanvasPattern {
  if (mark.letter === null || mark.letter === 'A') return palette[mark.hue];
  const tile = document.createElement('canvas');
  tile.width = 4;
  tile.height = 4;
  const brush = tile.getContext('2d');
  if (brush === null) return palette[mark.hue];
  brush.fillStyle = palette.paper;
  brush.fillRect(0, 0, 4, 4);
  brush.fillStyle = palette[mark.hue];
  for (let step = 0; step < 4; step += 1) brush.fillRect(step, step, 2, 1);
  return pen.createPattern(tile, 'repeat') ?? palette[mark.hue];
}

function drawBatch(pen: Pen, batch: readonly Mark[], palette: Palette): void {
  const [first] = batch;
  if (first === undefined) return;
  pen.beginPath();
  for (const mark of batch) traceShape(pen, mark.shape, mark.x, mark.y, mark.size);
  pen.fillStyle = first.hollow ? palette.paper : filling(pen, first, palette);
  pen.fill();
  if (!first.outlined && !first.hollow) return;
  pen.lineWidth = first.hollow ? 2 : OUTLINE;
  pen.strokeStyle = first.hollow ? palette[first.hue] : palette.ink;
  pen.stroke();
  if (!first.double) return;
  pen.beginPath();
  for (const mark of batch) traceShape(pen, mark.shape, mark.x, mark.y, mark.size + 5);
  pen.lineWidth = OUTLINE;
  pen.strokeStyle = palette.ink;
  pen.stroke();
}

function drawExtras(pen: Pen, mark: Mark, palette: Palette): void {
  for (let pip = 0; pip < mark.pips; pip += 1) {
    pen.fillStyle = palette.ink;
    pen.fillRect(mark.x + mark.size / 2 + 1, mark.y - mark.size / 2 + pip * 6, 4, 4);
  }
  if (mark.letter !== null) letter(pen, mark, palette);
  if (mark.count > 1)
    words(pen, `×${mark.count}`, mark.x + mark.side * (mark.size / 2 + 3), mark.y + 4, palette, mark.side);
  if (mark.selected) {
    pen.lineWidth = 2;
    pen.strokeStyle = palette.proposal;
    pen.beginPath();
    pen.arc(mark.x, mark.y, mark.size / 2 + 6, 0, 2 * Math.PI);
    pen.stroke();
  }
  if (!mark.next) return;
  const reach = mark.size / 2 + 4;
  pen.lineWidth = 2;
  pen.strokeStyle = palette.ink;
  pen.strokeRect(mark.x - reach, mark.y - reach, 2 * reach, 2 * reach);
}

/** Marks that one fill and one stroke can draw together. */
function batches(marks: readonly Mark[]): Iterable<readonly Mark[]> {
  const kinds = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = `${mark.shape}${mark.hue}${mark.hollow}${mark.double}${mark.outlined}${mark.letter}`;
    const batch = kinds.get(key);
    if (batch === undefined) kinds.set(key, [mark]);
    else batch.push(mark);
  }
  return kinds.values();
}
