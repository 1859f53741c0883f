/** What two quorums share, against every pair of sets there is. */
import { describe, expect, it } from 'vitest';
import { shareOf, shareSentence } from '../../../src/ui/quorum/shares.ts';

describe('what two sets of q out of n share at least', () => {
  it.each([4, 5, 6, 7])('agrees with counting, n = %i', (n) => {
    for (let q = 1; q <= n; q++) {
      const sets = Array.from({ length: 2 ** n }, (_, bits) => bits).filter((bits) => ones(bits) === q);
      const least = Math.min(...sets.flatMap((one) => sets.map((two) => ones(one & two))));
      expect(shareOf(n, q).least).toBe(least);
    }
  });

  it('2f + 1 is not enough at n = 5 and 6 (fact pack 11.7)', () => {
    expect([4, 5, 6, 7].map((n) => shareOf(n, 2 * shareOf(n, 1).faults + 1).safe)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(shareSentence(6, 3)).toBe(
      '2 × 3 − 6 = 0 < f + 1 = 2: two quorums may share nobody at all. This forks.',
    );
    expect(shareSentence(5, 3)).toContain('only 1, who may lie');
    expect(shareSentence(4, 4)).toContain('it may never be reached');
  });
});

function ones(bits: number): number {
  return bits.toString(2).replaceAll('0', '').length;
}
