import { describe, expect, it } from 'vitest';
import type { Broken } from '../../src/projection/frame.ts';
import { brokenHere, brokenWords, withLetters } from '../../src/ui/broken-words.ts';
import { scriptedFrame } from './fake-script.ts';

const A = { slot: 2, digest: `56fd3533${'0'.repeat(56)}`, letter: 'A' };
const B = { slot: 2, digest: `8e6814cc${'0'.repeat(56)}`, letter: 'B' };
const broken: Broken = {
  property: 'agreement',
  kind: 'always',
  promise: null,
  because: 'R1 executed 56fd… at slot 2, R2 executed 8e68… there.',
  replicas: [1, 2],
  event: 4,
  slot: 2,
};
const frame = { ...scriptedFrame(5), contested: [A, B], broken };
const faults = (now: readonly number[], kind: Broken['kind'] = 'always') =>
  brokenWords({ ...broken, kind }, { ...frame, faulty: { now, limit: 1 } }).faults;

describe('a broken promise in words', () => {
  it('has a title, what was promised, and the facts with the letters of the stage', () => {
    const { title, promise, facts } = brokenWords(broken, frame);
    expect(title).toBe('Agreement is violated');
    expect(promise).toContain('No two correct replicas decide different values');
    expect(facts).toBe('R1 executed A\u00a056fd at slot 2, R2 executed B\u00a08e68 there.');
  });

  it('says whether more are faulty than the protocol survives, and never excuses it with fewer', () => {
    expect(faults([0, 3])).toContain('R0 and R3 are faulty: more than the f = 1');
    expect(faults([0])).toBe('R0 is faulty, no more than f = 1: the protocol had to prevent this.');
    expect(faults([])).toContain('Nobody is faulty');
    expect(faults([0], 'eventually')).toBeNull();
  });

  it('knows the very event from later ones', () => {
    expect(brokenHere(frame)).toBe(broken);
    expect(brokenHere({ ...frame, cursor: 6 })).toBeNull();
  });

  it('leaves alone what is no contested value', () => {
    expect(withLetters('root 1234…, 8e6814cc', [B], 2)).toBe('root 1234…, B\u00a08e68');
    const elsewhere = { ...B, slot: 7, letter: 'C' };
    expect(withLetters('8e6814cc', [elsewhere, B], 2)).toBe('B\u00a08e68');
  });

  it('takes the letters of one slot only', () => {
    const both = [A, B, { slot: 7, digest: '9'.repeat(64), letter: 'A' }];
    expect(withLetters('56fd…, 8e68…', both, null)).toBe('A\u00a056fd, B\u00a08e68');
    expect(withLetters('56fd…, 9999…', both, null)).toBe('56fd…, 9999…');
    expect(withLetters('56fd…, 1234…', both, 4)).toBe('56fd…, 1234…');
  });

  it('does not take a view for a slot', () => {
    const values = [A, B, { ...A, slot: 3, digest: '9'.repeat(64) }].map((value) => ({
      ...value,
      byView: true as const,
    }));
    expect(withLetters('56fd…, 8e68…', values, 3)).toBe('A\u00a056fd, B\u00a08e68');
  });
});
