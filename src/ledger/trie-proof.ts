/**
 * Proofs that a key has a value, or has none, under a state root (LEDGER §5.2): the siblings from the root
 * down, and what stands at the end of the path. Checking needs the root alone and is total on hostile proofs.
 */
import type { Digest, Hex } from '../kernel/ids.ts';
import { isDigest, isHex, isRecord } from '../kernel/signed.ts';
import { sha256Of } from './hashing.ts';
import { limits } from './limits.ts';
import { bitAt, emptyHash, innerHash, keyHashOf, leafHash, type Trie } from './trie.ts';

export interface TrieProof {
  /** Hashes beside the path, from the root down. */
  readonly siblings: readonly Digest[];
  readonly terminal: Terminal;
}

/** What ends the path: the key's own leaf, nothing, or another key's leaf whose path begins alike. */
export type Terminal =
  | { readonly kind: 'leaf'; readonly value: Hex }
  | { readonly kind: 'empty' }
  | { readonly kind: 'other'; readonly keyHash: Digest; readonly valueHash: Digest };

/** What a proof shows: the key's value, or (`value: null`) that it has none. */
export interface Proven {
  readonly value: Hex | null;
}

/** The proof for `key`, present or absent. */
export function prove(trie: Trie, key: Hex): TrieProof {
  const path = keyHashOf(key);
  const siblings: Digest[] = [];
  let node = trie;
  while (node.kind === 'inner') {
    const right = bitAt(path, siblings.length) === 1;
    siblings.push(right ? node.left.hash : node.right.hash);
    node = right ? node.right : node.left;
  }
  if (node.kind === 'empty') return { siblings, terminal: { kind: 'empty' } };
  if (node.keyHash === path) return { siblings, terminal: { kind: 'leaf', value: node.value } };
  const terminal = { kind: 'other', keyHash: node.keyHash, valueHash: sha256Of(node.value) } as const;
  return { siblings, terminal };
}

/** What `proof` shows about `key` under `root`; null if it shows nothing. */
export function checkProof(root: Digest, key: Hex, proof: unknown): Proven | null {
  if (!isHex(key, limits.keyDigits) || !isRecord(proof) || !isRecord(proof.terminal)) return null;
  const siblings = proof.siblings;
  if (!Array.isArray(siblings) || siblings.length > limits.trieDepth || !siblings.every(isDigest))
    return null;
  const path = keyHashOf(key);
  const end = terminalOf(proof.terminal, path, siblings.length);
  if (end === null) return null;
  let hash = end.hash;
  for (let depth = siblings.length - 1; depth >= 0; depth--) {
    const sibling = siblings[depth] as Digest; // every element was checked to be a digest
    hash = bitAt(path, depth) ? innerHash(sibling, hash) : innerHash(hash, sibling);
  }
  return hash === root ? { value: end.value } : null;
}

/** Hash and meaning of the end of the path. */
function terminalOf(
  terminal: Record<string, unknown>,
  path: Digest,
  depth: number,
): { readonly hash: Digest; readonly value: Hex | null } | null {
  const { kind, value, keyHash, valueHash } = terminal;
  if (kind === 'empty') return { hash: emptyHash, value: null };
  if (kind === 'leaf' && isHex(value, limits.valueDigits))
    return { hash: leafHash(path, sha256Of(value)), value };
  if (kind !== 'other' || !isDigest(keyHash) || !isDigest(valueHash)) return null;
  return isOtherUnderSamePath(path, keyHash, depth)
    ? { hash: leafHash(keyHash, valueHash), value: null }
    : null;
}

/**
 * A foreign leaf proves absence only where this key would have to be, so the first bits agree and it is
 * another.
 */
function isOtherUnderSamePath(path: Digest, other: Digest, depth: number): boolean {
  for (let i = 0; i < depth; i++) if (bitAt(path, i) !== bitAt(other, i)) return false;
  return path !== other;
}
