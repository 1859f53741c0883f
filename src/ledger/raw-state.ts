/**
 * The state's bytes read a second time, for verdicts only: invariants must not share code with what they
 * judge, or a mistake in the ledger's own helpers could hide itself. So the layouts of LEDGER §5.1 are
 * written out once more here.
 */
import type { Snapshot } from '../kernel/application.ts';
import type { Hex } from '../kernel/ids.ts';

/** A node of the trie as plain data: children, or one entry, or nothing. */
export interface RawNode {
  readonly left?: RawNode;
  readonly right?: RawNode;
  readonly key?: Hex;
  readonly value?: Hex;
}

/** What one entry says, as far as invariants ask; null for records of other kinds. */
export type RawRecord =
  | {
      readonly kind: 'account';
      readonly account: number;
      readonly nonce: bigint;
      readonly balances: readonly RawAmount[];
    }
  | { readonly kind: 'reserve'; readonly held: RawAmount };

/** Smallest units. */
export interface RawAmount {
  readonly asset: number;
  readonly amount: bigint;
}

export function rawRoot(state: Snapshot): RawNode {
  // Snapshots are opaque by contract; the shape of this ledger's is stated above, independently of trie.ts.
  return state as unknown as RawNode;
}

/** Every record of the state. The order is that of the paths, hence no history. */
export function rawRecords(state: Snapshot): readonly RawRecord[] {
  const records: RawRecord[] = [];
  const open = [rawRoot(state)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const record = rawRecord(node);
    if (record) records.push(record);
    if (node.right) open.push(node.right);
    if (node.left) open.push(node.left);
  }
  return records;
}

export function rawRecord({ key, value }: RawNode): RawRecord | null {
  if (key === undefined || value === undefined) return null;
  if (key.startsWith('01')) {
    return {
      kind: 'account',
      account: unsigned(key, 1, 4),
      nonce: wide(value, 0, 8),
      balances: balancesOf(value),
    };
  }
  if (!key.startsWith('0601')) return null;
  return { kind: 'reserve', held: { asset: unsigned(key, 2, 2), amount: wide(value, 0, 16) } };
}

/** u64 nonce | u8 scheme | h32 key | u8 status | u32 count | count × (u16 asset | u128 amount) */
function balancesOf(value: Hex): readonly RawAmount[] {
  const balances: RawAmount[] = [];
  const count = unsigned(value, 42, 4);
  for (let i = 0; i < count; i++) {
    const at = 46 + 18 * i;
    balances.push({ asset: unsigned(value, at, 2), amount: wide(value, at + 2, 16) });
  }
  return balances;
}

function unsigned(digits: Hex, at: number, size: number): number {
  return parseInt(digits.slice(at * 2, (at + size) * 2), 16);
}

function wide(digits: Hex, at: number, size: number): bigint {
  return BigInt(`0x${digits.slice(at * 2, (at + size) * 2)}`);
}
