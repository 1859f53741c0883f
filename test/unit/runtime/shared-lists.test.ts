/**
 * Lists and columns that branches share: they behave as plain lists, however often they are cut and go on.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Column } from '../../../src/runtime/history/column.ts';
import { SharedList } from '../../../src/runtime/history/shared-list.ts';

/** Lengths around the ends of pieces, which have 1,024 items or 4,096 rows. */
const length = fc.oneof(
  fc.nat(40),
  fc.constantFrom(255, 256, 1_023, 1_024, 1_025, 4_095, 4_096, 4_097, 9_000),
);
const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, i) => from + 2 * i);

describe('a shared list', () => {
  it('cut anywhere is its beginning, and neither side sees what the other adds', () => {
    fc.assert(
      fc.property(length, length, fc.nat(30), (whole, cut, more) => {
        const items = numbers(whole);
        const list = new SharedList<number>();
        for (const item of items) list.push(item);
        const branch = list.upTo(Math.min(cut, whole));
        for (let i = 0; i < more; i++) branch.push(-i);
        list.push(7);
        expect([...list]).toEqual([...items, 7]);
        expect(branch.slice()).toEqual([...items.slice(0, cut), ...numbers(more).map((i) => -i / 2)]);
        expect(branch.last).toBe(branch.at(branch.length - 1));
      }),
    );
  });

  it('finds by binary search what a look at every item finds', () => {
    fc.assert(
      fc.property(length, fc.integer({ min: -3, max: 20_000 }), (whole, limit) => {
        const items = numbers(whole);
        const list = new SharedList<number>();
        for (const item of items) list.push(item);
        const count = items.filter((item) => item <= limit).length;
        expect(list.countUpTo((item) => item, limit)).toBe(count);
        expect(list.findLast((item) => item <= limit)).toBe(items[count - 1]);
      }),
    );
  });
});

describe('a column', () => {
  it('cut anywhere is its beginning, and neither side sees what the other adds', () => {
    fc.assert(
      fc.property(length, length, fc.nat(300), length, (whole, cut, more, from) => {
        const column = new Column(Uint32Array);
        for (const value of numbers(whole)) column.push(value);
        const branch = column.upTo(Math.min(cut, whole));
        for (let i = 0; i < more; i++) branch.push(i);
        column.push(7);
        const expected = [...numbers(whole).slice(0, cut), ...numbers(more).map((i) => i / 2)];
        expect([...branch.since(0)]).toEqual(expected);
        expect([...column.since(Math.min(from, whole))]).toEqual(
          [...numbers(whole), 7].slice(Math.min(from, whole)),
        );
        expect(branch.at(branch.length)).toBeUndefined();
        expect(branch.at(-1)).toBeUndefined();
      }),
    );
  });

  it('finds by binary search what a look at every row finds', () => {
    fc.assert(
      fc.property(length, fc.integer({ min: -3, max: 20_000 }), (whole, limit) => {
        const column = new Column(Float64Array);
        for (const value of numbers(whole)) column.push(value);
        expect(column.countUpTo(limit)).toBe(numbers(whole).filter((value) => value <= limit).length);
      }),
    );
  });
});
