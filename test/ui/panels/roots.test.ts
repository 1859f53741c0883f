import { describe, expect, it } from 'vitest';
import type { Frame, ReplicaFrame } from '../../../src/projection/frame.ts';
import { compareRoots, rootSentence } from '../../../src/ui/panels/roots.ts';
import { conditionsOf, roleOf } from '../../../src/ui/panels/status.ts';
import { scriptedFrame } from '../fake-script.ts';

/** Executed slots and roots by replica; null is down. */
function frameOf(states: readonly ([number, string] | null)[]): Frame {
  const base = scriptedFrame(16);
  const replicas = base.replicas.map((replica, id): ReplicaFrame => {
    const state = states[id] ?? null;
    if (state === null || replica.glyph === null)
      return { ...replica, glyph: null, root: null, status: 'crashed' };
    return { ...replica, glyph: { ...replica.glyph, executedSlot: state[0] }, root: state[1] };
  });
  return { ...base, replicas };
}

describe('state roots', () => {
  it('are compared at the same slot only: behind is not different', () => {
    const frame = frameOf([[3, 'aa'], [3, 'aa'], [1, 'bb'], null]);
    expect(compareRoots(frame, 0)).toEqual({ equal: [1], differs: [], behind: [2], ahead: [] });
    expect(compareRoots(frame, 2)).toEqual({ equal: [], differs: [], behind: [], ahead: [0, 1] });
    expect(rootSentence(frame, 2)).toBe('It is 2 slots behind the furthest.');
  });

  it('differ when they differ at the same slot, and the sentence says which', () => {
    const frame = frameOf([[2, 'aa'], [2, 'bb'], [2, 'aa'], null]);
    expect(rootSentence(frame, 1)).toBe('It differs from R0 and R2 at slot 2.');
    expect(rootSentence(frame, 0)).toContain('equal to R2 at slot 2');
  });

  it('do not exist while a replica is down', () => {
    expect(compareRoots(frameOf([null, [1, 'a'], [1, 'a'], [1, 'a']]), 0)).toBeNull();
    expect(rootSentence(frameOf([null, null, null, null]), 0)).toContain('down');
  });
});

describe('what is the matter with a replica', () => {
  it('is nothing in an undisturbed run', () => {
    const frame = scriptedFrame(16);
    expect(frame.replicas.flatMap((replica) => conditionsOf(frame, replica))).toEqual([]);
  });

  it('is said for each condition', () => {
    const frame = scriptedFrame(16);
    const [first] = frame.replicas;
    if (first === undefined) throw new Error('the script has four replicas');
    const broken: ReplicaFrame = {
      ...first,
      status: 'paused',
      behaviour: 'silent',
      corrupted: true,
      cutOff: true,
    };
    const kinds = conditionsOf({ ...frame, cuts: [[0, 1]] }, broken).map(({ kind }) => kind);
    expect(kinds).toEqual(['paused', 'liar', 'corrupted', 'cut']);
    expect(roleOf(first)).toBe('leader of view 0, normal');
  });
});
