/**
 * The state: a compact sparse Merkle trie (LEDGER §5.2) that is persistent, so that a snapshot is a reference
 * and two versions share what they have in common. A subtree with exactly one leaf is that leaf; the root
 * therefore depends on the set of entries alone, never on the order in which they came and went. Nodes are
 * plain data, hashes hex digits.
 */
import { invariant } from '../kernel/assert.ts';
import type { Digest, Hex } from '../kernel/ids.ts';
import { joined, sha256Of, tagged } from './hashing.ts';
import { limits } from './limits.ts';

export type Trie = Empty | Leaf | Inner;

export interface Empty {
  readonly kind: 'empty';
  readonly hash: Digest;
}

/** One entry. `keyHash` is its path, most significant bit first. */
export interface Leaf {
  readonly kind: 'leaf';
  readonly hash: Digest;
  readonly keyHash: Digest;
  readonly key: Hex;
  readonly value: Hex;
}

/** Two or more entries: those whose next bit is 0 on the left, 1 on the right. */
export interface Inner {
  readonly kind: 'inner';
  readonly hash: Digest;
  readonly left: Trie;
  readonly right: Trie;
}

/** 32 zero bytes. */
export const emptyHash: Digest = '0'.repeat(64);
export const emptyTrie: Trie = { kind: 'empty', hash: emptyHash };

/**
 * The value under `key`, or null. A caller that knows the key's hash saves computing it, here and in `put`.
 */
export function get(trie: Trie, key: Hex, keyHash: Digest = keyHashOf(key)): Hex | null {
  const end = descend(trie, keyHash);
  return end.kind === 'leaf' && end.keyHash === keyHash ? end.value : null;
}

/** The trie with `value` under `key`; the same reference if it was so already. */
export function put(trie: Trie, key: Hex, value: Hex, keyHash: Digest = keyHashOf(key)): Trie {
  const withinLimits = key.length <= limits.keyDigits && value.length <= limits.valueDigits;
  invariant(withinLimits, 'key and value expected within the limits of verification');
  const end = descend(trie, keyHash);
  if (end.kind === 'leaf' && end.keyHash === keyHash && end.value === value) return trie;
  const hash = leafHash(keyHash, sha256Of(value));
  return insert(trie, { kind: 'leaf', hash, keyHash, key, value }, 0);
}

/** The trie without `key`; the same reference if it was not there. */
export function remove(trie: Trie, key: Hex): Trie {
  return take(trie, keyHashOf(key), 0);
}

/** Every entry, ascending by key. */
export function entries(trie: Trie): readonly Leaf[] {
  const found: Leaf[] = [];
  gather(trie, found);
  return found.sort(byKey);
}

/** Appends the leaves below `node`, in order of their paths. */
export function gather(node: Trie, into: Leaf[]): void {
  if (node.kind === 'leaf') into.push(node);
  if (node.kind !== 'inner') return;
  gather(node.left, into);
  gather(node.right, into);
}

export function byKey(a: { readonly key: Hex }, b: { readonly key: Hex }): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

export const keyHashOf: (key: Hex) => Digest = tagged('clr/key/1');

export function leafHash(keyHash: Digest, valueHash: Digest): Digest {
  return joined(0x00, keyHash, valueHash);
}

export function innerHash(left: Digest, right: Digest): Digest {
  return joined(0x01, left, right);
}

/** Bit `depth` of a path, most significant first. */
export function bitAt(path: Digest, depth: number): 0 | 1 {
  const digit = path.charCodeAt(depth >> 2);
  const nibble = digit < 58 ? digit - 48 : digit - 87;
  return (nibble >> (3 - (depth & 3))) & 1 ? 1 : 0;
}

function descend(trie: Trie, path: Digest): Empty | Leaf {
  let node = trie;
  for (let depth = 0; node.kind === 'inner'; depth++) node = bitAt(path, depth) ? node.right : node.left;
  return node;
}

function insert(node: Trie, leaf: Leaf, depth: number): Trie {
  if (node.kind === 'empty') return leaf;
  if (node.kind === 'leaf') return node.keyHash === leaf.keyHash ? leaf : part(node, leaf, depth);
  return bitAt(leaf.keyHash, depth)
    ? inner(node.left, insert(node.right, leaf, depth + 1))
    : inner(insert(node.left, leaf, depth + 1), node.right);
}

/** The smallest subtree that tells two leaves apart; a level where their bits agree has an empty sibling. */
function part(a: Leaf, b: Leaf, depth: number): Trie {
  invariant(depth < limits.trieDepth, 'paths of different keys expected to differ');
  const [bitA, bitB] = [bitAt(a.keyHash, depth), bitAt(b.keyHash, depth)];
  if (bitA !== bitB) return bitA ? inner(b, a) : inner(a, b);
  const below = part(a, b, depth + 1);
  return bitA ? inner(emptyTrie, below) : inner(below, emptyTrie);
}

function take(node: Trie, path: Digest, depth: number): Trie {
  if (node.kind === 'empty') return node;
  if (node.kind === 'leaf') return node.keyHash === path ? emptyTrie : node;
  const right = bitAt(path, depth) === 1;
  const child = right ? node.right : node.left;
  const rest = take(child, path, depth + 1);
  if (rest === child) return node;
  return right ? collapse(node.left, rest) : collapse(rest, node.right);
}

/** A lone leaf rises: without this, a trie would remember what it once held. */
function collapse(left: Trie, right: Trie): Trie {
  if (left.kind === 'empty' && right.kind !== 'inner') return right;
  if (right.kind === 'empty' && left.kind !== 'inner') return left;
  return inner(left, right);
}

function inner(left: Trie, right: Trie): Inner {
  return { kind: 'inner', hash: innerHash(left.hash, right.hash), left, right };
}
