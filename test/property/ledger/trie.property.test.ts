/**
 * The state trie against a plain map: one root per content whatever the history, proofs, foreign snapshots,
 * differences.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTrie, entries, get, put, remove, type Trie } from '../../../src/ledger/trie.ts';
import { difference } from '../../../src/ledger/trie-difference.ts';
import { checkProof, prove } from '../../../src/ledger/trie-proof.ts';
import { recomputeRoot } from '../../../src/ledger/trie-verify.ts';

type Step = { readonly key: string; readonly value: string | null };

/** Few keys, so that steps meet; a null value deletes. */
const key = fc.integer({ min: 0, max: 30 }).map((n) => n.toString(16).padStart(2, '0'));
const value = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16).padStart(4, '0'));
const step: fc.Arbitrary<Step> = fc.record({ key, value: fc.option(value, { freq: 3 }) });
const steps = fc.array(step, { maxLength: 60 });

function build(all: readonly Step[], from: Trie = emptyTrie): Trie {
  return all.reduce(
    (trie, one) => (one.value === null ? remove(trie, one.key) : put(trie, one.key, one.value)),
    from,
  );
}

function model(all: readonly Step[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const one of all) {
    if (one.value === null) map.delete(one.key);
    else map.set(one.key, one.value);
  }
  return map;
}

function fromModel(map: ReadonlyMap<string, string>): Trie {
  return build([...map].map(([name, content]) => ({ key: name, value: content })));
}

describe('content, not history', () => {
  it('a trie holds what a map holds, and its root is that of a trie built from the content alone', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const [trie, map] = [build(all), model(all)];
        expect(entries(trie).map((leaf) => [leaf.key, leaf.value])).toEqual(
          [...map].sort(([a], [b]) => (a < b ? -1 : 1)),
        );
        for (const one of all) expect(get(trie, one.key)).toBe(map.get(one.key) ?? null);
        expect(trie).toEqual(fromModel(map));
      }),
    );
  });

  it('any order of insertion, with detours, gives one structure', () => {
    const sets = fc.uniqueArray(fc.record({ key, value }), { selector: (one) => one.key, maxLength: 25 });
    const shuffles = sets.chain((set) =>
      fc.tuple(fc.constant(set), fc.shuffledSubarray(set, { minLength: set.length }), steps),
    );
    fc.assert(
      fc.property(shuffles, ([set, shuffled, detour]) => {
        const straight = build(set);
        const wandered = build(detour);
        const cleared = entries(wandered).reduce((trie, leaf) => remove(trie, leaf.key), wandered);
        expect(cleared).toBe(emptyTrie);
        const kept = new Map(set.map((one) => [one.key, one.value]));
        const pruned = entries(wandered).reduce(
          (trie, leaf) => (kept.has(leaf.key) ? trie : remove(trie, leaf.key)),
          wandered,
        );
        expect(build(shuffled)).toEqual(straight);
        expect(build(shuffled, pruned)).toEqual(straight);
      }),
    );
  });

  it('two contents never share a root', () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const same = JSON.stringify([...model(a)].sort()) === JSON.stringify([...model(b)].sort());
        expect(build(a).hash === build(b).hash).toBe(same);
      }),
    );
  });
});

describe('proofs', () => {
  it('show every key’s value or absence, under this root and no other content', () => {
    fc.assert(
      fc.property(steps, key, (all, asked) => {
        const trie = build(all);
        const proof = prove(trie, asked);
        const held = get(trie, asked);
        expect(checkProof(trie.hash, asked, proof)).toEqual({ value: held });
        const changed = put(trie, asked, held === 'beef' ? 'dead' : 'beef');
        expect(checkProof(changed.hash, asked, proof)).toBeNull();
      }),
    );
  });

  it('never show anything false, however they are changed', () => {
    fc.assert(
      fc.property(steps, key, key, fc.nat(), fc.nat(63), (all, asked, other, where, digit) => {
        const trie = build(all);
        const truth = get(trie, asked);
        const proof = prove(trie, other);
        for (const forged of [proof, mutate(proof, where, digit)]) {
          const shown = checkProof(trie.hash, asked, forged);
          if (shown !== null) expect(shown.value).toBe(truth);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('are judged without throwing, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (siblings, terminal) => {
        expect(checkProof('0'.repeat(64), '00', { siblings: [siblings], terminal })).toBeNull();
        expect(
          checkProof('0'.repeat(64), '00', { siblings, terminal: { kind: 'leaf', value: terminal } }),
        ).toBeNull();
      }),
    );
  });
});

describe('foreign snapshots', () => {
  it('verify to the root that their content has', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const trie = build(all);
        expect(recomputeRoot(structuredClone(trie))).toBe(trie.hash);
      }),
    );
  });

  it('are refused once a single digit or node of them changed', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat(63),
        (all, where, digit) => {
          const trie = build(all);
          const changed = mutate(trie, where, digit);
          expect(recomputeRoot(changed)).toBe(
            JSON.stringify(changed) === JSON.stringify(trie) ? trie.hash : null,
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('that are not even tries are refused without throwing', () => {
    const junk = fc.letrec((tie) => ({
      node: fc.oneof(
        fc.anything(),
        fc.record({ kind: fc.constant('leaf'), hash: value, keyHash: value, key, value }),
        fc.record({ kind: fc.constant('inner'), hash: value, left: tie('node'), right: tie('node') }),
      ),
    })).node;
    fc.assert(fc.property(junk, (candidate) => void expect(recomputeRoot(candidate)).toBeNull()));
  });
});

describe('difference', () => {
  it('lists exactly the keys whose values differ, in order', () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const [before, after] = [model(a), model([...a, ...b])];
        const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
        const expected = keys
          .filter((name) => before.get(name) !== after.get(name))
          .map((name) => ({ key: name, before: before.get(name) ?? null, after: after.get(name) ?? null }));
        const found = difference(build(a), build(b, build(a)));
        expect(found.changes).toEqual(expected);
        const patched = found.changes.map((change) => ({ key: change.key, value: change.after }));
        expect(build(patched, build(a))).toEqual(build([...a, ...b]));
      }),
    );
  });
});

/** Changes one hex digit of the `where`-th text in a value, of keys and kinds as well. */
function mutate<T>(value: T, where: number, digit: number): T {
  const text = JSON.stringify(value);
  const places = [...text.matchAll(/"[0-9a-f]+"/g)].map((match) => ({
    start: match.index + 1,
    length: match[0].length - 2,
  }));
  const place = places[where % Math.max(1, places.length)];
  if (!place) return value;
  const at = place.start + (digit % place.length);
  const other = text[at] === '0' ? '1' : '0';
  return JSON.parse(text.slice(0, at) + other + text.slice(at + 1)) as T;
}
