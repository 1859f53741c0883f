/** Quorum arithmetic: the table of the fact pack (§11.7), and what a quorum is for, checked for every n. */
import { describe, expect, it } from 'vitest';
import { maxFaults, quorum, weakQuorum } from '../../../src/kernel/quorum.ts';

describe('quorum', () => {
  it.each([
    [4, 1, 3],
    [5, 1, 4],
    [6, 1, 4],
    [7, 2, 5],
    [8, 2, 6],
    [9, 2, 6],
    [10, 3, 7],
    [13, 4, 9],
  ])('of %i replicas with %i faults is %i', (replicas, faults, expected) => {
    expect(maxFaults(replicas)).toBe(faults);
    expect(quorum(replicas, faults)).toBe(expected);
  });

  it.each([5, 6, 8, 9])('of %i replicas is more than 2f + 1, which would be unsafe', (replicas) => {
    const faults = maxFaults(replicas);
    expect(quorum(replicas, faults)).toBeGreaterThan(2 * faults + 1);
    const overlap = 2 * (2 * faults + 1) - replicas;
    expect(overlap).toBeLessThanOrEqual(faults);
  });

  it('is the smallest whose pairs share an honest replica, and n − f replicas can form it', () => {
    for (let replicas = 4; replicas <= 128; replicas++) {
      const faults = maxFaults(replicas);
      const q = quorum(replicas, faults);
      expect(3 * faults + 1).toBeLessThanOrEqual(replicas);
      expect(3 * (faults + 1) + 1).toBeGreaterThan(replicas);
      expect(2 * q - replicas).toBeGreaterThanOrEqual(faults + 1);
      expect(2 * (q - 1) - replicas).toBeLessThan(faults + 1);
      expect(q).toBeLessThanOrEqual(replicas - faults);
      expect(weakQuorum(faults)).toBe(faults + 1);
    }
  });

  it('is not asked for nobody', () => {
    expect(() => maxFaults(0)).toThrow('replicas expected >= 1, found 0');
    expect(() => maxFaults(4.5)).toThrow('found 4.5');
  });
});
