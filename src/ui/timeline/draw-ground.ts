/**
 * What lies below the arrows: bands of views, lanes with the stretches in which they are down, folds, times
 * or steps.
 */
import { ticks } from 'd3';
import { inMs } from '../panels/words.ts';
import { FATES } from './arrow-store.ts';
import { FONT, type Ink, LINE, stacked, widthOf } from './ink.ts';
import { laneMiddle } from './lanes.ts';
import type { Entry } from './mark-store.ts';
import { horizonOf, type Scene, type Sight } from './scene.ts';

/** CSS px between two times written below. */
const TICK_ROOM = 84;

export function drawGround(ink: Ink, scene: Scene, sight: Sight): void {
  drawBands(ink, scene);
  const folds = foldsInSight(ink, scene);
  if (scene.axis.kind === 'steps') drawColumns(ink, scene, sight);
  else drawTimes(ink, scene, folds);
  drawLanes(ink, scene);
  drawFolds(ink, scene, folds);
}

/** More lanes than there is room for end above the times, not below them. */
export function drawFoot(ink: Ink, scene: Scene): void {
  const { geometry, lanes, axis, palette } = scene;
  const { top, foot, across, along, pitch, turned } = geometry;
  if (turned || lanes.all.length * pitch <= across - top - foot + 1) return;
  ink.pen.fillStyle = palette.paper;
  ink.box(0, across - foot - 1, along, foot + 1);
  if (axis.kind === 'time') drawTimes(ink, scene, foldsInSight(ink, scene), false);
}

/** A view differs per replica: the edge of its band steps lane by lane where each one entered. */
function drawBands(ink: Ink, scene: Scene): void {
  const { lanes, marks, geometry, view, axis, palette } = scene;
  const horizon = horizonOf(scene);
  ink.pen.fillStyle = palette.band;
  for (const [lane, { end }] of lanes.all.entries()) {
    if (typeof end !== 'number') continue;
    const entries = marks.views.get(end) ?? [];
    const across = laneMiddle(geometry, lane) - geometry.pitch / 2;
    for (const [index, entry] of entries.entries()) {
      if (entry.view % 2 === 0 || entry.cursor > horizon) continue;
      const from = Math.max(geometry.head, view.applyX(axis.moment(entry)));
      const next = entries[index + 1];
      const to = next === undefined ? geometry.along : view.applyX(axis.moment(next));
      if (to > from && from < geometry.along) ink.box(from, across, to - from, geometry.pitch);
    }
  }
}

/** "view 1 · R1", once per view, where the first replica entered; the view at the left edge stays named. */
export function drawViewNames(ink: Ink, scene: Scene): void {
  const { view, geometry, axis, palette, leaders, viewWord } = scene;
  ink.pen.fillStyle = palette.muted;
  ink.pen.font = FONT;
  const firsts = firstEntries(scene);
  let free = Number.NEGATIVE_INFINITY;
  for (const [index, entry] of firsts.entries()) {
    const next = firsts[index + 1];
    const end = next === undefined ? geometry.along : view.applyX(axis.moment(next));
    const from = Math.max(geometry.head, entry.view === 0 ? geometry.head : view.applyX(axis.moment(entry)));
    if (end < geometry.head || from > geometry.along || from < free) continue;
    const leader = leaders.get(entry.view);
    const name = `${viewWord} ${entry.view}`;
    const words = leader === undefined ? name : `${name} · R${leader}`;
    const room = geometry.turned ? 14 : widthOf(ink.pen, words) + 8;
    // What is left of a view at the edge does not push the next one's name away.
    if (end - from < room && index < firsts.length - 1) continue;
    ink.pen.strokeStyle = palette.paper;
    ink.pen.lineWidth = 4;
    if (geometry.turned) ink.haloed(words.replace(' · ', ' '), from + 12, 2);
    else ink.haloed(words, from + 4, 12);
    free = from + room;
  }
}

