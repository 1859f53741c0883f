/** The canonical encoding gives every value bytes, equal ones the same and different ones different bytes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes, canonicalBytes, canonicalText, sortedKeys } from '../../../src/kernel/canonical.ts';
import { digestValue, fingerprint } from '../../../src/kernel/hash.ts';
import { limits } from '../../../src/kernel/limits.ts';

/** What messages, effects and scenarios are made of. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      1,
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1e21,
      2 ** 53,
    ),
    fc.double(),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom<unknown>(
      '',
      'null',
      'true',
      '1',
      '{}',
      '[]',
      '"',
      '\\',
      ',',
      ':',
      'é',
      '\ud800',
      '!deep',
    ),
    fc.bigInt(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** Same type and same content; what encodes alike must be alike. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) =>
      Object.hasOwn(b, key) && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('the canonical encoding', () => {
  it('is injective on plain data', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => (canonicalText(a) === canonicalText(b)) === same(a, b)),
      { numRuns: 2_000 },
    );
  });

  it('keeps close neighbours apart', () => {
    const values: unknown[] = [
      ...[
        1,
        '1',
        1n,
        [1],
        ['1'],
        { 1: 1 },
        -0,
        0,
        null,
        'null',
        undefined,
        [undefined],
        [null],
        [],
        {},
        [[]],
      ],
      ...[{ a: 1, b: 2 }, { a: '1,"b":2' }, { 'a":1,"b': 2 }, ['a', 'b'], ['a","b'], 'a","b', [['a'], 'b']],
      ...[true, 'true', Number.NaN, 'NaN', Number.POSITIVE_INFINITY, 'é', 'e\u0301', '\\u00e9'],
    ];
    expect(new Set(values.map(canonicalText)).size).toBe(values.length);
  });

  it('does not depend on the order in which members were added', () => {
    fc.assert(fc.property(plain, (value) => canonicalText(reversed(value)) === canonicalText(value)));
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${(i * 7) % 40}`, i]));
    expect(canonicalText(reversed(many))).toBe(canonicalText(many));
    expect(sortedKeys(many)).toEqual(Object.keys(many).sort());
  });

  it('leaves out members that are undefined, as a copy into a worker’s JSON would', () => {
    expect(canonicalText({ a: undefined, b: 1 })).toBe(canonicalText({ b: 1 }));
  });

  it('is total: anything gets ASCII text, and nothing throws', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    let deep: unknown = 0;
    for (let i = 0; i < 10_000; i++) deep = [deep];
    for (const value of [circle, deep, () => 0, Symbol('x'), new Map([[1, 2]]), new Date(0), undefined]) {
      expect(canonicalText(value)).toMatch(/^[\x20-\x7e]+$/);
    }
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (value) =>
        /^[\x20-\x7e]*$/.test(canonicalText(value)),
      ),
    );
  });

  it('sees a difference down to its depth limit, beyond our deepest message', () => {
    const nested = (depth: number, leaf: unknown): unknown =>
      depth === 0 ? leaf : [nested(depth - 1, leaf)];
    const last = limits.canonicalDepth - 1;
    expect(canonicalText(nested(last, 1))).not.toBe(canonicalText(nested(last, 2)));
  });

  it('has one byte per character, and the fingerprint counts them', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const text = canonicalText(value);
        expect(canonicalBytes(value)).toEqual(asciiBytes(text));
        expect(canonicalBytes(value)).toEqual(new TextEncoder().encode(text));
        if (typeof value !== 'object' || value === null) return;
        expect(fingerprint(value)).toEqual({ digest: digestValue(value), bytes: text.length });
        expect(fingerprint(value)).toBe(fingerprint(value));
      }),
    );
  });
});
