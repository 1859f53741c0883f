/**
 * Minimising made-up cases: numbers as items, each as small as an oracle allows. What is promised is checked
 * from outside, with the oracle alone.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Examination, examine } from '../../../src/check/examination.ts';
import type { Anatomy } from '../../../src/check/minimise.ts';
import { digestText } from '../../../src/kernel/hash.ts';

interface Item {
  readonly name: number;
  readonly size: number;
}
/** `noise` is a part of a case that is no item. */
interface Toy {
  readonly items: readonly Item[];
  readonly noise: number;
}

const anatomy: Anatomy<Toy, Item> = {
  items: ({ items }) => items,
  withItems: (toy, items) => ({ ...toy, items }),
  groups: (items) => {
    const pairs = new Map<number, Item[]>();
    for (const item of items) pairs.set(item.name >> 1, [...(pairs.get(item.name >> 1) ?? []), item]);
    return [...pairs.values()];
  },
  places: ({ items }) => [
    (toy) => [0, toy.noise >> 1, toy.noise - 1].map((noise) => ({ ...toy, noise })),
    ...items.map((_, at) => (toy: Toy) => {
      const resized = (size: number) => ({
        ...toy,
        items: toy.items.map((item, i) => (i === at ? { ...item, size } : item)),
      });
      const size = toy.items[at]?.size ?? 0;
      return [resized(0), resized(size - 1)];
    }),
  ],
  weight: ({ items, noise }) => items.reduce((sum, { size }) => sum + 100 + Math.abs(size), Math.abs(noise)),
};

const key = (toy: Toy): string => JSON.stringify(toy);
type Oracle = (toy: Toy) => boolean;

function begin(start: Toy, mostRuns = 100_000): Examination<Toy> {
  return examine(start, { anatomy, key, mostRuns });
}

/** `patience`: trials that are not full are cut short for all other cases. */
function drive(
  examination: Examination<Toy>,
  breaks: Oracle,
  patience: Oracle = () => true,
): Examination<Toy> {
  for (;;) {
    const { question } = examination;
    if (question === null) return examination;
    const seen = question.patience === 'full' || patience(question.candidate);
    examination.answer({ breaks: seen && breaks(question.candidate), final: seen });
  }
}

const toys: fc.Arbitrary<Toy> = fc.record({
  items: fc.array(fc.nat(20), { maxLength: 16 }).map((sizes) => sizes.map((size, name) => ({ name, size }))),
  noise: fc.nat(50),
});

/** Neither monotone nor unambiguous, but the same for the same case. */
const chance = (salt: string, start: Toy): Oracle => {
  const whole = key(start);
  return (toy) =>
    key(toy) === whole || Number.parseInt(digestText(`${salt}/${key(toy)}`).slice(0, 2), 16) < 64;
};

function expectMinimal(toy: Toy, breaks: Oracle): void {
  expect(breaks(toy)).toBe(true);
  for (const item of toy.items) {
    const others = toy.items.filter((other) => other !== item);
    expect(breaks({ ...toy, items: others }), `without ${item.name}`).toBe(false);
  }
}

describe('an examination', () => {
  it('ends at a case that breaks and from which no item can go', () =>
    fc.assert(
      fc.property(toys, fc.string(), (start, salt) => {
        const breaks = chance(salt, start);
        const done = drive(begin(start), breaks);
        expect([done.complete, done.doubts]).toEqual([true, 0]);
        expectMinimal(done.best, breaks);
        expect(anatomy.weight(done.best)).toBeLessThanOrEqual(anatomy.weight(start));
      }),
    ));

  it('leaves no place that could be simpler', () =>
    fc.assert(
      fc.property(toys, fc.string(), (start, salt) => {
        const breaks = chance(salt, start);
        const { best } = drive(begin(start), breaks);
        for (const place of anatomy.places(best)) {
          for (const candidate of place(best)) {
            if (anatomy.weight(candidate) < anatomy.weight(best)) expect(breaks(candidate)).toBe(false);
          }
        }
      }),
    ));

  it('finds what is needed and as little of it as is needed', () => {
    const items = Array.from({ length: 30 }, (_, name) => ({ name, size: 9 }));
    const needs: Oracle = (toy) =>
      toy.noise >= 7 &&
      [4, 5, 21].every((name) => toy.items.some((one) => one.name === name && one.size >= 2));
    const { best } = drive(begin({ items, noise: 50 }), needs);
    expect(best).toEqual({ items: [4, 5, 21].map((name) => ({ name, size: 2 })), noise: 7 });
  });

  it('is 1-minimal although hasty trials miss what takes long', () =>
    fc.assert(
      fc.property(toys, fc.string(), (start, salt) => {
        const breaks = chance(salt, start);
        const hasty: Oracle = (toy) => digestText(`hasty/${salt}/${key(toy)}`) < '8';
        const done = drive(begin(start), breaks, hasty);
        expect(done.complete).toBe(true);
        expectMinimal(done.best, breaks);
      }),
    ));

  it('counts what no patience could settle', () => {
    const start = { items: [{ name: 0, size: 0 }], noise: 0 };
    const examination = begin(start);
    while (examination.question !== null) examination.answer({ breaks: false, final: false });
    expect(examination.best).toEqual(start);
    expect([examination.complete, examination.doubts]).toEqual([true, 1]);
  });

  it('tries no case twice, and stops at its limit with the best so far', () =>
    fc.assert(
      fc.property(toys, fc.string(), fc.integer({ min: 0, max: 30 }), (start, salt, most) => {
        const breaks = chance(salt, start);
        const tried: string[] = [];
        const counting: Oracle = (toy) => tried.push(key(toy)) > 0 && breaks(toy);
        const done = drive(begin(start, most), counting);
        expect(new Set(tried).size).toBe(tried.length);
        expect(tried.length).toBeLessThanOrEqual(most);
        expect(done.runs).toBe(tried.length);
        expect(breaks(done.best)).toBe(true);
        if (done.complete) expectMinimal(done.best, breaks);
      }),
    ));
});
