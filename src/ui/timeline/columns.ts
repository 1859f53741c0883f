/**
 * Far too many arrows to draw: per lane and column how many messages came in and which role most of them had.
 * Columns are a power of two of units wide and counted for more than is in sight, so that panning counts
 * nothing anew.
 */
import type { Hue } from '../../kernel/present.ts';
import { counted } from '../panels/words.ts';
import { FATES } from './arrow-store.ts';
import { eachRow } from './axis.ts';
import { FONT, type Ink, widthOf } from './ink.ts';
import { type Geometry, laneMiddle } from './lanes.ts';
import { isUnsure, passes, type Scene } from './scene.ts';

const HUES: readonly Hue[] = ['neutral', 'proposal', 'vote1', 'vote2', 'change'];
/** CSS px of a column at least; at most twice that. */
const COLUMN = 12;
/** Room between the highest column and the line of the lane above, CSS px. */
const GAP = 4;

export interface Columns {
  readonly key: string;
  /** Units of one column, and the first one counted. */
  readonly width: number;
  readonly first: number;
  readonly count: number;
  /** Per lane, column and hue. */
  readonly messages: Uint32Array;
  readonly most: number;
  /** Rows that failed, in sight or near. */
  readonly failures: readonly number[];
}

/** `before` is given back while it still covers what is in sight. */
export function columnsOf(scene: Scene, before: Columns | null): Columns {
  const { view, geometry, axis, arrows, sieve } = scene;
  const width = 2 ** Math.ceil(Math.log2(COLUMN / view.k));
  const [from, to] = [view.invertX(geometry.head), view.invertX(geometry.along)];
  const key = `${axis.kind} ${arrows.count} ${scene.seen} ${width} ${sieve.key}`;
  if (before?.key === key && covers(before, from, to, axis.length)) return before;
  const first = Math.max(0, Math.floor((from - (to - from)) / width));
  const last = Math.min(Math.ceil(axis.length / width) + 1, Math.ceil((to + (to - from)) / width));
  return countedIn(scene, key, width, first, Math.max(1, last - first));
}

function covers({ first, count, width }: Columns, from: number, to: number, length: number): boolean {
  return first * width <= Math.max(0, from) && (first + count) * width >= Math.min(length, to);
}

function countedIn(scene: Scene, key: string, width: number, first: number, count: number): Columns {
  const { axis, arrows, lanes, sieve, styles } = scene;
  const { receiver, type, fate, cursor } = arrows.columns;
  const messages = new Uint32Array(lanes.all.length * count * HUES.length);
  const hues = styles.map(({ hue }) => HUES.indexOf(hue));
  const failures: number[] = [];
  eachRow(axis, arrows, first * width, (first + count) * width, (row) => {
    if ((cursor.at(row) as number) > scene.seen) return false;
    if (!passes(sieve, arrows, row)) return true;
    const column = Math.floor(axis.end(arrows, row) / width) - first;
    if (column < 0 || column >= count) return true;
    const lane = lanes.ofPlace(receiver.at(row) as number);
    const cell = (lane * count + column) * HUES.length + (hues[type.at(row) as number] ?? 0);
    messages[cell] = (messages[cell] as number) + 1;
    if (fate.at(row) !== 0 && !isUnsure(scene, arrows, row)) failures.push(row);
    return true;
  });
  return { key, width, first, count, messages, most: mostIn(messages), failures };
}

function mostIn(messages: Uint32Array): number {
  let most = 1;
  for (let cell = 0; cell < messages.length; cell += HUES.length) {
    let sum = 0;
    for (let hue = 0; hue < HUES.length; hue += 1) sum += messages[cell + hue] as number;
    most = Math.max(most, sum);
  }
  return most;
}

