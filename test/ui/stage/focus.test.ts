/** Which slot the stage speaks about when replicas are not all at the same place, and how votes are counted. */
import { describe, expect, it } from 'vitest';
import type { ReplicaGlyph, Ring } from '../../../src/kernel/present.ts';
import type { Frame, ReplicaFrame } from '../../../src/projection/frame.ts';
import { whereEverybodyIs } from '../../../src/ui/speech.ts';
import { countText, countWords, focusSlot, shortCount } from '../../../src/ui/stage/focus.ts';
import { rootMarks } from '../../../src/ui/stage/root-mark.ts';
import { scriptedFrame } from '../fake-script.ts';

/** A replica that has executed up to a slot and works on others. */
function seat(id: number, executed: number, open: readonly number[], more: Partial<ReplicaFrame> = {}) {
  const [replica] = scriptedFrame(1).replicas;
  if (replica?.glyph == null) throw new Error('expected a live replica, found none');
  const slots = open.map((slot) => ({ slot, phase: 'prepared', level: 2, digest: 'aa', rings: [] }) as const);
  const glyph: ReplicaGlyph = { ...replica.glyph, executedSlot: executed, slots };
  return { ...replica, id, glyph, root: `root at ${executed}`, ...more };
}

function world(...replicas: readonly ReplicaFrame[]): Frame {
  return { ...scriptedFrame(1), replicas };
}

describe('the focus slot', () => {
  const lagging = world(seat(0, 0, [1, 2, 5]), seat(1, 4, [5, 6]), seat(2, 4, [5]), seat(3, 4, [5]));

  it('is the one that most correct replicas work on, not the one where a recovered replica is stuck', () => {
    expect(focusSlot(lagging, null)).toBe(5);
    expect(whereEverybodyIs(lagging)).toBe('At slot 5 R0 to R3 are prepared.');
    expect(rootMarks(lagging)[0]).toEqual({ kind: 'behind', slots: 4 });
  });

  it('stays at a slot until more than half have executed it', () => {
    expect(focusSlot(world(seat(0, 1, [2]), seat(1, 1, [2]), seat(2, 0, [1]), seat(3, 0, [1])), null)).toBe(
      1,
    );
    expect(focusSlot(world(seat(0, 1, [2]), seat(1, 1, [2]), seat(2, 1, [2]), seat(3, 0, [1])), null)).toBe(
      2,
    );
  });

  it('does not follow a liar, nor a replica that is down', () => {
    const liar = { behaviour: 'equivocate' };
    const down = { status: 'crashed', glyph: null, root: null } as const;
    const frame = world(seat(0, 4, [5]), seat(1, 0, [90], liar), seat(2, 4, [5]), {
      ...seat(3, 0, []),
      ...down,
    });
    expect(focusSlot(frame, null)).toBe(5);
  });

  it('is the last executed one when nothing is open, and what the user pinned', () => {
    expect(focusSlot(world(seat(0, 2, [3]), seat(1, 4, []), seat(2, 4, []), seat(3, 4, [])), null)).toBe(4);
    expect(focusSlot(lagging, 2)).toBe(2);
  });
});

describe('counts beside a ring', () => {
  const ring: Ring = {
    label: 'PREPARE',
    hue: 'vote1',
    segments: ['heard', 'own', 'none', 'none'],
    proposer: 0,
    count: 2,
    threshold: 3,
  };

  it('say that the proposal counts as its sender’s vote', () => {
    expect(countText(ring)).toBe('2/3 with R0');
    expect(countWords(ring)).toBe('2 of 3 with R0');
    expect(countText({ ...ring, segments: ['none', 'own', 'none', 'none'], count: 1 })).toBe('1/3');
    expect(countText({ ...ring, hue: 'change' })).toBe('2/3');
    expect(shortCount(ring)).toBe('2/3');
  });

  it('never show more than is needed without a word for it', () => {
    const all = { ...ring, segments: ['heard', 'own', 'heard', 'heard'], count: 4 } as const;
    expect(shortCount(all)).toBe('3/3');
    expect(countText(all)).toBe('3/3 with R0');
    expect(countWords(all)).toBe('3 of 3 with R0 and 1 more');
  });
});
