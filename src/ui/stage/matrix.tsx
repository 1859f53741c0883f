/**
 * From 32 replicas on a ring says nothing: an n × n table of links, row sends to column, each cell the newest message
 * on that link. The table of replicas beside it keeps every replica reachable.
 */
import { useEffect, useRef } from 'react';
import type { MessageStyle } from '../../kernel/present.ts';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { printable } from '../canvas/printable.ts';
import { traceShape } from '../canvas/shapes.ts';
import { useSize } from '../hooks/use-size.ts';
import { usePalette } from '../hooks/use-theme.ts';
import { listed } from '../speech.ts';
import type { Palette } from '../tokens.ts';

interface MatrixProps {
  readonly frame: Frame;
  readonly info: RunInfo;
}

const MARGIN = 28;

export function LinkMatrix({ frame, info }: MatrixProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const palette = usePalette();
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (canvas.current === null || !pen || size === null) return;
    const side = Math.floor(Math.min(size.width, size.height)) - 8;
    const scale = window.devicePixelRatio || 1;
    canvas.current.width = side * scale;
    canvas.current.height = side * scale;
    canvas.current.style.width = `${side}px`;
    canvas.current.style.height = `${side}px`;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    drawMatrix(pen, frame, info, palette, side);
    printable(canvas.current, () => ({
      width: side,
      height: side,
      draw: (other, colours) => drawMatrix(other, frame, info, colours, side),
    }));
  }, [frame, info, palette, size]);
  const words = frame.inFlight.length === 0 ? 'no message is in flight' : listed(frame.inFlight);
  return (
    <div className="matrix" data-figure="Stage" ref={box}>
      <canvas ref={canvas} role="img" aria-label={`Links as a matrix, row sends to column: ${words}`} />
    </div>
  );
}

function drawMatrix(
  pen: CanvasRenderingContext2D,
  frame: Frame,
  info: RunInfo,
  palette: Palette,
  side: number,
): void {
  const styles = new Map<string, MessageStyle>(info.protocol.messages.map((style) => [style.type, style]));
  const cell = (side - MARGIN) / info.replicas;
  pen.clearRect(0, 0, side, side);
  pen.font = '11px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  for (const replica of frame.replicas) {
    const middle = MARGIN + (replica.id + 0.5) * cell;
    pen.fillStyle = replica.status === 'up' ? palette.muted : palette.hair;
    pen.fillRect(MARGIN + replica.id * cell, MARGIN + replica.id * cell, cell - 1, cell - 1);
    pen.fillStyle = palette.ink;
    if (replica.id % Math.ceil(16 / cell) !== 0) continue;
    pen.textAlign = 'right';
    pen.fillText(String(replica.id), MARGIN - 6, middle);
    pen.textAlign = 'center';
    pen.fillText(String(replica.id), middle, MARGIN / 2);
  }
  for (const { from, to, summary } of frame.inFlight) {
    if (typeof from !== 'number' || typeof to !== 'number') continue;
    const style = styles.get(summary.type);
    pen.fillStyle = palette[style?.hue ?? 'neutral'];
    pen.beginPath();
    traceShape(
      pen,
      style?.shape ?? 'disc',
      MARGIN + (to + 0.5) * cell,
      MARGIN + (from + 0.5) * cell,
      cell * 0.8,
    );
    pen.fill();
  }
}
