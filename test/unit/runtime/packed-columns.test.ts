/** Full pieces of a column take as few bytes as their spread needs, and nobody can tell from their numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Column } from '../../../src/runtime/history/column.ts';
import { type Numbers, packed, pieceLength } from '../../../src/runtime/history/packed.ts';

/** Numbers whose spread is one of those that decide how many bytes a piece gets, or that are no whole ones. */
const value = fc.oneof(
  fc.constantFrom(0, 1, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 3),
  fc.constantFrom(Number.NaN, 0.5, -7),
  fc.nat(1_000_000),
);

function filled(at: (place: number) => number): Float64Array {
  return Float64Array.from({ length: pieceLength }, (_, place) => at(place));
}

function bytesOf(values: Numbers): number {
  return packed(values).values.BYTES_PER_ELEMENT;
}

describe('a full piece', () => {
  it('keeps whole numbers as distances in one, two or four bytes, and others as they are', () => {
    expect(bytesOf(filled((place) => 5e12 + (place % 256)))).toBe(1);
    expect(bytesOf(filled((place) => 5e12 + (place === 9 ? 256 : 0)))).toBe(2);
    expect(bytesOf(filled((place) => (place === 9 ? 65_536 : 0)))).toBe(4);
    expect(bytesOf(filled((place) => (place === 9 ? 2 ** 32 : 0)))).toBe(8);
    expect(bytesOf(filled((place) => place + 0.5))).toBe(8);
  });

  it('of one number has no array of its own', () => {
    const [one, other] = [packed(filled(() => 7)), packed(filled(() => 8))];
    expect(one.values).toBe(other.values);
    expect([one.base, other.base]).toEqual([7, 8]);
  });

  it('is not copied where nothing is gained', () => {
    const values = Uint8Array.from({ length: pieceLength }, (_, place) => place);
    expect(packed(values).values).toBe(values);
  });
});

describe('a column of packed pieces', () => {
  it('gives back what was written, one by one or many at once, wherever it is cut', () => {
    const few = fc.array(value, { minLength: 1, maxLength: 6 });
    const parts = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(few, parts, fc.nat(10_000), (values, lengths, cut) => {
        const many = new Column(Float64Array);
        const single = new Column(Float64Array);
        const expected: number[] = [];
        for (const length of lengths) {
          const rows = Array.from({ length }, (_, row) => values[(row >> 8) % values.length] as number);
          expected.push(...rows);
          many.append(Float64Array.from(rows));
          for (const row of rows) single.push(row);
        }
        expect(many.length).toBe(expected.length);
        expect([...many.since(0)]).toEqual(expected);
        expect([...single.since(0)]).toEqual(expected);
        const to = Math.min(cut, expected.length);
        expect([...many.since(to >> 1, to)]).toEqual(expected.slice(to >> 1, to));
        const branch = many.upTo(to);
        branch.push(3);
        expect([...branch.since(0)]).toEqual([...expected.slice(0, to), 3]);
        for (let row = 0; row < expected.length; row += 97) expect(many.at(row)).toEqual(expected[row]);
      }),
      { numRuns: 60 },
    );
  });

  it('finds by binary search in packed pieces what a look at every row finds', () => {
    const column = new Column(Float64Array);
    const times = Array.from({ length: 10_000 }, (_, row) => 1e12 + 13 * (row >> 3));
    column.append(Float64Array.from(times));
    for (const limit of [0, 1e12 - 1, 1e12, 1e12 + 6_655, 1e12 + 6_656, 1e12 + 9_000, 2e12])
      expect(column.countUpTo(limit)).toBe(times.filter((time) => time <= limit).length);
  });
});
