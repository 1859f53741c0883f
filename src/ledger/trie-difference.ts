/**
 * Where two states differ: a walk over both tries that goes down only where the hashes differ, so that its
 * cost is the size of the difference and not of the state.
 */
import type { Hex } from '../kernel/ids.ts';
import { limits } from './limits.ts';
import { byKey, gather, type Leaf, type Trie } from './trie.ts';

/** One key whose value differs; null where it has none. */
export interface Change {
  readonly key: Hex;
  readonly before: Hex | null;
  readonly after: Hex | null;
}

export interface Difference {
  /** Ascending by key. */
  readonly changes: readonly Change[];
  /** Pairs of nodes that were compared. */
  readonly compared: number;
  /** The limit was hit: there are more differences than are listed. */
  readonly truncated: boolean;
}

/** The keys whose values differ between two states, at most `limits.differences` of them. */
export function difference(before: Trie, after: Trie): Difference {
  const walk: Walk = { changes: [], compared: 0 };
  compare(before, after, walk);
  const changes = walk.changes.sort(byKey);
  const truncated = changes.length > limits.differences;
  return {
    changes: truncated ? changes.slice(0, limits.differences) : changes,
    compared: walk.compared,
    truncated,
  };
}

interface Walk {
  readonly changes: Change[];
  compared: number;
}

function compare(before: Trie, after: Trie, walk: Walk): void {
  walk.compared += 1;
  if (before.hash === after.hash || walk.changes.length > limits.differences) return;
  if (before.kind === 'inner' && after.kind === 'inner') {
    compare(before.left, after.left, walk);
    compare(before.right, after.right, walk);
  } else compareEntries(before, after, walk);
}

/** One of the two has at most one entry here, so nearly every entry of the other is a difference. */
function compareEntries(before: Trie, after: Trie, walk: Walk): void {
  const [old, now] = [byKeyOf(before), byKeyOf(after)];
  for (const leaf of leavesOf(before)) {
    const value = now.get(leaf.key) ?? null;
    if (value !== leaf.value) walk.changes.push({ key: leaf.key, before: leaf.value, after: value });
  }
  for (const leaf of leavesOf(after)) {
    if (!old.has(leaf.key)) walk.changes.push({ key: leaf.key, before: null, after: leaf.value });
  }
}

function byKeyOf(trie: Trie): ReadonlyMap<Hex, Hex> {
  return new Map(leavesOf(trie).map((leaf) => [leaf.key, leaf.value]));
}

function leavesOf(trie: Trie): readonly Leaf[] {
  const leaves: Leaf[] = [];
  gather(trie, leaves);
  return leaves;
}
