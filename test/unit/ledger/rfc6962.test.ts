/** Trees of RFC 6962: every pair of sizes up to 20, and proofs that lie. */
import { describe, expect, it } from 'vitest';
import {
  checkConsistency,
  checkInclusion,
  consistencyProof,
  inclusionProof,
  treeLeaf,
  treeNode,
  treeRoot,
} from '../../../src/ledger/rfc6962.ts';

const leaves = Array.from({ length: 20 }, (_, i) => treeLeaf(i.toString(16).padStart(2, '0')));
const sizes = leaves.map((_, i) => i + 1);
const rootAt = (size: number) => treeRoot(leaves.slice(0, size));

describe('inclusion', () => {
  it('holds for every leaf of every size, under its own index only', () => {
    for (const size of sizes) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(leaves.slice(0, size), index);
        const leaf = leaves[index] ?? '';
        expect(checkInclusion(leaf, index, size, rootAt(size), proof)).toBe(true);
        expect(checkInclusion(leaf, index + 1, size, rootAt(size), proof)).toBe(false);
        expect(checkInclusion(leaves[(index + 1) % 20] ?? '', index, size, rootAt(size), proof)).toBe(false);
        expect(checkInclusion(leaf, index, size, rootAt(size + 1), proof)).toBe(size === 20);
      }
    }
  });

  it.each<readonly [string, number, number, unknown]>([
    ['an index beyond the size', 20, 20, inclusionProof(leaves, 3)],
    ['a negative index', -1, 20, inclusionProof(leaves, 3)],
    ['a fractional index', 3.5, 20, inclusionProof(leaves, 3)],
    ['a size of zero', 0, 0, []],
    ['a size beyond the limit', 3, 2 ** 40, inclusionProof(leaves, 3)],
    ['a proof that is too long', 3, 20, [...inclusionProof(leaves, 3), leaves[0]]],
    ['a proof that is too short', 3, 20, inclusionProof(leaves, 3).slice(1)],
    ['a proof that is no list', 3, 20, 'proof'],
    ['a proof of no digests', 3, 20, inclusionProof(leaves, 3).map(() => 'x')],
    ['a proof without end', 3, 20, new Array(100_000).fill(leaves[0])],
  ])('refuses %s', (_, index, size, proof) => {
    expect(checkInclusion(leaves[3] ?? '', index, size, rootAt(20), proof)).toBe(false);
  });
});

describe('the size is part of the claim', () => {
  const [leaf = '', other = ''] = leaves;

  it('a leaf of two is not the leaf of a tree of one', () => {
    expect(checkInclusion(leaf, 0, 1, treeNode(other, leaf), [other])).toBe(false);
    expect(checkInclusion(leaf, 1, 2, treeNode(other, leaf), [other])).toBe(true);
  });

  it('a proof that stops below the root is none', () => {
    expect(checkInclusion(leaf, 0, 3, treeNode(leaf, other), [other])).toBe(false);
    expect(checkInclusion(leaf, 0, 2, treeNode(leaf, other), [other])).toBe(true);
  });
});

describe('consistency', () => {
  it('holds for every pair of sizes, and not when a root is another', () => {
    for (const size of sizes) {
      for (let old = 1; old <= size; old++) {
        const proof = consistencyProof(leaves.slice(0, size), old);
        expect(checkConsistency(old, size, rootAt(old), rootAt(size), proof)).toBe(true);
        if (old === size) continue;
        expect(checkConsistency(old, size, rootAt(old + 1), rootAt(size), proof)).toBe(false);
        expect(checkConsistency(old, size, rootAt(old), rootAt(old), proof)).toBe(false);
        expect(checkConsistency(old, size, rootAt(old), rootAt(size), proof.slice(1))).toBe(false);
        expect(checkConsistency(old, size, rootAt(old), rootAt(size), [...proof, rootAt(1)])).toBe(false);
      }
    }
  });

  it.each<readonly [string, number, number, unknown]>([
    ['a shrinking tree', 8, 5, consistencyProof(leaves.slice(0, 8), 5)],
    ['an empty old tree', 0, 5, []],
    ['a missing proof', 5, 8, []],
    ['another proof for equal sizes', 8, 8, [leaves[0]]],
    ['no list', 5, 8, null],
  ])('refuses %s', (_, old, size, proof) => {
    expect(checkConsistency(old, size, rootAt(old), rootAt(size), proof)).toBe(false);
  });

  it('refuses a history that was rewritten', () => {
    const rewritten = [...leaves.slice(0, 2), treeLeaf('ff'), ...leaves.slice(3)];
    const proof = consistencyProof(rewritten, 5);
    expect(checkConsistency(5, 20, rootAt(5), treeRoot(rewritten), proof)).toBe(false);
  });
});