function firstEntries(scene: Scene): Entry[] {
  const horizon = horizonOf(scene);
  const firsts = new Map<number, Entry>([[0, { view: 0, at: 0, step: 0, cursor: 0 }]]);
  for (const entries of scene.marks.views.values()) {
    for (const entry of entries) {
      if (entry.cursor > horizon) break;
      if ((firsts.get(entry.view)?.cursor ?? Number.POSITIVE_INFINITY) > entry.cursor)
        firsts.set(entry.view, entry);
    }
  }
  return [...firsts.values()].sort((a, b) => a.cursor - b.cursor);
}

function drawLanes(ink: Ink, scene: Scene): void {
  const { lanes, marks, geometry, view, axis, palette } = scene;
  const { pen } = ink;
  const horizon = horizonOf(scene);
  pen.lineWidth = 1;
  for (const [lane, { end }] of lanes.all.entries()) {
    const across = laneMiddle(geometry, lane);
    pen.strokeStyle = palette.line;
    ink.stroke(geometry.head, across, geometry.along, across);
    for (const { from, to } of marks.downs.get(end) ?? []) {
      const a0 = Math.max(geometry.head, view.applyX(axis.moment(from)));
      const a1 = to === null ? geometry.along : Math.min(geometry.along, view.applyX(axis.moment(to)));
      if (a1 <= a0 || from.cursor > horizon) continue;
      pen.strokeStyle = palette.paper;
      pen.lineWidth = 3;
      ink.stroke(a0, across, a1, across);
      pen.strokeStyle = palette.ink;
      pen.lineWidth = 1;
      pen.setLineDash([4, 4]);
      ink.stroke(a0, across, a1, across);
      pen.setLineDash([]);
    }
  }
}

