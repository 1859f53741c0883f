/**
 * The number of a Round: how many there are from the start of the run, each as a press there would make it.
 * It belongs to the place in the run and not to the presses, so that two people who stand at one moment hear
 * one number.
 */
import { copyPicture, fold, type Picture } from '../projection/picture.ts';
import { isRefusal } from './assemble.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import { type RoundWatch, watchRound } from './round.ts';
import { startOf } from './run-start.ts';

/** How far the rounds of a run have been counted. */
interface Count {
  readonly start: number;
  /** Where each round ends, ascending. */
  readonly ends: number[];
  /** Before the first event that has not been looked at. */
  readonly picture: Picture;
  watch: RoundWatch;
}

const counts = new WeakMap<PageRun, Count>();

/** From 1: the round that the event before `cursor` belongs to; null where counting would take long. */
export function roundNumber(run: PageRun, cursor: number): number | null {
  const start = startOf(run);
  const known = counts.get(run);
  const counted = known?.start === start ? known : null;
  // Asked before anything is looked up: the start of a long run may have to be simulated again.
  if (cursor - (counted?.picture.cursor ?? start) > limits.eventsPerRoundCount) return null;
  const count = counted ?? begun(run, start);
  counts.set(run, count);
  if (cursor > count.picture.cursor) countOn(run, count, cursor);
  return count.ends.filter((end) => end < cursor).length + 1;
}

function begun(run: PageRun, start: number): Count {
  const picture = run.recording.pictureAt(start);
  return { start, ends: [], picture, watch: watchRound(run, start, copyPicture(picture)) };
}

function countOn(run: PageRun, count: Count, cursor: number): void {
  const { picture, ends } = count;
  const refuses = (receipt: string): boolean => isRefusal(run.assembly.application, receipt);
  for (const event of run.recording.read(picture.cursor)) {
    if (event.index >= cursor) return;
    if (count.watch.isOverBefore(event)) {
      ends.push(event.index);
      count.watch = watchRound(run, event.index, picture);
      count.watch.isOverBefore(event);
    }
    fold(picture, event, refuses);
  }
}
