/**
 * The canvas of the diagram: pulls what to draw whenever the loop paints, keeps the part of the axis in
 * sight, and remembers what stands where for the pointer. React owns everything around it.
 */
import type { Loop } from '../canvas/loop.ts';
import { printable } from '../canvas/printable.ts';
import type { Clock } from '../clock.ts';
import { type Columns, columnsOf, drawDensity } from './columns.ts';
import { drawArrows, spanOf } from './draw-arrows.ts';
import { drawFoot, drawGround, drawViewNames } from './draw-ground.ts';
import { drawMarks } from './draw-marks.ts';
import { type Hit, hitAt } from './hit.ts';
import { createInk, FONT, type Ink, prepare } from './ink.ts';
import { laneMiddle } from './lanes.ts';
import { drawMinimap, type MinimapCache } from './minimap.ts';
import { playheadOf } from './playhead.ts';
import { inSight, type RowRef, type Scene, type Sight } from './scene.ts';
import { followed, opening, panned, showing, type View, zoomed } from './view.ts';

/** All of a scene but what the layer itself decides. */
export type SceneInput = Omit<Scene, 'view' | 'time' | 'playhead'> & {
  /** Another run or another axis begins with a view of its own. */
  readonly viewKey: string;
  /** The message that is selected. */
  readonly selected: RowRef | null;
  /** Cursors that a search found, ascending. */
  readonly found: readonly number[];
};

export interface DiagramLayer {
  zoom(by: number, along?: number): void;
  pan(by: number): void;
  show(from: number, to: number): void;
  fit(): void;
  /** A stretch being marked, along; null when done. */
  brush(stretch: readonly [number, number] | null): void;
  hit(along: number, across: number): Hit | null;
  point(ref: RowRef | null): void;
  /** Brings a message into sight. */
  reveal(ref: RowRef): void;
  positionAt(along: number): number;
  current(): { readonly scene: Scene; readonly sight: Sight } | null;
  paint(): void;
  destroy(): void;
}

/** CSS px per unit that read well. */
const COMFORTABLE = { time: 64, steps: 104 } as const;

export function createDiagramLayer(
  canvases: { readonly main: HTMLCanvasElement; readonly mini: HTMLCanvasElement },
  loop: Loop,
  clock: Clock,
  input: () => SceneInput | null,
  onSight: (sight: Sight) => void,
): DiagramLayer {
  const pen = canvases.main.getContext('2d');
  let view: View | null = null;
  let [viewKey, touched, lastTime] = ['', false, -1];
  let columns: Columns | null = null;
  let mini: MinimapCache | null = null;
  let drawn: { scene: Scene; sight: Sight } | null = null;
  let [pointed, brushed]: [RowRef | null, readonly [number, number] | null] = [null, null];

  function sceneNow(given: SceneInput): Scene {
    const time = clock.time();
    const playhead = playheadOf(given, time);
    const { axis, geometry } = given;
    const length = Math.max(axis.length, playhead);
    if (given.viewKey !== viewKey) [viewKey, touched, view] = [given.viewKey, false, null];
    if (view === null || !touched) view = opening(length, playhead, geometry, COMFORTABLE[axis.kind]);
    else if (time !== lastTime) view = followed(view, playhead, length, geometry);
    lastTime = time;
    return { ...given, view, time, playhead };
  }

  function paint(): void {
    const given = input();
    if (pen === null || given === null) return;
    const scene = sceneNow(given);
    const sight = inSight(scene);
    if (sight.level !== drawn?.sight.level || sight.rows.length !== drawn.sight.rows.length) onSight(sight);
    drawn = { scene, sight };
    const { geometry } = scene;
    const [width, height] = upright(geometry.along, geometry.across, geometry.turned);
    prepare(pen, width, height);
    if (sight.level === 'columns') columns = columnsOf(scene, columns);
    drawAll(pen, scene, sight, columns, (ink) => {
      for (const row of foundRows(given, sight)) ringEnd(ink, scene, row);
      if (given.selected !== null) emphasize(ink, scene, given.selected, 4);
      if (pointed !== null) emphasize(ink, scene, pointed, 2);
      if (brushed !== null) drawBrush(ink, scene, brushed);
    });
    mini = drawMinimap(canvases.mini, scene, mini);
  }

  const change = (next: (view: View, length: number) => View): void => {
    if (drawn === null || view === null) return;
    touched = true;
    view = next(view, Math.max(drawn.scene.axis.length, drawn.scene.playhead));
    loop.invalidate();
  };
  printable(canvases.main, () => {
    if (drawn === null) return null;
    const { scene, sight } = drawn;
    const { along, across, turned } = scene.geometry;
    const [width, height] = upright(along, across, turned);
    return { width, height, draw: (on, palette) => drawAll(on, { ...scene, palette }, sight, columns) };
  });
  const stop = loop.paint(paint);
  const unsubscribe = clock.subscribe(loop.invalidate);
  return {
    zoom: (by, along) =>
      change((now, length) => {
        const { geometry, playhead } = (drawn as { scene: Scene }).scene;
        return zoomed(now, by, along ?? middleOf(now, playhead, geometry), length, geometry);
      }),
    pan: (by) => change((now, length) => panned(now, by, length, (drawn as { scene: Scene }).scene.geometry)),
    show: (from, to) =>
      change((_, length) => showing(from, to, length, (drawn as { scene: Scene }).scene.geometry)),
    fit: () =>
      change((_, length) => showing(0, length * 1.02, length, (drawn as { scene: Scene }).scene.geometry)),
    brush(stretch) {
      brushed = stretch;
      loop.invalidate();
    },
    hit: (along, across) => (drawn === null ? null : hitAt(drawn.scene, drawn.sight, columns, along, across)),
    point(ref) {
      pointed = ref;
      loop.invalidate();
    },
    reveal: ({ live, row }) =>
      change((now, length) => {
        const { scene } = drawn as { scene: Scene };
        const at = scene.axis.end(live ? scene.live : scene.arrows, row);
        return followed(now, at, length, scene.geometry);
      }),
    positionAt: (along) => view?.invertX(along) ?? 0,
    current: () => drawn,
    paint,
    destroy() {
      stop();
      unsubscribe();
    },
  };
}

