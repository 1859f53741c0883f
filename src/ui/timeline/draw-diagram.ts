/**
 * Draws a diagram on a canvas: bands, lanes, arrows one path per kind, then what stands on the lanes, then the playhead.
 * What lies before the playhead is in its hue, what lies after it is thin.
 */
import type { TimeUs } from '../../kernel/ids.ts';
import { traceShape } from '../canvas/shapes.ts';
import type { Palette } from '../tokens.ts';
import type { Arrow, Diagram } from './diagram.ts';

type Pen = CanvasRenderingContext2D;

export interface DiagramView {
  readonly width: number;
  readonly height: number;
  /** CSS px per network delay. */
  readonly scale: number;
  readonly palette: Palette;
  readonly cursor: number;
  readonly time: TimeUs;
}

/** Room for the lanes' names, and for the views' names above the lanes. */
export const LEFT = 48;
const TOP = 18;
/** The playhead stands at this share of the width when there is more than fits. */
const PLAYHEAD_AT = 0.75;
/** Less than this between two arrows' heads and the heads are left out. */
const HEADS_FROM = 9;

export function drawDiagram(pen: Pen, diagram: Diagram, view: DiagramView): void {
  const { width, height, palette } = view;
  pen.clearRect(0, 0, width, height);
  pen.save();
  pen.beginPath();
  pen.rect(LEFT, 0, width - LEFT, height);
  pen.clip();
  drawBands(pen, diagram, view);
  drawLanes(pen, diagram, view);
  drawFolds(pen, diagram, view);
  drawArrows(pen, diagram, view);
  drawDots(pen, diagram, view);
  const x = placer(diagram, view)(view.time);
  pen.strokeStyle = palette.proposal;
  pen.lineWidth = 2;
  line(pen, x, 0, x, height);
  pen.restore();
  drawNames(pen, diagram, view);
}

/** x of a time: the playhead keeps its place once the run is longer than the strip. */
export function placer(diagram: Diagram, { width, scale, time }: DiagramView): (at: TimeUs) => number {
  const { map } = diagram;
  const room = width - LEFT;
  const shift = Math.max(0, map.position(time) * scale - room * PLAYHEAD_AT);
  return (at) => LEFT + 8 + map.position(at) * scale - shift;
}

/** The time under an x. */
export function timeUnder(diagram: Diagram, view: DiagramView, x: number): TimeUs {
  const shift = Math.max(0, diagram.map.position(view.time) * view.scale - (view.width - LEFT) * PLAYHEAD_AT);
  return diagram.map.timeAt((x - LEFT - 8 + shift) / view.scale);
}

function pitchOf({ lanes }: Diagram, { height }: DiagramView): number {
  return Math.min(72, (height - TOP) / Math.max(1, lanes.length));
}

function laneY(diagram: Diagram, view: DiagramView): (lane: number) => number {
  const pitch = pitchOf(diagram, view);
  return (lane) => TOP + (lane + 0.5) * pitch;
}

function drawBands(pen: Pen, diagram: Diagram, view: DiagramView): void {
  const [x, y] = [placer(diagram, view), laneY(diagram, view)];
  const pitch = pitchOf(diagram, view);
  const first = new Map<number, number>();
  for (const band of diagram.bands) {
    first.set(band.view, Math.min(first.get(band.view) ?? Number.POSITIVE_INFINITY, x(band.from)));
    if (band.view % 2 === 0) continue;
    pen.fillStyle = view.palette.band;
    pen.fillRect(x(band.from), y(band.lane) - pitch / 2, x(band.to) - x(band.from) + 400, pitch);
  }
  pen.fillStyle = view.palette.muted;
  pen.font = '12px system-ui, sans-serif';
  for (const [number, at] of first) pen.fillText(`view ${number}`, Math.max(at, LEFT) + 4, 12);
}

function drawLanes(pen: Pen, diagram: Diagram, view: DiagramView): void {
  const [x, y] = [placer(diagram, view), laneY(diagram, view)];
  pen.lineWidth = 1;
  pen.strokeStyle = view.palette.hair;
  for (const lane of diagram.lanes.keys()) line(pen, LEFT, y(lane), view.width, y(lane));
  for (const down of diagram.downs) {
    pen.strokeStyle = view.palette.paper;
    pen.lineWidth = 3;
    line(pen, x(down.from), y(down.lane), x(down.to), y(down.lane));
    pen.strokeStyle = view.palette.ink;
    pen.lineWidth = 1;
    pen.setLineDash([4, 4]);
    line(pen, x(down.from), y(down.lane), x(down.to), y(down.lane));
    pen.setLineDash([]);
  }
}

function drawFolds(pen: Pen, diagram: Diagram, view: DiagramView): void {
  const x = placer(diagram, view);
  pen.fillStyle = view.palette.muted;
  pen.strokeStyle = view.palette.line;
  pen.font = '12px system-ui, sans-serif';
  pen.lineWidth = 1;
  for (const fold of diagram.map.folds) {
    const middle = (x(fold.from) + x(fold.to)) / 2;
    for (const offset of [-3, 3]) line(pen, middle + offset - 3, view.height, middle + offset + 3, TOP);
    if (view.scale >= 40) pen.fillText(`${Math.round((fold.to - fold.from) / 1000)} ms`, middle - 20, 12);
  }
}

