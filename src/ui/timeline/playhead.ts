/**
 * Where the playhead stands on the axis: at the time on display, or at the farthest step that a message has
 * come to.
 */
import type { TimeUs } from '../../kernel/ids.ts';
import type { ArrowStore } from './arrow-store.ts';
import type { Scene } from './scene.ts';

/** Rows after the playhead that may be on their way. */
const LOOKED = 1_024;

export function playheadOf(
  { axis, arrows, live, cursor, sieve }: Pick<Scene, 'axis' | 'arrows' | 'live' | 'cursor' | 'sieve'>,
  time: TimeUs,
): number {
  if (axis.map !== null) return axis.map.position(time);
  const ended = arrows.endedBy(cursor);
  let farthest = ended === 0 ? 0 : (arrows.stepSoFar.at(ended - 1) as number);
  const look = (store: ArrowStore, from: number, to: number) => {
    const { sentAt, endAt, sentStep, type } = store.columns;
    for (let row = from; row < to; row += 1) {
      const [sent, end] = [sentAt.at(row) as number, endAt.at(row) as number];
      if (sent > time || sieve.types[type.at(row) as number] !== 1) continue;
      const share = Math.min(1, (time - sent) / Math.max(1, end - sent));
      farthest = Math.max(farthest, (sentStep.at(row) as number) + share);
    }
  };
  look(arrows, ended, Math.min(arrows.count, ended + LOOKED));
  look(live, 0, live.count);
  return farthest;
}
