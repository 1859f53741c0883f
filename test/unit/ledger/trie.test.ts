/**
 * Hand-made tries: collapsing, sharing, proofs that lie, snapshots that lie, and the walk of a difference.
 */
import { describe, expect, it } from 'vitest';
import {
  emptyHash,
  emptyTrie,
  entries,
  get,
  innerHash,
  keyHashOf,
  put,
  remove,
  type Trie,
} from '../../../src/ledger/trie.ts';
import { difference } from '../../../src/ledger/trie-difference.ts';
import { checkProof, prove, type TrieProof } from '../../../src/ledger/trie-proof.ts';
import { recomputeRoot } from '../../../src/ledger/trie-verify.ts';

const key = (n: number) => n.toString(16).padStart(4, '0');
const many = (count: number): Trie => {
  let trie = emptyTrie;
  for (let n = 0; n < count; n++) trie = put(trie, key(n), key(n * 7));
  return trie;
};

describe('put and remove', () => {
  it('one entry is its leaf; removing it leaves nothing', () => {
    const one = put(emptyTrie, '01', 'aa');
    expect(one.kind).toBe('leaf');
    expect(remove(one, '01')).toBe(emptyTrie);
    expect(remove(one, '02')).toBe(one);
  });

  it('writing what is there already gives the same reference, and so does removing what is not', () => {
    const trie = many(50);
    expect(put(trie, key(3), key(21))).toBe(trie);
    expect(remove(trie, key(77))).toBe(trie);
  });

  it('shares what a change does not touch', () => {
    const trie = many(64);
    const changed = put(trie, key(5), 'ff');
    if (trie.kind !== 'inner' || changed.kind !== 'inner') throw new Error('inner nodes expected');
    expect(Number(trie.left === changed.left) + Number(trie.right === changed.right)).toBe(1);
  });

  it('a lone leaf rises through every level', () => {
    let trie = many(2);
    // Two keys whose paths share many bits sit deep; without one of them the other is the root.
    let near = 2;
    while (keyHashOf(key(near)).slice(0, 2) !== keyHashOf(key(0)).slice(0, 2)) near++;
    trie = remove(put(trie, key(near), 'ee'), key(1));
    expect(trie.kind).toBe('inner');
    expect(remove(trie, key(near))).toEqual(put(emptyTrie, key(0), key(0)));
  });

  it('an empty value is a value', () => {
    expect(get(put(emptyTrie, '01', ''), '01')).toBe('');
  });
});

describe('proofs that lie', () => {
  const trie = many(40);
  const present = prove(trie, key(3));
  const absent = prove(trie, key(999));

  it('are told from true ones', () => {
    expect(checkProof(trie.hash, key(3), present)).toEqual({ value: key(21) });
    expect(checkProof(trie.hash, key(999), absent)).toEqual({ value: null });
  });

  it.each<readonly [string, unknown]>([
    ['another value', { ...present, terminal: { kind: 'leaf', value: 'beef' } }],
    ['claimed absence', { ...present, terminal: { kind: 'empty' } }],
    ['a sibling left out', { ...present, siblings: present.siblings.slice(1) }],
    ['a sibling added', { ...present, siblings: [...present.siblings, emptyHash] }],
    ['siblings in reverse', { ...present, siblings: present.siblings.toReversed() }],
    ['an unknown terminal', { ...present, terminal: { kind: 'none' } }],
    ['no terminal', { siblings: present.siblings }],
    ['no siblings', { terminal: present.terminal }],
    ['siblings that are no digests', { ...present, siblings: present.siblings.map(() => 'x') }],
    ['too many siblings', { ...present, siblings: new Array(257).fill(emptyHash) }],
    ['a value that is no bytes', { ...present, terminal: { kind: 'leaf', value: 7 } }],
    ['nothing', null],
  ])('%s', (_, proof) => {
    expect(checkProof(trie.hash, key(3), proof)).toBeNull();
  });

  it('a leaf of its own key cannot be shown as another’s', () => {
    const own = { kind: 'other', keyHash: keyHashOf(key(3)), valueHash: 'ab'.repeat(32) };
    expect(checkProof(trie.hash, key(3), { ...present, terminal: own })).toBeNull();
  });

  it('another key’s true leaf proves absence only on the same path', () => {
    // The proof of key 3's leaf, turned into "another leaf stands here", for a key whose path leads
    // elsewhere.
    const proof = prove(put(emptyTrie, key(3), 'aa'), key(4));
    expect(proof.terminal.kind).toBe('other');
    const two = put(put(emptyTrie, key(3), 'aa'), key(5), 'bb');
    const elsewhere: TrieProof = { siblings: prove(two, key(3)).siblings, terminal: proof.terminal };
    expect(checkProof(two.hash, key(5), elsewhere)).toBeNull();
  });

  it('a leaf that stands where its own path does not lead proves nothing, even under such a root', () => {
    const bit = (n: number) => parseInt(keyHashOf(key(n)).charAt(0), 16) >> 3;
    let left = 0;
    while (bit(left) === 1) left++;
    let right = 0;
    while (bit(right) === 0) right++;
    const [misplaced, beside] = [put(emptyTrie, key(right), 'aa').hash, 'ab'.repeat(32)];
    const terminal = prove(put(emptyTrie, key(right), 'aa'), key(left)).terminal;
    expect(terminal.kind).toBe('other');
    const root = innerHash(misplaced, beside);
    expect(checkProof(root, key(left), { siblings: [beside], terminal })).toBeNull();
  });
});