/** A break in the axis, and its words with the room they take along; without words where there is none. */
interface ShownFold {
  readonly middle: number;
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** Narrower units leave a fold no room for words. */
const FOLD_WORDS_FROM = 44;

function foldsInSight(ink: Ink, { axis, geometry, view }: Scene): readonly ShownFold[] {
  ink.pen.font = FONT;
  const shown: ShownFold[] = [];
  let [free, freeForWords] = [Number.NEGATIVE_INFINITY, geometry.head];
  for (const fold of axis.folds) {
    const middle = view.applyX(fold.at + 0.5);
    if (middle < geometry.head || middle > geometry.along || middle < free) continue;
    free = middle + 8;
    // In brackets, so that nobody takes it for a time of the axis.
    const words = `(${msWords(fold.to - fold.from)} quiet)`;
    const half = geometry.turned ? 8 : widthOf(ink.pen, words) / 2;
    const fits = view.k >= FOLD_WORDS_FROM && middle - half >= freeForWords;
    if (fits) freeForWords = middle + half + 8;
    const reach = fits ? half : 6;
    shown.push({ middle, words: fits ? words : '', from: middle - reach, to: middle + reach });
  }
  return shown;
}

function drawFolds(ink: Ink, { geometry, palette }: Scene, folds: readonly ShownFold[]): void {
  const { pen } = ink;
  pen.lineWidth = 1;
  pen.font = FONT;
  const bottom = geometry.across - geometry.foot;
  for (const { middle, words } of folds) {
    pen.strokeStyle = palette.paper;
    pen.lineWidth = 5;
    ink.stroke(middle - 2, bottom, middle + 2, geometry.top);
    pen.strokeStyle = palette.muted;
    pen.lineWidth = 1;
    for (const offset of [-3, 3]) ink.stroke(middle + offset - 2, bottom, middle + offset + 2, geometry.top);
    if (words === '') continue;
    pen.fillStyle = palette.muted;
    pen.textAlign = geometry.turned ? 'start' : 'center';
    ink.text(words, middle + (geometry.turned ? 4 : 0), geometry.turned ? geometry.top + 2 : bottom + 12);
    pen.textAlign = 'start';
  }
}

function msWords(us: number): string {
  return inMs(1000 * Math.round(us / 1000));
}

/** Times below the lanes, at round numbers; none inside a fold, nor where a fold's words stand. */
function drawTimes(
  ink: Ink,
  { axis, geometry, view, palette }: Scene,
  breaks: readonly ShownFold[],
  withLines = true,
): void {
  const { map } = axis;
  if (map === null || (geometry.foot < 12 && !geometry.turned)) return;
  const { pen } = ink;
  const [from, to] = [view.invertX(geometry.head), view.invertX(geometry.along)];
  pen.fillStyle = palette.muted;
  pen.strokeStyle = palette.hair;
  pen.lineWidth = 1;
  pen.font = FONT;
  let start = map.timeAt(from);
  let free = Number.NEGATIVE_INFINITY;
  const ends = axis.folds
    .filter((fold) => fold.at > from && fold.at < to)
    .map((fold) => [fold.from, fold.to]);
  for (const [end, next] of [...ends, [map.timeAt(to), 0]] as [number, number][]) {
    const room = view.k * (map.position(end) - map.position(start));
    for (const time of ticks(start / 1000, end / 1000, Math.max(1, room / TICK_ROOM))) {
      const at = view.applyX(map.position(time * 1000));
      const words = geometry.turned ? `${time}` : inMs(1000 * time);
      const wide = geometry.turned ? 14 : widthOf(pen, words) + 11;
      const isTaken = breaks.some((fold) => at < fold.to + 8 && at + wide > fold.from);
      // The first room of the axis belongs to the lanes' names.
      const isCut = !geometry.turned && at + wide - 8 > geometry.along;
      if (at < free || at < geometry.head + 4 || time < 0 || isTaken || isCut) continue;
      free = at + Math.max(wide, TICK_ROOM * 0.7);
      if (withLines) ink.stroke(at, geometry.top, at, geometry.across - geometry.foot);
      if (geometry.turned) ink.text(words, at + 12, 2);
      else ink.text(words, at + 3, geometry.across - 4);
    }
    start = next;
  }
}

/** One column per communication step, headed by what most messages of it are. */
function drawColumns(ink: Ink, scene: Scene, sight: Sight): void {
  const { geometry, view, palette, styles } = scene;
  const { pen } = ink;
  if (view.k < 12) return;
  const first = Math.max(0, Math.ceil(view.invertX(geometry.head)));
  const last = Math.floor(view.invertX(geometry.along));
  pen.strokeStyle = palette.hair;
  pen.lineWidth = 1;
  const bottom = geometry.across - geometry.foot;
  for (let step = first; step <= last; step += 1) {
    const at = view.applyX(step);
    ink.stroke(at, geometry.top - 4, at, bottom);
  }
  if (view.k < 40) return;
  pen.font = FONT;
  pen.fillStyle = palette.ink;
  pen.textAlign = geometry.turned ? 'start' : 'center';
  for (const [step, counts] of headings(scene, sight)) {
    const type = counts.indexOf(Math.max(...counts));
    const words = (styles[type]?.type ?? '').toLowerCase();
    const at = view.applyX(step - 0.5);
    // Where time runs downward, the name of the view has the first line beside the lanes.
    if (words === '' || at < geometry.head + (geometry.turned ? 30 : 8)) continue;
    if (!geometry.turned && widthOf(pen, words) > view.k * 1.1) continue;
    const lines = geometry.turned ? stacked(words) : [];
    for (const [index, line] of lines.entries())
      ink.text(line, at + 4 + (index - (lines.length - 1) / 2) * LINE, 2);
    if (!geometry.turned) ink.text(words, at, 26);
  }
  pen.textAlign = 'start';
}

function headings({ arrows, live }: Scene, sight: Sight): Map<number, number[]> {
  const steps = new Map<number, number[]>();
  const count = (store: typeof arrows, row: number) => {
    const { sentStep, endStep, type, fate } = store.columns;
    const [sent, end] = [sentStep.at(row) as number, endStep.at(row) as number];
    if (end !== sent + 1 && fate.at(row) !== FATES.indexOf('dropped')) return;
    const counts = steps.get(sent + 1) ?? [];
    const position = type.at(row) as number;
    for (let index = counts.length; index <= position; index += 1) counts.push(0);
    counts[position] = (counts[position] ?? 0) + 1;
    steps.set(sent + 1, counts);
  };
  for (const row of sight.rows) count(arrows, row);
  for (const row of sight.live) count(live, row);
  return steps;
}
