/** Words on the canvas: ink with a rim of paper, so that a line behind them does not cross them. */
import type { Palette } from '../tokens.ts';

export function drawWords(
  pen: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  palette: Palette,
): void {
  pen.textAlign = 'start';
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
