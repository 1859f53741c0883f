/**
 * The append-only Merkle tree of RFC 6962 (LEDGER §5.2), for lists that only grow: transactions, receipts,
 * batches, traces. Leaves and nodes are hashed with different first bytes, so that a node cannot be passed
 * off as a leaf; an odd last subtree moves up unpaired, never twice, so that no two lists share a root.
 */
import { invariant } from '../kernel/assert.ts';
import type { Digest, Hex } from '../kernel/ids.ts';
import { isCount, isDigest } from '../kernel/signed.ts';
import { joined, sha256Of } from './hashing.ts';
import { limits } from './limits.ts';

/** The root over the leaf hashes; SHA-256 of nothing for none (RFC 6962 §2.1). */
export function treeRoot(leaves: readonly Digest[]): Digest {
  if (leaves.length === 0) return sha256Of('');
  return rootOf(leaves, 0, leaves.length);
}

/** Hash of one leaf from its data. */
export function treeLeaf(data: Hex): Digest {
  return joined(0x00, data, '');
}

export function treeNode(left: Digest, right: Digest): Digest {
  return joined(0x01, left, right);
}

/** The audit path of leaf `index`, from the bottom up (§2.1.1). */
export function inclusionProof(leaves: readonly Digest[], index: number): readonly Digest[] {
  invariant(index >= 0 && index < leaves.length, `index expected below ${leaves.length}, found ${index}`);
  return audit(leaves, index, 0, leaves.length);
}

/** True iff `proof` shows that `leaf` is number `index` of the `size` leaves under `root`. Total. */
export function checkInclusion(
  leaf: Digest,
  index: number,
  size: number,
  root: Digest,
  proof: unknown,
): boolean {
  if (!isSize(size) || !isCount(index) || index >= size || !isPath(proof)) return false;
  let hash = leaf;
  const fits = climb(proof, index, size - 1, (sibling, isLeft) => {
    hash = isLeft ? treeNode(sibling, hash) : treeNode(hash, sibling);
  });
  return fits && hash === root;
}

/** The proof that the first `old` leaves are the beginning of all of them (§2.1.2). */
export function consistencyProof(leaves: readonly Digest[], old: number): readonly Digest[] {
  invariant(old >= 1 && old <= leaves.length, `old size expected in 1..${leaves.length}, found ${old}`);
  return subproof(leaves, old, 0, leaves.length, true);
}

/** True iff `proof` shows that the tree of size `old` is a beginning of the tree of size `size`. Total. */
export function checkConsistency(
  old: number,
  size: number,
  oldRoot: Digest,
  root: Digest,
  proof: unknown,
): boolean {
  if (!isSize(old) || !isSize(size) || old > size || !isPath(proof)) return false;
  if (old === size) return proof.length === 0 && oldRoot === root;
  // A tree whose size is a power of two is a subtree of the new one, so its root leads the path itself.
  const [first, ...rest] = isPowerOfTwo(old) ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let [position, last] = [old - 1, size - 1];
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  let [oldHash, hash] = [first, first];
  const fits = climb(rest, position, last, (sibling, isLeft) => {
    if (isLeft) oldHash = treeNode(sibling, oldHash);
    hash = isLeft ? treeNode(sibling, hash) : treeNode(hash, sibling);
  });
  return fits && oldHash === oldRoot && hash === root;
}

/**
 * Goes from node `position` of a level whose last node is `last` up to the root, one sibling per join; `join`
 * hears on which side each stands. False if there are more or fewer siblings than the way has joins.
 */
function climb(
  siblings: readonly Digest[],
  position: number,
  last: number,
  join: (sibling: Digest, isLeft: boolean) => void,
): boolean {
  let [at, end] = [position, last];
  for (const sibling of siblings) {
    if (end === 0) return false;
    const isLeft = at % 2 === 1 || at === end;
    join(sibling, isLeft);
    // The last node of a level may lack a sibling there: it moves up until it stands on the right.
    while (isLeft && at % 2 === 0 && at !== 0) [at, end] = [half(at), half(end)];
    [at, end] = [half(at), half(end)];
  }
  return end === 0;
}

/** Root of the leaves in [from, to), at least one. */
function rootOf(leaves: readonly Digest[], from: number, to: number): Digest {
  if (to - from === 1) return leafAt(leaves, from);
  const split = from + largestPowerBelow(to - from);
  return treeNode(rootOf(leaves, from, split), rootOf(leaves, split, to));
}

function audit(leaves: readonly Digest[], index: number, from: number, to: number): readonly Digest[] {
  if (to - from === 1) return [];
  const split = from + largestPowerBelow(to - from);
  return index < split
    ? [...audit(leaves, index, from, split), rootOf(leaves, split, to)]
    : [...audit(leaves, index, split, to), rootOf(leaves, from, split)];
}

/** SUBPROOF of §2.1.2; `whole`: the old tree's root is known to whoever checks. */
function subproof(
  leaves: readonly Digest[],
  old: number,
  from: number,
  to: number,
  whole: boolean,
): readonly Digest[] {
  if (from + old === to) return whole ? [] : [rootOf(leaves, from, to)];
  const power = largestPowerBelow(to - from);
  const split = from + power;
  return old <= power
    ? [...subproof(leaves, old, from, split, whole), rootOf(leaves, split, to)]
    : [...subproof(leaves, old - power, split, to, false), rootOf(leaves, from, split)];
}

/** The largest power of two smaller than `size`, which is at least 2. */
function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function isPowerOfTwo(size: number): boolean {
  return size === 1 || largestPowerBelow(size) * 2 === size;
}

function half(value: number): number {
  return value >>> 1;
}

function isSize(size: unknown): size is number {
  return isCount(size) && size >= 1 && size <= limits.treeLeaves;
}

function isPath(proof: unknown): proof is readonly Digest[] {
  return Array.isArray(proof) && proof.length <= 64 && proof.every(isDigest);
}

function leafAt(leaves: readonly Digest[], index: number): Digest {
  const leaf = leaves[index];
  invariant(leaf !== undefined, `leaf ${index} expected below ${leaves.length}`);
  return leaf;
}
