/** Delta debugging against oracles whose answer is known: it keeps what is needed, and nothing that can go. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ddmin } from '../../../src/check/ddmin.ts';
import { digestText } from '../../../src/kernel/hash.ts';

type Oracle = (list: readonly number[]) => boolean;

interface Outcome {
  readonly kept: readonly number[];
  readonly trials: number;
}

function run(items: readonly number[], breaks: Oracle): Outcome {
  const dialogue = ddmin(items);
  let trials = 0;
  for (let step = dialogue.next(); ; trials++) {
    if (step.done === true) return { kept: step.value, trials };
    step = dialogue.next(breaks(step.value));
  }
}

const numbers = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);
const without = (list: readonly number[], left: number): readonly number[] => list.filter((i) => i !== left);
const count = fc.integer({ min: 0, max: 60 });
const several = fc.uniqueArray(fc.nat(59), { maxLength: 6 });

describe('ddmin', () => {
  it('keeps exactly the items that are needed together', () =>
    fc.assert(
      fc.property(count, several, (length, wanted) => {
        const needed = wanted.filter((item) => item < length).sort((a, b) => a - b);
        const { kept } = run(numbers(length), (list) => needed.every((item) => list.includes(item)));
        expect(kept).toEqual(needed);
      }),
    ));

  it('keeps one of several causes whole', () =>
    fc.assert(
      fc.property(fc.array(several, { minLength: 1, maxLength: 4 }), (causes) => {
        const breaks: Oracle = (list) => causes.some((cause) => cause.every((item) => list.includes(item)));
        const { kept } = run(numbers(60), breaks);
        const held = causes.map((cause) => [...cause].sort((a, b) => a - b).join());
        expect(held).toContain(kept.join());
      }),
    ));

  it('leaves nothing that can go alone, whatever the oracle', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.string(), (length, salt) => {
        const all = numbers(length);
        // Chance decides, the same way for the same list: neither monotone nor unambiguous.
        const breaks: Oracle = (list) =>
          list.length === length ||
          Number.parseInt(digestText(`${salt}/${list.join()}`).slice(0, 2), 16) < 90;
        const { kept } = run(all, breaks);
        expect(breaks(kept)).toBe(true);
        for (const item of kept) expect(breaks(without(kept, item))).toBe(false);
        expect(kept).toEqual(all.filter((item) => kept.includes(item)));
      }),
    ));

  it('needs few trials for few items, and quadratically many at worst', () => {
    const two = run(numbers(1000), (list) => list.includes(3) && list.includes(990));
    expect(two.kept).toEqual([3, 990]);
    expect(two.trials).toBeLessThan(150);
    const all = run(numbers(40), (list) => list.length === 40);
    expect(all.kept).toHaveLength(40);
    expect(all.trials).toBeLessThan(40 * 40);
  });

  it('asks first whether anything is needed at all', () => {
    expect(run(numbers(9), () => true)).toEqual({ kept: [], trials: 1 });
    expect(run([], () => false)).toEqual({ kept: [], trials: 0 });
    expect(run([7], (list) => list.length > 0).kept).toEqual([7]);
  });
});
