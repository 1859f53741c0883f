/** A map whose copies share pages behaves as a plain map, and so do its copies. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SharedMap } from '../../../src/kernel/shared-map.ts';

type Step = {
  readonly do: 'set' | 'delete' | 'fork' | 'oldest';
  readonly key: number;
  readonly which: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('set', 'set', 'set', 'delete', 'fork', 'oldest'),
  key: fc.nat(150),
  which: fc.nat(3),
});

describe('a map that shares', () => {
  it('is a map, and no copy sees what another writes', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 50, maxLength: 400 }), (steps) => {
        const pairs = [{ map: new SharedMap<number, number>(), model: new Map<number, number>() }];
        for (const [time, { do: what, key, which }] of steps.entries()) {
          const { map, model } = pairs[which % pairs.length] as (typeof pairs)[number];
          if (what === 'set') map.set(key, time) && model.set(key, time);
          else if (what === 'delete') expect(map.delete(key)).toBe(model.delete(key));
          else if (what === 'fork') pairs.push({ map: map.fork(), model: new Map(model) });
          else {
            const oldest = model.keys().next().value;
            if (oldest !== undefined) expect(map.delete(oldest)).toBe(model.delete(oldest));
          }
          if (pairs.length > 5) pairs.shift();
        }
        for (const { map, model } of pairs) {
          expect(map.size).toBe(model.size);
          expect([...map.keys()].sort((a, b) => a - b)).toEqual([...model.keys()].sort((a, b) => a - b));
          expect(new Map(map)).toEqual(model);
          const keys = Array.from({ length: 150 }, (_, key) => key);
          expect(keys.map((key) => map.get(key))).toEqual(keys.map((key) => model.get(key)));
        }
      }),
    );
  });

  it('gives its entries in the order in which they were added, the oldest first', () => {
    const map = new SharedMap<string, number>();
    for (let i = 0; i < 100; i++) map.set(`k${i}`, i);
    map.set('k3', 33).delete('k0');
    expect([...map.keys()].slice(0, 4)).toEqual(['k1', 'k2', 'k3', 'k4']);
    expect([...map.values()].slice(0, 3)).toEqual([1, 2, 33]);
    expect([...map.fork().keys()]).toEqual([...map.keys()]);
  });
});
