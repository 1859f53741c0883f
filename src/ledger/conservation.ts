/**
 * Invariant I1 (LEDGER §7.1): per asset, the balances of all accounts together are what custody holds. Nodes
 * of the state never change and are shared between versions, so each subtree is summed once; checking every
 * version of a long run costs what changed in it.
 */
import type { Snapshot } from '../kernel/application.ts';
import { type RawAmount, type RawNode, rawRecord, rawRoot } from './raw-state.ts';

/** Which sums contradict each other, as a sentence; null when all is conserved. Amounts in smallest units. */
export function conservationFault(state: Snapshot): string | null {
  const off = totalsOf(rawRoot(state)).find(({ held, reserve }) => held !== reserve);
  return off ? `accounts hold ${off.held} of asset ${off.asset}, custody holds ${off.reserve}` : null;
}

/** Per asset, ascending: what accounts hold, and what custody holds. */
type Totals = readonly { readonly asset: number; readonly held: bigint; readonly reserve: bigint }[];

/** Sums of subtrees: a pure function's memory, which nothing but this file reads. */
const known = new WeakMap<RawNode, Totals>();

function totalsOf(node: RawNode): Totals {
  let totals = known.get(node);
  if (totals === undefined) {
    totals = node.left && node.right ? added(totalsOf(node.left), totalsOf(node.right)) : entryTotals(node);
    known.set(node, totals);
  }
  return totals;
}

function entryTotals(node: RawNode): Totals {
  const record = rawRecord(node);
  if (record === null) return [];
  if (record.kind === 'reserve') return [{ asset: record.held.asset, held: 0n, reserve: record.held.amount }];
  return record.balances.map(({ asset, amount }: RawAmount) => ({ asset, held: amount, reserve: 0n }));
}

function added(a: Totals, b: Totals): Totals {
  const numbers = [...new Set([...a, ...b].map(({ asset }) => asset))].sort((x, y) => x - y);
  return numbers.map((asset) => {
    const parts = [...a, ...b].filter((part) => part.asset === asset);
    return {
      asset,
      held: parts.reduce((sum, { held }) => sum + held, 0n),
      reserve: parts.reduce((sum, { reserve }) => sum + reserve, 0n),
    };
  });
}