function drawArrows(pen: Pen, diagram: Diagram, view: DiagramView): void {
  const [x, y] = [placer(diagram, view), laneY(diagram, view)];
  const isNear = (arrow: Arrow) => x(arrow.endsAt) >= LEFT - 40 && x(arrow.sentAt) <= view.width + 40;
  for (const batch of batches(diagram.arrows.filter(isNear), view)) {
    const [first] = batch as [Arrow];
    const done = first.cursor <= view.cursor;
    const colour = done || first.fate === 'flying' ? view.palette[first.hue] : view.palette.line;
    pen.strokeStyle = colour;
    pen.lineWidth = done ? 1.25 : 0.75;
    pen.setLineDash(dashOf(first));
    pen.beginPath();
    for (const arrow of batch) {
      const share = arrow.fate === 'flying' ? flownShare(arrow, view.time) : 1;
      pen.moveTo(x(arrow.sentAt), y(arrow.from));
      pen.lineTo(mix(x(arrow.sentAt), x(arrow.endsAt), share), mix(y(arrow.from), tipY(arrow, y), share));
    }
    pen.stroke();
    pen.setLineDash([]);
    if (pitchOf(diagram, view) < HEADS_FROM) continue;
    pen.fillStyle = colour;
    pen.beginPath();
    for (const arrow of batch) {
      if (arrow.fate === 'flying') continue;
      traceShape(pen, arrow.shape, x(arrow.endsAt), tipY(arrow, y), 8);
    }
    pen.fill();
  }
  drawFates(
    pen,
    diagram.arrows.filter((arrow) => isNear(arrow) && arrow.cursor <= view.cursor),
    x,
    y,
    view,
  );
}

function drawFates(
  pen: Pen,
  arrows: readonly Arrow[],
  x: (at: TimeUs) => number,
  y: (lane: number) => number,
  { palette }: DiagramView,
): void {
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 1.5;
  for (const arrow of arrows) {
    const [cx, cy] = [x(arrow.endsAt), tipY(arrow, y)];
    if (arrow.fate === 'refused') {
      pen.beginPath();
      pen.arc(cx, cy, 5, 0, 2 * Math.PI);
      pen.stroke();
      line(pen, cx - 4, cy + 4, cx + 4, cy - 4);
    } else if (arrow.fate === 'dropped' || arrow.fate === 'crashed') {
      line(pen, cx - 4, cy - 4, cx + 4, cy + 4);
      line(pen, cx - 4, cy + 4, cx + 4, cy - 4);
    }
  }
}

function drawDots(pen: Pen, diagram: Diagram, view: DiagramView): void {
  const [x, y] = [placer(diagram, view), laneY(diagram, view)];
  for (const { lane, at, cursor, slot } of diagram.executions) {
    if (lane === null) continue;
    pen.fillStyle = cursor <= view.cursor ? view.palette.ink : view.palette.line;
    pen.fillRect(x(at) - 4, y(lane) - 4, 8, 8);
    if (pitchOf(diagram, view) < 24) continue;
    pen.font = '12px system-ui, sans-serif';
    pen.fillText(String(slot), x(at) + 7, y(lane) - 3);
  }
  pen.lineWidth = 1.25;
  for (const { lane, at } of diagram.commands) {
    const [cx, cy] = [x(at), lane === null ? TOP : y(lane)];
    pen.beginPath();
    for (const [index, [dx, dy]] of BOLT.entries()) {
      if (index === 0) pen.moveTo(cx + dx, cy + dy);
      else pen.lineTo(cx + dx, cy + dy);
    }
    pen.closePath();
    pen.fillStyle = view.palette.surface;
    pen.fill();
    pen.strokeStyle = view.palette.ink;
    pen.stroke();
  }
}

const BOLT: readonly (readonly [number, number])[] = [
  [2, -8],
  [-4, 1],
  [0, 1],
  [-2, 8],
  [4, -1],
  [0, -1],
];

function drawNames(pen: Pen, diagram: Diagram, view: DiagramView): void {
  const y = laneY(diagram, view);
  const every = Math.ceil(12 / pitchOf(diagram, view));
  pen.font = '12px system-ui, sans-serif';
  pen.fillStyle = view.palette.ink;
  for (const [index, lane] of diagram.lanes.entries()) {
    if (index % every === 0) pen.fillText(lane.label, 16, y(index) + 4);
  }
}

/** Where an arrow ends: a dropped one halfway, all others at their lane. */
function tipY(arrow: Arrow, y: (lane: number) => number): number {
  return arrow.fate === 'dropped' ? (y(arrow.from) + y(arrow.to)) / 2 : y(arrow.to);
}

function flownShare({ sentAt, endsAt }: Arrow, time: TimeUs): number {
  return Math.min(1, Math.max(0, (time - sentAt) / Math.max(1, endsAt - sentAt)));
}

function dashOf({ hue, shape }: Arrow): number[] {
  if (shape === 'tag') return [2, 3];
  return hue === 'change' ? [6, 3] : [];
}

function batches(arrows: readonly Arrow[], { cursor }: DiagramView): Iterable<readonly Arrow[]> {
  const kinds = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    const key = `${arrow.hue}${arrow.shape}${arrow.cursor <= cursor}${arrow.fate === 'flying'}`;
    const batch = kinds.get(key);
    if (batch === undefined) kinds.set(key, [arrow]);
    else batch.push(arrow);
  }
  return kinds.values();
}

function line(pen: Pen, x0: number, y0: number, x1: number, y1: number): void {
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  pen.stroke();
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
