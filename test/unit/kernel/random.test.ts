/** Chance by counter: reproducible, independent per name, and spread as chance should be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAt, integerBetween, streamKey } from '../../../src/kernel/random.ts';

const draws = 20_000;

function stream(seed: number, name: string, count = draws): number[] {
  const key = streamKey(seed, name);
  return Array.from({ length: count }, (_, counter) => drawAt(key, counter));
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const products = a.reduce((sum, x, i) => sum + (x - 0.5) * ((b[i] ?? 0) - 0.5), 0);
  return (12 * products) / a.length;
}

describe('a stream', () => {
  it('is a function of seed, name and counter: nobody else can reshuffle it', () => {
    const alone = stream(7, 'loss/r0>r1', 100);
    const among = Array.from({ length: 100 }, (_, counter) => {
      drawAt(streamKey(7, 'delay/r0>r2'), counter);
      return drawAt(streamKey(7, 'loss/r0>r1'), counter);
    });
    expect(among).toEqual(alone);
  });

  it('is pinned: another machine must draw the same numbers', () => {
    expect(stream(42, 'delay/r0>r1', 4)).toMatchInlineSnapshot(`
      [
        0.1337770102545619,
        0.7759715395513922,
        0.45096044801175594,
        0.02185413776896894,
      ]
    `);
    expect(streamKey(2 ** 53 - 1, 'x')).toMatchInlineSnapshot(`1091605714`);
  });

  it('fills [0, 1) evenly', () => {
    for (const seed of [0, 1, 2 ** 40 + 3]) {
      const buckets = new Array<number>(20).fill(0);
      for (const draw of stream(seed, 'even')) {
        expect(draw).toBeGreaterThanOrEqual(0);
        expect(draw).toBeLessThan(1);
        buckets[Math.floor(draw * 20)] = (buckets[Math.floor(draw * 20)] ?? 0) + 1;
      }
      // Chi-square with 19 degrees of freedom: above 43.8 once in a thousand.
      const expected = draws / 20;
      const chi = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(chi).toBeLessThan(43.8);
    }
  });

  it('has nothing to do with its neighbours: other names, other seeds, the next draw', () => {
    const one = stream(5, 'r1');
    for (const other of [stream(5, 'r2'), stream(6, 'r1'), [...one.slice(1), 0.5], stream(5, 'r1/')]) {
      expect(Math.abs(correlation(one, other))).toBeLessThan(0.03);
    }
  });

  it('tells both halves of a seed apart', () => {
    const keys = new Set([0, 1, 2 ** 32, 2 ** 32 + 1, 2 ** 52].map((seed) => streamKey(seed, 'x')));
    expect(keys.size).toBe(5);
  });
});

describe('integerBetween', () => {
  it('reaches both ends and nothing beyond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.nat(1000),
        fc.nat(2 ** 32 - 1),
        (low, span, bits) => {
          const drawn = integerBetween(bits / 2 ** 32, low, low + span);
          expect(Number.isInteger(drawn)).toBe(true);
          expect(drawn).toBeGreaterThanOrEqual(low);
          expect(drawn).toBeLessThanOrEqual(low + span);
        },
      ),
    );
    expect(integerBetween(0, 3, 5)).toBe(3);
    expect(integerBetween(1 - 2 ** -32, 3, 5)).toBe(5);
  });
});
