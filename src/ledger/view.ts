/**
 * The state as a transaction sees it: reads and writes by key, and no way to iterate (LEDGER §0). Writes are kept
 * aside and enter the trie together, so that a record written twice is hashed once.
 */
import type { Hex } from '../kernel/ids.ts';
import { get, put, remove, type Trie } from './trie.ts';

export interface StateView {
  get(key: Hex): Hex | null;
  put(key: Hex, value: Hex): void;
  del(key: Hex): void;
}

export interface TrieView extends StateView {
  /** The state with all that was written. */
  trie(): Trie;
}

export function viewOf(base: Trie): TrieView {
  const written = new Map<Hex, Hex | null>();
  return {
    get(key) {
      const value = written.get(key);
      return value === undefined ? get(base, key) : value;
    },
    put: (key, value) => void written.set(key, value),
    del: (key) => void written.set(key, null),
    trie() {
      let trie = base;
      for (const [key, value] of [...written].sort(([a], [b]) => (a < b ? -1 : 1))) {
        trie = value === null ? remove(trie, key) : put(trie, key, value);
      }
      return trie;
    },
  };
}
