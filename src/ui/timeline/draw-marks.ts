/**
 * What stands on the lanes: states reached with their words, executions, timers from arming to their
 * deadline, faults, what clients ask and accept; and above the lanes commits and violations.
 */
import type { TimelineMark } from '../../runtime/api.ts';
import { firstAtLeast } from './arrow-store.ts';
import { FONT, type Ink, LINE, stacked, widthOf } from './ink.ts';
import { laneMiddle } from './lanes.ts';
import { firstAfter, type LaneMark, type Moment, type Timer } from './mark-store.ts';
import { horizonOf, type Scene, type Sight } from './scene.ts';

/** Lanes at least this far apart have room for words. */
const WORDS_FROM = 36;
const TIMERS_MOST = 400;
const TIMERS_BEFORE = 64;
/** Steps that the last event in sight may lag behind the newest one. */
const STRAGGLERS = 40;

export function drawMarks(ink: Ink, scene: Scene, sight: Sight): void {
  if (sight.level !== 'columns') {
    drawTimers(ink, scene);
    drawReached(ink, scene, sight.level === 'single');
    drawClients(ink, scene);
  }
  drawFaults(ink, scene);
  drawStory(ink, scene);
}

/** The stretch of ascending marks that may be in sight, by their cursors. */
export function marksInSight<T extends Moment>(scene: Scene, all: readonly T[]): readonly T[] {
  const { axis, view, geometry } = scene;
  const known = firstAfter(all, horizonOf(scene));
  const marks = known === all.length ? all : all.slice(0, known);
  if (axis.kind === 'time') {
    const { map } = axis;
    const from = map?.timeAt(view.invertX(geometry.head) - 1) ?? 0;
    const to = map?.timeAt(view.invertX(geometry.along) + 1) ?? 0;
    return marks.slice(byTime(marks, from), byTime(marks, to + 1));
  }
  const [least, most] = cursorsInSight(scene);
  return marks.slice(firstAfter(marks, least - 1), firstAfter(marks, most)).filter((mark) => {
    const at = view.applyX(mark.step);
    return at > geometry.head - 8 && at < geometry.along + 8;
  });
}

/** In steps: what stands at a step happened after the first event of that step, and seldom much later. */
function cursorsInSight({ arrows, view, geometry }: Scene): readonly [number, number] {
  const { stepSoFar, count, columns } = arrows;
  const first = firstAtLeast(stepSoFar, view.invertX(geometry.head) - 1);
  const last = firstAtLeast(stepSoFar, view.invertX(geometry.along) + STRAGGLERS);
  const least = first === 0 ? 0 : (columns.cursor.at(first - 1) as number);
  return [least, last >= count ? Number.POSITIVE_INFINITY : (columns.cursor.at(last) as number)];
}

function byTime(marks: readonly { readonly at: number }[], time: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as { readonly at: number }).at < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function drawReached(ink: Ink, scene: Scene, withWords: boolean): void {
  const { geometry, lanes, palette, focus } = scene;
  const { pen } = ink;
  pen.font = FONT;
  const free = new Map<number, number>();
  for (const mark of marksInSight(scene, scene.marks.reached)) {
    if (mark.lane === null || (scene.sieve.slot !== 0 && mark.number !== scene.sieve.slot)) continue;
    const lane = lanes.of(mark.lane);
    const [along, across] = [scene.view.applyX(scene.axis.moment(mark)), laneMiddle(geometry, lane)];
    const isPast = mark.cursor <= scene.cursor;
    pen.fillStyle = isPast && (mark.number === focus || focus === 0) ? palette.ink : palette.line;
    const isExecution = mark.kind === 'executed';
    if (isExecution) ink.box(along - 4, across - 4, 8, 8);
    else ink.box(along - 1.5, across - 6, 3, 12);
    const words = isExecution ? String(mark.number) : mark.text;
    const lines = stacked(words);
    // Words wider than their lane take turns: those of every other lane stand a line lower.
    const wide = Math.max(...lines.map((line) => widthOf(pen, line))) > geometry.pitch - 4;
    const lower = wide && lane % 2 === 1 ? LINE : 0;
    const room = geometry.turned ? 14 + lower + lines.length * LINE : widthOf(pen, words) + 12;
    if (!withWords || geometry.pitch < (isExecution ? 24 : WORDS_FROM) || along < (free.get(lane) ?? 0))
      continue;
    free.set(lane, along + room);
    pen.strokeStyle = palette.paper;
    pen.lineWidth = 3;
    pen.fillStyle = isPast ? palette.ink : palette.muted;
    if (geometry.turned) drawStacked(ink, lines, along + lower, across);
    else ink.haloed(words, along + 6, across - 5);
  }
}

/** Below the mark, in the middle of its lane: neither the next lane's words nor the edge are in the way. */
function drawStacked(ink: Ink, lines: readonly string[], along: number, across: number): void {
  ink.pen.textAlign = 'center';
  for (const [index, line] of lines.entries()) ink.haloed(line, along + 17 + index * LINE, across);
  ink.pen.textAlign = 'start';
}

function drawTimers(ink: Ink, scene: Scene): void {
  const offset = Math.min(9, scene.geometry.pitch * 0.32);
  const timers = timersInSight(scene);
  for (const timer of timers) drawTimer(ink, scene, timer, offset);
}