/** The whole picture on any pen; `over` is drawn last, below the playhead. */
function drawAll(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  sight: Sight,
  columns: Columns | null,
  over: (ink: Ink) => void = () => {},
): void {
  const ink = createInk(pen, scene.geometry.turned);
  pen.save();
  clip(ink, scene);
  drawGround(ink, scene, sight);
  if (sight.level !== 'columns') drawArrows(ink, scene, sight);
  else if (columns !== null) drawDensity(ink, scene, columns);
  drawMarks(ink, scene, sight);
  drawFoot(ink, scene);
  over(ink);
  drawPlayhead(ink, scene);
  drawViewNames(ink, scene);
  pen.restore();
  drawNames(ink, scene);
}

/** Zooming without a pointer keeps the playhead where it is, or the middle when that is out of sight. */
function middleOf(view: View, playhead: number, { head, along }: Scene['geometry']): number {
  const at = view.applyX(playhead);
  return at > head && at < along ? at : (head + along) / 2;
}

function upright(along: number, across: number, turned: boolean): readonly [number, number] {
  return turned ? [across, along] : [along, across];
}

function clip(ink: Ink, { geometry }: Scene): void {
  const { head, along, across, turned } = geometry;
  ink.pen.beginPath();
  if (turned) ink.pen.rect(0, head, across, along - head);
  else ink.pen.rect(head, 0, along - head, across);
  ink.pen.clip();
}

function drawPlayhead(ink: Ink, { view, playhead, geometry, palette }: Scene): void {
  const at = view.applyX(playhead);
  ink.pen.strokeStyle = palette.proposal;
  ink.pen.lineWidth = 2;
  ink.stroke(at, geometry.turned ? geometry.top : 0, at, geometry.across);
}

function drawBrush(ink: Ink, { geometry, palette }: Scene, [from, to]: readonly [number, number]): void {
  ink.pen.strokeStyle = palette.proposal;
  ink.pen.lineWidth = 1;
  ink.pen.setLineDash([2, 2]);
  ink.stroke(from, 0, from, geometry.across);
  ink.stroke(to, 0, to, geometry.across);
  ink.stroke(from, geometry.top, to, geometry.top);
  ink.stroke(from, geometry.across - 1, to, geometry.across - 1);
  ink.pen.setLineDash([]);
}

/** Of what was found, and is all that is drawn, the one that the playhead stands at. */
function foundRows({ found, arrows, cursor }: SceneInput, { rows, level }: Sight): readonly number[] {
  if (level === 'columns' || !found.includes(cursor)) return [];
  return rows.filter((row) => arrows.columns.cursor.at(row) === cursor);
}

function ringEnd(ink: Ink, scene: Scene, row: number): void {
  const { a1, c1 } = spanOf(scene, scene.arrows, row);
  ink.pen.strokeStyle = scene.palette.proposal;
  ink.pen.lineWidth = 2;
  ink.pen.beginPath();
  ink.dot(a1, c1, 8);
  ink.pen.stroke();
}

function emphasize(ink: Ink, scene: Scene, { live, row }: RowRef, width: number): void {
  const store = live ? scene.live : scene.arrows;
  if (row >= store.count) return;
  const { a0, c0, a1, c1 } = spanOf(scene, store, row);
  ink.pen.strokeStyle = scene.palette.ink;
  ink.pen.lineWidth = width;
  ink.stroke(a0, c0, a1, c1);
  ink.pen.lineWidth = 2;
  ink.pen.beginPath();
  ink.dot(a1, c1, 8);
  ink.pen.stroke();
}

/** "… R39" where more lanes follow below. */
function drawHidden(
  ink: Ink,
  { all }: Scene['lanes'],
  geometry: Scene['geometry'],
  palette: Scene['palette'],
): void {
  const { across, foot, turned } = geometry;
  const last = all.at(-1);
  if (turned || last === undefined || laneMiddle(geometry, all.length - 1) <= across - foot) return;
  ink.pen.fillStyle = palette.muted;
  ink.text(`… ${last.label}`, 8, across - 4);
}

function drawNames(ink: Ink, { lanes, geometry, palette }: Scene): void {
  const { pen } = ink;
  const { head, across, along, turned, pitch } = geometry;
  pen.font = FONT;
  pen.fillStyle = palette.ink;
  pen.save();
  pen.beginPath();
  if (turned) pen.rect(geometry.top, 0, across, head);
  else pen.rect(0, geometry.top - 4, head, across);
  pen.clip();
  const every = Math.ceil(13 / pitch);
  for (const [index, { label }] of lanes.all.entries()) {
    if (index % every !== 0) continue;
    const middle = laneMiddle(geometry, index);
    // Half a name at the edge of scrolled lanes would be read as another one.
    if (!turned && middle + 4 > across - geometry.foot) continue;
    if (turned) ink.text(label, head - 7, middle - 8);
    else ink.text(label, 16, middle + 4);
  }
  pen.restore();
  drawHidden(ink, lanes, geometry, palette);
  pen.strokeStyle = palette.hair;
  pen.lineWidth = 1;
  if (turned) ink.stroke(head - 0.5, 0, head - 0.5, across);
  else if (along > 0) ink.stroke(head - 0.5, 0, head - 0.5, across);
}