describe('snapshots that lie', () => {
  const trie = many(12);
  const inner = trie.kind === 'inner' ? trie : null;
  if (!inner) throw new Error('an inner node expected');
  const leaf = put(emptyTrie, '01', 'aa');
  const join = (left: Trie, right: Trie) => ({
    kind: 'inner',
    hash: innerHash(left.hash, right.hash),
    left,
    right,
  });

  it('the true one verifies', () => {
    expect(recomputeRoot(trie)).toBe(trie.hash);
  });

  it.each<readonly [string, unknown]>([
    ['sides swapped', join(inner.right, inner.left)],
    ['a claimed hash that is another', { ...trie, hash: emptyHash }],
    ['a value changed', { ...leaf, value: 'ab' }],
    ['a key changed', { ...leaf, key: '02' }],
    ['a key hash changed', { ...leaf, keyHash: emptyHash }],
    ['a value that is no bytes', { ...leaf, value: 5 }],
    ['a member too many', { ...leaf, extra: 1 }],
    ['an inner member too many', { ...inner, extra: 1 }],
    ['an empty member too many', { ...emptyTrie, extra: 1 }],
    ['a side missing', { kind: 'inner', hash: inner.hash, left: inner.left }],
    ['a lone leaf below an inner node', join(emptyTrie, leaf)],
    ['a lone leaf below an inner node, left', join(leaf, emptyTrie)],
    ['two empty sides', join(emptyTrie, emptyTrie)],
    ['an unknown kind', { ...leaf, kind: 'stump' }],
    ['itself without end', endless()],
  ])('%s', (_, snapshot) => {
    expect(recomputeRoot(snapshot)).toBeNull();
  });

  it('more nodes than the limit', () => {
    const count = JSON.stringify(trie).split('"kind"').length - 1;
    expect(recomputeRoot(trie, count)).toBe(trie.hash);
    expect(recomputeRoot(trie, count - 1)).toBeNull();
  });

  it('a leaf on the wrong side of an otherwise well-formed node', () => {
    const a = put(emptyTrie, key(1), 'aa');
    let other = 2;
    const bit = (n: number) => parseInt(keyHashOf(key(n)).charAt(0), 16) >> 3;
    while (bit(other) === bit(1)) other++;
    const b = put(emptyTrie, key(other), 'bb');
    const [left, right] = bit(1) ? [b, a] : [a, b];
    expect(recomputeRoot(join(left, right))).toBe(innerHash(left.hash, right.hash));
    expect(recomputeRoot(join(right, left))).toBeNull();
  });

  /** A node that contains itself, which structured cloning would carry. */
  function endless(): unknown {
    const node: Record<string, unknown> = { kind: 'inner', hash: emptyHash };
    node.left = node;
    node.right = node;
    return node;
  }
});

describe('difference', () => {
  const trie = many(500);

  it('of a state with itself is nothing, found at once', () => {
    expect(difference(trie, trie)).toEqual({ changes: [], compared: 1, truncated: false });
  });

  it('lists what changed, came and went, and looks at little else', () => {
    const changed = remove(put(put(trie, key(9), 'ff'), key(900), 'aa'), key(17));
    const { changes, compared } = difference(trie, changed);
    expect(changes).toEqual([
      { key: key(9), before: key(63), after: 'ff' },
      { key: key(17), before: key(119), after: null },
      { key: key(900), before: null, after: 'aa' },
    ]);
    expect(compared).toBeLessThan(150);
  });

  it('says when it stopped at the limit', () => {
    const { changes, truncated } = difference(emptyTrie, many(10_001));
    expect(truncated).toBe(true);
    expect(changes).toHaveLength(10_000);
    expect(entries(trie)).toHaveLength(500);
  });
});
