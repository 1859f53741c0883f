/** Checkpoints far behind the newest event lie farther apart, and never so far that one cannot go on from there. */
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/kernel/protocol.ts';
import { firstPicture } from '../../../src/projection/picture.ts';
import { pbft } from '../../../src/protocols/pbft/index.ts';
import { limits } from '../../../src/runtime/limits.ts';
import { type Checkpoint, Recording } from '../../../src/runtime/recording.ts';

function recordingWith(cursors: readonly number[]): Recording {
  const nothing = (): never => {
    throw new Error('nothing is stepped again here');
  };
  const first = firstPicture(4, [], []);
  const recording = new Recording(first, [], pbft as Manifest, () => false, nothing);
  for (const cursor of cursors) recording.addCheckpoint({ cursor } as Checkpoint);
  return recording;
}

describe('checkpoints', () => {
  const every = limits.eventsPerCheckpoint;

  it('all stay while the run is short', () => {
    const cursors = Array.from({ length: 40 }, (_, index) => index * every);
    expect(recordingWith(cursors).checkpoints.map(({ cursor }) => cursor)).toEqual(cursors);
  });

  it('are thinned far behind the newest event, evenly, and the first one stays', () => {
    const cursors = Array.from({ length: 1_000 }, (_, index) => index * every);
    const kept = recordingWith(cursors).checkpoints.map(({ cursor }) => cursor);
    const newest = cursors.at(-1) ?? 0;
    const old = kept.filter((cursor) => cursor <= newest - limits.eventsWithDenseCheckpoints);
    expect(kept[0]).toBe(0);
    for (const [index, cursor] of old.slice(1).entries()) {
      const gap = cursor - (old[index] ?? 0);
      expect(gap).toBeGreaterThanOrEqual(limits.eventsPerOldCheckpoint);
      expect(gap).toBeLessThan(limits.eventsPerOldCheckpoint + 2 * every);
    }
    const dense = kept.filter((cursor) => cursor > newest - limits.eventsWithDenseCheckpoints);
    expect(dense).toHaveLength(limits.eventsWithDenseCheckpoints / every);
    expect(kept.length).toBeLessThan(250);
  });
});