/** Messages that came in at a lane in a column, and the hue of most of them. */
export function cellAt({ messages, count }: Columns, lane: number, column: number) {
  const cell = (lane * count + column) * HUES.length;
  let [sum, most, hue] = [0, 0, 0];
  for (let index = 0; index < HUES.length; index += 1) {
    const here = messages[cell + index] ?? 0;
    sum += here;
    if (here <= most) continue;
    most = here;
    hue = index;
  }
  return { sum, hue: HUES[hue] ?? 'neutral' };
}

export function drawDensity(ink: Ink, scene: Scene, columns: Columns): void {
  const { view, geometry, lanes, palette, playhead } = scene;
  const begin = Math.max(0, Math.floor(view.invertX(geometry.head) / columns.width) - columns.first);
  const end = Math.min(
    columns.count,
    Math.ceil(view.invertX(geometry.along) / columns.width) - columns.first,
  );
  const broad = columns.width * view.k;
  const batches = new Map<string, number[]>();
  for (const lane of lanes.all.keys()) {
    const base = laneMiddle(geometry, lane);
    for (let column = begin; column < end; column += 1) {
      const { sum, hue } = cellAt(columns, lane, column);
      if (sum === 0) continue;
      const at = (columns.first + column) * columns.width;
      const high = Math.max(2, (sum / columns.most) * (geometry.pitch - GAP));
      const colour = at < playhead ? palette[hue] : palette.line;
      const batch = batches.get(colour) ?? [];
      batch.push(view.applyX(at), base - high, high);
      batches.set(colour, batch);
    }
  }
  for (const [colour, boxes] of batches) {
    ink.pen.fillStyle = colour;
    for (let index = 0; index < boxes.length; index += 3)
      ink.box(
        boxes[index] as number,
        boxes[index + 1] as number,
        Math.max(1, broad - 1),
        boxes[index + 2] as number,
      );
  }
  drawFailures(ink, scene, columns);
  drawMeasure(ink, scene, columns);
}

/** How many messages the highest column stands for: without it heights say nothing. */
function drawMeasure(ink: Ink, { geometry, palette, view, playhead }: Scene, { most }: Columns): void {
  if (geometry.turned) return;
  ink.pen.font = FONT;
  ink.pen.fillStyle = palette.muted;
  ink.pen.strokeStyle = palette.paper;
  ink.pen.lineWidth = 4;
  const words = `highest column: ${counted(most, 'message')}`;
  const wide = widthOf(ink.pen, words) + 8;
  const now = view.applyX(playhead);
  const isFree = now < geometry.along - wide - 4 || now > geometry.along;
  ink.haloed(words, (isFree ? geometry.along : now) - wide, 12);
}

/** The lane whose columns stand at a place: they stand on its line and reach up towards the one before. */
export function laneAbove({ top, scroll, pitch }: Geometry, across: number): number {
  return Math.floor((across - top + scroll) / pitch + 0.5);
}

/** Never counted away: a saltire or a slashed circle wherever something failed, once per place. */
function drawFailures(ink: Ink, scene: Scene, { failures }: Columns): void {
  const { view, axis, arrows, lanes, geometry, palette } = scene;
  const { pen } = ink;
  const { receiver, fate, cursor } = arrows.columns;
  const taken = new Set<number>();
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const row of failures) {
    const along = view.applyX(axis.end(arrows, row));
    if (along < geometry.head || along > geometry.along || (cursor.at(row) as number) > scene.cursor)
      continue;
    const lane = lanes.ofPlace(receiver.at(row) as number);
    const place = Math.round(along / 6) * 256 + lane;
    if (taken.has(place)) continue;
    taken.add(place);
    const across = laneMiddle(geometry, lane) - geometry.pitch / 2 + 4;
    ink.move(along - 2.5, across + 2.5);
    ink.line(along + 2.5, across - 2.5);
    if (FATES[fate.at(row) as number] === 'refused') ink.dot(along, across, 3);
    else {
      ink.move(along - 2.5, across - 2.5);
      ink.line(along + 2.5, across + 2.5);
    }
  }
  pen.stroke();
}
