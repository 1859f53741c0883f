/**
 * From 32 replicas on a ring says nothing: an n × n table of links, row sends to column, each cell the newest
 * message on that link. A cell opens its message, a number its replica; the tables beside it reach all of
 * them by keyboard.
 */
import { type MouseEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';
import { printable } from '../canvas/printable.ts';
import { useSize } from '../hooks/use-size.ts';
import { useActions, useUi } from '../hooks/use-store.ts';
import { usePalette } from '../hooks/use-theme.ts';
import { namedSeats, seatName } from '../panels/words.ts';
import { listed } from '../speech.ts';
import { cellAt, drawMatrix, linkNumber, MARGIN, type NewestByLink, newestByLink } from './draw-matrix.ts';
import { delayWords } from './link-words.ts';

interface MatrixProps {
  readonly frame: Frame;
  readonly info: RunInfo;
}

export function LinkMatrix({ frame, info }: MatrixProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const { select, openFaultMenu } = useActions();
  const selection = useUi((state) => state.selection);
  const newest = useMemo(() => newestByLink(frame), [frame]);
  const [tip, setTip] = useState('');
  const side = size === null ? 0 : Math.floor(Math.min(size.width, size.height - 24)) - 8;
  useDrawing(canvas, side, { frame, info, newest, chosen: chosenOf(selection) });
  const pointed = (event: MouseEvent<HTMLCanvasElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    // As a thumbnail it is shown smaller than it is drawn.
    const shrunk = side / Math.max(1, width);
    return cellAt((event.clientX - left) * shrunk, (event.clientY - top) * shrunk, side, info.replicas);
  };
  const onClick = (event: MouseEvent<HTMLCanvasElement>) => {
    const cell = pointed(event);
    if (cell === null) return;
    const flight = newest.get(linkNumber(cell.from, cell.to));
    if (flight !== undefined) select({ kind: 'message', id: flight.id });
    else if (cell.from === cell.to) select({ kind: 'replica', replica: cell.from });
  };
  const words = frame.inFlight.length === 0 ? 'no message is in flight' : listed(frame.inFlight);
  return (
    <div className="matrix" data-figure="Stage" ref={box}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Links as a matrix, row sends to column: ${words}`}
        onClick={onClick}
        onMouseMove={(event) => setTip(tipOf(pointed(event), frame, info, newest))}
        onMouseLeave={() => setTip('')}
        onContextMenu={(event) => {
          const cell = pointed(event);
          if (cell === null || cell.from !== cell.to) return;
          event.preventDefault();
          openFaultMenu(cell.from, event.currentTarget);
        }}
      />
      <p className="matrix-tip" aria-hidden="true">
        {tip === '' ? `row sends to column; the diagonal is the replicas${unusual(frame)}` : tip}
      </p>
    </div>
  );
}

interface Drawing extends MatrixProps {
  readonly newest: NewestByLink;
  readonly chosen: number | string | null;
}

function useDrawing(canvas: RefObject<HTMLCanvasElement | null>, side: number, drawing: Drawing): void {
  const palette = usePalette();
  const { frame, info, newest, chosen } = drawing;
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (canvas.current === null || !pen || side <= MARGIN) return;
    const scale = window.devicePixelRatio || 1;
    const pixels = Math.round(side * scale);
    // Setting them makes a new picture, even to what they are.
    if (canvas.current.width !== pixels) canvas.current.width = pixels;
    if (canvas.current.height !== pixels) canvas.current.height = pixels;
    canvas.current.style.width = `${side}px`;
    canvas.current.style.height = `${side}px`;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    drawMatrix(pen, { frame, info, newest, chosen, palette, side });
    printable(canvas.current, () => ({
      width: side,
      height: side,
      draw: (other, colours) => drawMatrix(other, { frame, info, newest, chosen, palette: colours, side }),
    }));
  }, [canvas, side, frame, info, newest, chosen, palette]);
}

function chosenOf(
  selection: { readonly kind: string; readonly replica?: number; readonly id?: string } | null,
): number | string | null {
  if (selection?.kind === 'replica') return selection.replica ?? null;
  return selection?.kind === 'message' ? (selection.id ?? null) : null;
}

function tipOf(
  cell: { readonly from: number; readonly to: number } | null,
  frame: Frame,
  info: RunInfo,
  newest: NewestByLink,
): string {
  if (cell === null) return '';
  const replica = frame.replicas[cell.from];
  if (cell.from === cell.to) {
    const waits = replica?.waiting == null ? '' : `, ${namedSeats(replica.waiting)}`;
    return `${seatName(cell.from)}: ${replica?.status ?? ''}${waits}`;
  }
  const flight = newest.get(linkNumber(cell.from, cell.to));
  const link = `${seatName(cell.from)} → ${seatName(cell.to)}`;
  const takes = delayWords(frame, [cell.from, cell.to], info.delayMs);
  return `${link}, ${takes}: ${flight === undefined ? 'nothing on its way' : flight.summary.text}`;
}

/** What the signs of links mean, of those that there are now. */
function unusual({ cuts, links }: Frame): string {
  const signs = [
    cuts.length > 0 ? 'struck through: cut' : '',
    links.some(({ delay }) => delay !== null) ? 'bar on the left: another delay' : '',
    links.some(({ lossRate }) => (lossRate ?? 0) > 0) ? 'bar below: loses messages' : '',
  ].filter((sign) => sign !== '');
  return signs.length === 0 ? '' : `; ${signs.join(', ')}`;
}
