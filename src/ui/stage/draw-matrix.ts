/**
 * The matrix of links on a canvas: the newest message of each link, replicas on the diagonal, and what is
 * unusual about a link: a hatch where it is cut, a bar on the left where it has a delay of its own, one below
 * where it loses messages.
 */
import type { Hue, MessageStyle, Shape } from '../../kernel/present.ts';
import type { Flight, Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { traceShape } from '../canvas/shapes.ts';
import { type Brush, copyMarks, type Sized } from '../canvas/sprites.ts';
import type { Palette } from '../tokens.ts';

/** Room for the numbers, px. */
export const MARGIN = 28;

interface MatrixDrawing {
  readonly frame: Frame;
  readonly info: RunInfo;
  readonly newest: NewestByLink;
  /** The selected replica, or the id of the selected message. */
  readonly chosen: number | string | null;
  readonly palette: Palette;
  /** Length of the square, px. */
  readonly side: number;
}

/** The message sent last on each link between replicas, by {@link linkNumber}. */
export type NewestByLink = ReadonlyMap<number, Flight>;

type Pen = CanvasRenderingContext2D;

export function linkNumber(from: number, to: number): number {
  return from * 1_024 + to;
}

export function newestByLink(frame: Frame): NewestByLink {
  const newest = new Map<number, Flight>();
  for (const flight of frame.inFlight) {
    if (typeof flight.from !== 'number' || typeof flight.to !== 'number') continue;
    const link = linkNumber(flight.from, flight.to);
    const known = newest.get(link);
    if (known === undefined || flight.sentAt >= known.sentAt) newest.set(link, flight);
  }
  return newest;
}

/** Row sends to column; a number in the margin is the replica's own cell. Null outside. */
export function cellAt(
  x: number,
  y: number,
  side: number,
  replicas: number,
): { readonly from: number; readonly to: number } | null {
  const cell = (side - MARGIN) / replicas;
  const [column, row] = [Math.floor((x - MARGIN) / cell), Math.floor((y - MARGIN) / cell)];
  const inside = (index: number) => index >= 0 && index < replicas;
  if (inside(column) && inside(row)) return { from: row, to: column };
  if (x < MARGIN && inside(row)) return { from: row, to: row };
  return y < MARGIN && inside(column) ? { from: column, to: column } : null;
}

export function drawMatrix(pen: Pen, drawing: MatrixDrawing): void {
  const { info, side } = drawing;
  const cell = (side - MARGIN) / info.replicas;
  pen.clearRect(0, 0, side, side);
  drawSeats(pen, drawing, cell);
  drawLinks(pen, drawing, cell);
  drawMessages(pen, drawing, cell);
  drawChosen(pen, drawing, cell);
}

/** Cuts, delays and losses. */
function drawLinks(pen: Pen, { frame, palette }: MatrixDrawing, cell: number): void {
  const corner = (index: number) => MARGIN + index * cell;
  pen.strokeStyle = palette.line;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const [from, to] of frame.cuts) {
    if (typeof from !== 'number' || typeof to !== 'number') continue;
    pen.moveTo(corner(to) + cell * 0.1, corner(from) + cell * 0.9);
    pen.lineTo(corner(to) + cell * 0.9, corner(from) + cell * 0.1);
  }
  pen.stroke();
  pen.fillStyle = palette.ink;
  const bar = Math.max(1, Math.round(cell / 8));
  for (const { from, to, delay, lossRate } of frame.links) {
    if (typeof from !== 'number' || typeof to !== 'number') continue;
    const [x, y] = [corner(to), corner(from)];
    if (delay !== null) pen.fillRect(x, y, bar, cell - 1);
    if (lossRate !== null && lossRate > 0) pen.fillRect(x, y + cell - 1 - bar, cell - 1, bar);
  }
}

interface Cell extends Sized {
  readonly shape: Shape;
  readonly hue: Hue;
}

/** Flat marks, a copy of one picture per type: a path with thousands of corners takes far longer. */
function drawMessages(pen: Pen, { info, newest, palette }: MatrixDrawing, cell: number): void {
  const styles = new Map<string, MessageStyle>(info.protocol.messages.map((style) => [style.type, style]));
  const middle = (index: number) => MARGIN + (index + 0.5) * cell;
  const byType = new Map<string, Cell[]>();
  for (const { from, to, summary } of newest.values()) {
    const { shape = 'disc', hue = 'neutral' } = styles.get(summary.type) ?? {};
    const size = cell * 0.8;
    const one = { x: middle(Number(to)), y: middle(Number(from)), size, double: false, shape, hue };
    const cells = byType.get(summary.type);
    if (cells === undefined) byType.set(summary.type, [one]);
    else cells.push(one);
  }
  for (const [type, members] of byType) {
    // The pen of an exported figure copies no pictures.
    if ('drawImage' in pen) copyMarks(pen, { key: `cell ${type} ${cell}`, members }, palette, drawCell);
    else for (const one of members) drawCell(pen, one, palette);
  }
}

function drawCell(pen: Brush, { shape, hue, x, y, size }: Cell, palette: Palette): void {
  pen.fillStyle = palette[hue];
  pen.beginPath();
  traceShape(pen, shape, x, y, size);
  pen.fill();
}

function drawSeats(pen: Pen, { frame, chosen, palette, side }: MatrixDrawing, cell: number): void {
  pen.font = '12px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  // Numbers are as high as a line and, side by side, up to three digits wide.
  const [down, across] = [Math.ceil(16 / cell), Math.ceil(30 / cell)];
  for (const { id, status, glyph } of frame.replicas) {
    const start = MARGIN + id * cell;
    if (id === chosen) {
      pen.fillStyle = palette.band;
      pen.fillRect(MARGIN, start, side - MARGIN, cell);
      pen.fillRect(start, MARGIN, cell, side - MARGIN);
    }
    pen.fillStyle = glyph?.leader === id ? palette.ink : palette.line;
    if (status === 'up') pen.fillRect(start, start, cell - 1, cell - 1);
    else {
      pen.strokeStyle = palette.ink;
      pen.lineWidth = 1;
      pen.strokeRect(start + 0.5, start + 0.5, cell - 2, cell - 2);
    }
    pen.fillStyle = palette.ink;
    pen.textAlign = 'right';
    if (id % down === 0 || id === chosen) pen.fillText(String(id), MARGIN - 6, start + cell / 2);
    pen.textAlign = 'center';
    if (id % across === 0 || id === chosen) pen.fillText(String(id), start + cell / 2, MARGIN / 2);
  }
}

/** The selected message's cell. */
function drawChosen(pen: Pen, { newest, chosen, palette }: MatrixDrawing, cell: number): void {
  if (typeof chosen !== 'string') return;
  const flight = [...newest.values()].find(({ id }) => id === chosen);
  if (flight === undefined) return;
  pen.strokeStyle = palette.proposal;
  pen.lineWidth = 2;
  const [x, y] = [MARGIN + Number(flight.to) * cell, MARGIN + Number(flight.from) * cell];
  pen.strokeRect(x - 1, y - 1, cell + 2, cell + 2);
}