/** Those armed in sight, and some before, because they may reach into it. */
function timersInSight(scene: Scene): readonly Timer[] {
  const { timers } = scene.marks;
  const { axis, view, geometry } = scene;
  const map = axis.map;
  const from = map === null ? cursorsInSight(scene)[0] : map.timeAt(view.invertX(geometry.head));
  let low = 0;
  let high = timers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const begun = (timers[middle] as Timer).from;
    if ((map === null ? begun.cursor : begun.at) < from) low = middle + 1;
    else high = middle;
  }
  return timers.slice(Math.max(0, low - TIMERS_BEFORE), low + TIMERS_MOST);
}

function drawTimer(ink: Ink, scene: Scene, timer: Timer, offset: number): void {
  const { axis, view, geometry, lanes, palette } = scene;
  if (timer.from.cursor > scene.cursor) return;
  const across = laneMiddle(geometry, lanes.of(timer.lane)) + offset;
  const a0 = view.applyX(axis.moment(timer.from));
  const ended = timer.end !== null && timer.end.cursor <= scene.cursor ? timer.end : null;
  const deadline = axis.deadline(timer.until);
  const end = ended !== null ? axis.moment(ended) : deadline;
  const a1 = end === null ? geometry.along : view.applyX(end);
  if (a1 < geometry.head || a0 > geometry.along || a1 - a0 < 3) return;
  const { pen } = ink;
  pen.strokeStyle = palette.muted;
  pen.lineWidth = 1;
  pen.beginPath();
  ink.move(a0, across - 3);
  ink.line(a0, across);
  ink.line(Math.min(a1, geometry.along), across);
  if (end !== null && (ended === null || ended.fired)) ink.line(a1, across - 3);
  pen.stroke();
  if (ended?.fired !== true) return;
  pen.fillStyle = palette.ink;
  pen.beginPath();
  ink.dot(a1, across, 3);
  pen.fill();
}

function drawClients(ink: Ink, scene: Scene): void {
  const { geometry, lanes, palette, view, axis } = scene;
  ink.pen.strokeStyle = palette.ink;
  ink.pen.lineWidth = 1.25;
  for (const mark of marksInSight(scene, scene.marks.clients)) {
    if (mark.lane === null || mark.cursor > scene.cursor) continue;
    const [along, across] = [view.applyX(axis.moment(mark)), laneMiddle(geometry, lanes.of(mark.lane))];
    ink.pen.beginPath();
    if (mark.kind === 'accepted') ink.shape('square', along, across, 9);
    else ink.dot(along, across, 3);
    ink.pen.fillStyle = mark.kind === 'accepted' ? palette.ink : palette.paper;
    ink.pen.fill();
    ink.pen.stroke();
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

function drawFaults(ink: Ink, scene: Scene): void {
  for (const mark of marksInSight(scene, scene.marks.faults)) drawBolt(ink, scene, mark);
}

function drawBolt(ink: Ink, scene: Scene, mark: LaneMark): void {
  const { geometry, lanes, palette, view, axis } = scene;
  const along = view.applyX(axis.moment(mark));
  const across = mark.lane === null ? geometry.top : laneMiddle(geometry, lanes.of(mark.lane));
  ink.pen.beginPath();
  for (const [index, [dx, dy]] of BOLT.entries()) {
    const [da, dc] = geometry.turned ? [dy, dx] : [dx, dy];
    if (index === 0) ink.move(along + da, across + dc);
    else ink.line(along + da, across + dc);
  }
  ink.pen.closePath();
  ink.pen.fillStyle = mark.cursor <= scene.cursor ? palette.paper : palette.hair;
  ink.pen.fill();
  ink.pen.lineWidth = 1.25;
  ink.pen.strokeStyle = palette.ink;
  ink.pen.stroke();
}

/** Commit ticks and violations above the lanes; of ticks nearer than 3 px one is drawn. */
function drawStory(ink: Ink, scene: Scene): void {
  const { geometry, palette, view, axis, arrows } = scene;
  const { pen } = ink;
  let free = Number.NEGATIVE_INFINITY;
  for (const mark of storyInSight(scene)) {
    if (mark.kind !== 'commit' && mark.kind !== 'violation') continue;
    const row = arrows.endedBy(mark.cursor) - 1;
    const step = row < 0 ? 0 : (arrows.stepSoFar.at(row) as number);
    const along = view.applyX(axis.moment({ at: mark.at, step, cursor: mark.cursor }));
    if (along < geometry.head || along > geometry.along) continue;
    if (mark.kind === 'violation') drawViolation(ink, scene, along);
    else if (along >= free) {
      free = along + 3;
      pen.strokeStyle = mark.cursor <= scene.cursor ? palette.ink : palette.line;
      pen.lineWidth = 1.25;
      ink.stroke(along, geometry.top - 5, along, geometry.top);
    }
  }
}

function storyInSight({ story, axis, view, geometry }: Scene): readonly TimelineMark[] {
  if (axis.map === null) return story.slice(-8_000);
  const from = axis.map.timeAt(view.invertX(geometry.head));
  const to = axis.map.timeAt(view.invertX(geometry.along));
  return story.slice(byTime(story, from), byTime(story, to + 1));
}

function drawViolation(ink: Ink, { geometry, palette }: Scene, along: number): void {
  const { pen } = ink;
  pen.strokeStyle = palette.contra;
  pen.lineWidth = 2;
  ink.stroke(along, geometry.top, along, geometry.across - geometry.foot);
  pen.fillStyle = palette.contra;
  ink.box(along - 6, geometry.top - 14, 12, 12);
  pen.strokeStyle = palette.paper;
  pen.lineWidth = 1.5;
  ink.stroke(along - 3, geometry.top - 11, along + 3, geometry.top - 5);
  ink.stroke(along - 3, geometry.top - 5, along + 3, geometry.top - 11);
}
