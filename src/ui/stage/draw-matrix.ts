/**
 * The matrix of links on a canvas: the newest message of each link, replicas on the diagonal, cuts hatched.
 */
import type { MessageStyle } from '../../kernel/present.ts';
import type { Flight, Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { traceShape } from '../canvas/shapes.ts';
import type { Palette } from '../tokens.ts';

/** Room for the numbers, px. */
export const MARGIN = 28;

interface MatrixDrawing {
  readonly frame: Frame;
  readonly info: RunInfo;
  /** By link, "from>to". */
  readonly newest: ReadonlyMap<string, Flight>;
  /** The selected replica, or the id of the selected message. */
  readonly chosen: number | string | null;
  readonly palette: Palette;
  /** Length of the square, px. */
  readonly side: number;
}

/** The message sent last on each link between replicas. */
export function newestByLink(frame: Frame): ReadonlyMap<string, Flight> {
  const newest = new Map<string, Flight>();
  for (const flight of frame.inFlight) {
    if (typeof flight.from !== 'number' || typeof flight.to !== 'number') continue;
    const link = `${flight.from}>${flight.to}`;
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

export function drawMatrix(pen: CanvasRenderingContext2D, drawing: MatrixDrawing): void {
  const { frame, info, newest, palette, side } = drawing;
  const cell = (side - MARGIN) / info.replicas;
  pen.clearRect(0, 0, side, side);
  drawSeats(pen, drawing, cell);
  const middle = (index: number) => MARGIN + (index + 0.5) * cell;
  pen.strokeStyle = palette.line;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const [from, to] of frame.cuts) {
    if (typeof from !== 'number' || typeof to !== 'number') continue;
    pen.moveTo(middle(to) - cell * 0.3, middle(from) + cell * 0.3);
    pen.lineTo(middle(to) + cell * 0.3, middle(from) - cell * 0.3);
  }
  pen.stroke();
  const styles = new Map<string, MessageStyle>(info.protocol.messages.map((style) => [style.type, style]));
  const byType = new Map<string, Flight[]>();
  for (const flight of newest.values()) {
    const group = byType.get(flight.summary.type);
    if (group === undefined) byType.set(flight.summary.type, [flight]);
    else group.push(flight);
  }
  for (const [type, flights] of byType) {
    const style = styles.get(type);
    pen.fillStyle = palette[style?.hue ?? 'neutral'];
    pen.beginPath();
    for (const { from, to } of flights)
      traceShape(pen, style?.shape ?? 'disc', middle(Number(to)), middle(Number(from)), cell * 0.8);
    pen.fill();
  }
}

function drawSeats(pen: CanvasRenderingContext2D, drawing: MatrixDrawing, cell: number): void {
  const { frame, chosen, newest, palette, side } = drawing;
  pen.font = '11px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  const every = Math.ceil(16 / cell);
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
    if (id % every !== 0 && id !== chosen) continue;
    pen.fillStyle = palette.ink;
    pen.textAlign = 'right';
    pen.fillText(String(id), MARGIN - 6, start + cell / 2);
    pen.textAlign = 'center';
    pen.fillText(String(id), start + cell / 2, MARGIN / 2);
  }
  const flight = [...newest.values()].find(({ id }) => id === chosen);
  if (flight === undefined) return;
  pen.strokeStyle = palette.proposal;
  pen.lineWidth = 2;
  pen.strokeRect(
    MARGIN + Number(flight.to) * cell - 1,
    MARGIN + Number(flight.from) * cell - 1,
    cell + 2,
    cell + 2,
  );
}
