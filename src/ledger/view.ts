/**
 * The state as transactions see it: reads and writes by key, and no way to iterate (LEDGER §0). Writes are
 * kept aside and enter the trie together, so that a record written several times in a slot is hashed once.
 */
import type { Digest, Hex } from '../kernel/ids.ts';
import { byKey, get, keyHashOf, put, remove, type Trie } from './trie.ts';

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
  const cells = new Map<Hex, Cell>();
  const cellOf = (key: Hex): Cell => {
    let cell = cells.get(key);
    if (cell === undefined) {
      const keyHash = keyHashOf(key);
      cell = { key, keyHash, value: get(base, key, keyHash), written: false };
      cells.set(key, cell);
    }
    return cell;
  };
  const write = (key: Hex, value: Hex | null): void => {
    const cell = cellOf(key);
    cell.value = value;
    cell.written = true;
  };
  return {
    get: (key) => cellOf(key).value,
    put: write,
    del: (key) => write(key, null),
    trie: () => [...cells.values()].sort(byKey).reduce(enter, base),
  };
}

/** One key that was read or written. */
interface Cell {
  readonly key: Hex;
  readonly keyHash: Digest;
  value: Hex | null;
  written: boolean;
}

function enter(trie: Trie, { key, keyHash, value, written }: Cell): Trie {
  if (!written) return trie;
  return value === null ? remove(trie, key) : put(trie, key, value, keyHash);
}
