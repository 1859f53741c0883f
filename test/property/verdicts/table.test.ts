/** The table behaves like a Map, and copies are independent of one another, whoever writes in what order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp, store, type Table } from '../../../src/sim/table.ts';

const key = fc.oneof(
  fc.nat(40),
  fc.nat(5_000),
  fc.nat(2 ** 31),
  fc.integer({ min: 2 ** 29, max: 2 ** 33 }),
  fc.maxSafeInteger().map((number) => Math.abs(number)),
);

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('store' as const), branch: fc.nat(3), key, value: fc.nat() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('copy' as const), branch: fc.nat(3), to: fc.nat(3) }) },
);

/** A table, its owner's token, and the Map that it must equal. */
interface Branch {
  table: Table<number> | undefined;
  owner: object;
  model: Map<number, number>;
}

describe('a table', () => {
  it('equals a Map in every copy', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const branches: Branch[] = Array.from({ length: 4 }, () => ({
          table: undefined,
          owner: {},
          model: new Map(),
        }));
        for (const one of steps) {
          const branch = branches[one.branch] as Branch;
          if (one.do === 'store') {
            branch.table = store(branch.table, one.key, one.value, branch.owner);
            branch.model.set(one.key, one.value);
          } else {
            branch.owner = {};
            branches[one.to] = { table: branch.table, owner: {}, model: new Map(branch.model) };
          }
        }
        for (const { table, model } of branches) {
          for (const [at, value] of model) expect(lookUp(table, at)).toBe(value);
          for (let at = 0; at < 64; at++) expect(lookUp(table, at)).toBe(model.get(at));
        }
      }),
    );
  });

  it('holds nothing under what is no key', () => {
    const table = store<number>(undefined, 3, 7, {});
    for (const strange of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(lookUp(table, strange)).toBeUndefined();
    }
    expect(lookUp(undefined, 0)).toBeUndefined();
  });

  it('writes in place for its owner and copies for anyone else', () => {
    const owner = {};
    const table = store<number>(undefined, 3, 7, owner);
    expect(store(table, 4, 8, owner)).toBe(table);
    const other = store(table, 4, 9, {});
    expect(other).not.toBe(table);
    expect([lookUp(table, 4), lookUp(other, 4)]).toEqual([8, 9]);
  });
});
