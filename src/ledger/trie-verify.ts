/**
 * A state that came from elsewhere, checked before it is believed: every hash computed again from the values,
 * every entry in its place, no node that deleting would have collapsed. Total on hostile data, bounded in
 * depth and size.
 */
import type { Digest } from '../kernel/ids.ts';
import { hasOnly, isDigest, isHex, isRecord } from '../kernel/signed.ts';
import { sha256Of } from './hashing.ts';
import { limits } from './limits.ts';
import { bitAt, emptyHash, innerHash, keyHashOf, leafHash } from './trie.ts';

/** The root of a well-formed trie of at most `nodes` nodes, from its entries; null for anything else. */
export function recomputeRoot(candidate: unknown, nodes: number = limits.trieNodes): Digest | null {
  return visit(candidate, { path: [], nodesLeft: nodes })?.hash ?? null;
}

interface Walk {
  /** The bits taken so far, from the root. */
  readonly path: (0 | 1)[];
  nodesLeft: number;
}

interface Seen {
  readonly kind: 'empty' | 'leaf' | 'inner';
  readonly hash: Digest;
}

/** Kind and recomputed hash of a subtree; null when it, or the hash it claims, is not as it must be. */
function visit(node: unknown, walk: Walk): Seen | null {
  walk.nodesLeft -= 1;
  if (walk.nodesLeft < 0 || !isRecord(node)) return null;
  const seen = look(node, walk);
  return seen !== null && seen.hash === node.hash ? seen : null;
}

function look(node: Record<string, unknown>, walk: Walk): Seen | null {
  switch (node.kind) {
    case 'empty':
      return hasOnly(node, 2) ? { kind: 'empty', hash: emptyHash } : null;
    case 'leaf':
      return lookAtLeaf(node, walk.path);
    case 'inner':
      return lookAtInner(node, walk);
    default:
      return null;
  }
}

function lookAtLeaf(node: Record<string, unknown>, path: readonly (0 | 1)[]): Seen | null {
  const { key, keyHash, value } = node;
  if (!hasOnly(node, 5) || !isHex(key, limits.keyDigits) || !isHex(value, limits.valueDigits)) return null;
  if (!isDigest(keyHash) || keyHash !== keyHashOf(key)) return null;
  for (let depth = 0; depth < path.length; depth++) if (bitAt(keyHash, depth) !== path[depth]) return null;
  return { kind: 'leaf', hash: leafHash(keyHash, sha256Of(value)) };
}

function lookAtInner(node: Record<string, unknown>, walk: Walk): Seen | null {
  if (!hasOnly(node, 4) || walk.path.length >= limits.trieDepth) return null;
  const left = below(node.left, 0, walk);
  const right = left && below(node.right, 1, walk);
  if (!left || !right) return null;
  const uncollapsed =
    (left.kind === 'empty' && right.kind !== 'inner') || (right.kind === 'empty' && left.kind !== 'inner');
  return uncollapsed ? null : { kind: 'inner', hash: innerHash(left.hash, right.hash) };
}

function below(child: unknown, bit: 0 | 1, walk: Walk): Seen | null {
  walk.path.push(bit);
  const seen = visit(child, walk);
  walk.path.pop();
  return seen;
}
