/**
 * How long each stretch of a move is shown: flights linear in simulated time, events of one instant a little
 * apart, quiet stretches folded (VISUAL 9). Pure arithmetic over the frames of the move.
 */
import type { TimeUs } from '../kernel/ids.ts';
import type { Frame } from '../projection/frame.ts';

export interface Pace {
  /** Simulated time of one network delay: shown in {@link DELAY_MS} at speed 1. */
  readonly delay: TimeUs;
  readonly speed: number;
  /** Longest the whole may take, ms. */
  readonly atMost: number;
}

/** One network delay at speed 1, ms. */
const DELAY_MS = 900;
const INSTANT_MS = 250;
const INSTANT_TOTAL_MS = 900;
const QUIET_MS = 600;
/** A stretch with nothing in flight and longer than this many delays is folded. */
const QUIET_DELAYS = 3;

/** Milliseconds that each frame but the last is on show, moving on to the next. */
export function durations(frames: readonly Frame[], pace: Pace): number[] {
  const instants = frames.filter((frame, index) => frames[index + 1]?.at === frame.at).length;
  const instant = Math.min(INSTANT_MS, INSTANT_TOTAL_MS / Math.max(1, instants));
  const shown = frames
    .slice(0, -1)
    .map((frame, index) => stretch(frame, frames[index + 1] ?? frame, pace, instant));
  const total = shown.reduce((sum, ms) => sum + ms, 0);
  const scale = Math.min(1 / pace.speed, pace.atMost / Math.max(1, total));
  return shown.map((ms) => ms * scale);
}

/**
 * What is left of the time for a move when finding it took some: a Round of 64 replicas is over as soon as
 * one of four. A third of it is for the eye in any case.
 */
export function timeLeft(atMost: number, waited: number): number {
  return Math.max(atMost / 3, atMost - waited);
}

/** Cursors to show on the way from one to another: every one, or evenly spread when there are too many. */
export function waypoints(from: number, to: number, most: number): number[] {
  const between = to - from - 1;
  if (between <= most) return Array.from({ length: Math.max(0, between) }, (_, index) => from + 1 + index);
  return Array.from(
    { length: most },
    (_, index) => from + Math.round(((index + 1) * (between + 1)) / (most + 1)),
  );
}

/**
 * The frames of a move, with one more at every time at which something happens in another branch: there the
 * picture stays as it is, and the clock reaches that time on its way.
 */
export function mergedWay(frames: readonly Frame[], others: readonly Frame[]): readonly Frame[] {
  const [first, last] = [frames[0], frames.at(-1)];
  if (first === undefined || last === undefined || others.length === 0) return frames;
  const own = new Set(frames.map(({ at }) => at));
  const times = [...new Set(others.map(({ at }) => at))].filter(
    (at) => at > first.at && at < last.at && !own.has(at),
  );
  const added = times.flatMap((at) => {
    const before = frames.findLast((frame) => frame.at < at);
    return before === undefined ? [] : [{ ...before, at }];
  });
  return [...frames, ...added].sort((a, b) => a.at - b.at || a.cursor - b.cursor);
}

function stretch(frame: Frame, next: Frame, pace: Pace, instant: number): number {
  const passed = next.at - frame.at;
  if (passed <= 0) return instant;
  const flight = (passed / Math.max(1, pace.delay)) * DELAY_MS;
  const quiet = frame.inFlight.length === 0 && passed > QUIET_DELAYS * pace.delay;
  return quiet ? Math.min(QUIET_MS, flight) : flight;
}
