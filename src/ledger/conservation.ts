/**
 * Invariant I1 (LEDGER §7.1): per asset, the balances of all accounts together are what custody holds. Nodes
 * of the state never change and are shared between versions, so a check that goes on through a run sums each
 * subtree once: the next version costs what changed in it.
 */
import type { Snapshot } from '../kernel/application.ts';
import { spellAmount } from './assets.ts';
import { type RawNode, rawRecord, rawRoot } from './raw-state.ts';

/** Which sums contradict each other, as a clause; null when all is conserved. */
export type ConservationCheck = (state: Snapshot) => string | null;

/** A check for many versions of one run's state; it remembers the sums of the subtrees it has seen. */
export function createConservationCheck(): ConservationCheck {
  const known = new WeakMap<RawNode, Totals>();
  const totalsOf = (node: RawNode): Totals => {
    let totals = known.get(node);
    if (totals === undefined) {
      totals = node.left && node.right ? added(totalsOf(node.left), totalsOf(node.right)) : entryTotals(node);
      known.set(node, totals);
    }
    return totals;
  };
  return (state) => faultOf(totalsOf(rawRoot(state)));
}

/** The same for a single state. */
export function conservationFault(state: Snapshot): string | null {
  return createConservationCheck()(state);
}

function faultOf(totals: Totals): string | null {
  const off = totals.find(({ held, reserve }) => held !== reserve);
  if (!off) return null;
  const { asset, held, reserve } = off;
  return `accounts hold ${spellAmount(held, asset)}, custody holds ${spellAmount(reserve, asset)}`;
}

/** Per asset, ascending: what accounts hold, and what custody holds, in smallest units. */
type Totals = readonly { readonly asset: number; readonly held: bigint; readonly reserve: bigint }[];

function entryTotals(node: RawNode): Totals {
  const record = rawRecord(node);
  if (record === null) return [];
  if (record.kind === 'reserve') return [{ asset: record.held.asset, held: 0n, reserve: record.held.amount }];
  return record.balances.map(({ asset, amount }) => ({ asset, held: amount, reserve: 0n }));
}

function added(a: Totals, b: Totals): Totals {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const parts = [...a, ...b];
  const numbers = [...new Set(parts.map(({ asset }) => asset))].sort((x, y) => x - y);
  return numbers.map((asset) => {
    const own = parts.filter((part) => part.asset === asset);
    return {
      asset,
      held: own.reduce((sum, { held }) => sum + held, 0n),
      reserve: own.reduce((sum, { reserve }) => sum + reserve, 0n),
    };
  });
}
