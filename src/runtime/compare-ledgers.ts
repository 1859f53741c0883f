/** Two replicas' ledgers held against each other: which accounts differ, and in which field first. */
import type { AccountView } from '../kernel/application.ts';
import type { ReplicaId } from '../kernel/ids.ts';
import type { Problem } from './api.ts';
import type { LedgerComparison, LedgerDifference } from './findings.ts';
import type { PageRun } from './page-run.ts';

export function compareLedgers(
  run: PageRun,
  cursor: number,
  a: ReplicaId,
  b: ReplicaId,
): LedgerComparison | Problem {
  const left = sideOf(run, cursor, a);
  const right = sideOf(run, cursor, b);
  if (left === null || right === null) {
    return { problem: `expected two replicas that are up, found R${left === null ? a : b} without a state` };
  }
  const accounts = new Set([...left.accounts.keys(), ...right.accounts.keys()]);
  const differences = [...accounts]
    .sort((x, y) => x - y)
    .flatMap((account) => {
      const difference = differenceOf(account, left.accounts.get(account), right.accounts.get(account));
      return difference === null ? [] : [difference];
    });
  return { slots: [left.slot, right.slot], roots: [left.root, right.root], differences };
}

function sideOf({ recording, assembly }: PageRun, cursor: number, replica: ReplicaId) {
  const state = recording.stateAt(replica, cursor);
  if (state === null) return null;
  const { application, manifest, plan } = assembly;
  const { replicas, faults, options } = plan;
  const { root, accounts } = application.describe(state.application);
  const { executedSlot } = manifest.glyph(state.protocol, { replicas, faults, options, self: replica });
  return { root, slot: executedSlot, accounts: new Map(accounts.map((view) => [view.account, view])) };
}

function differenceOf(
  account: number,
  left: AccountView | undefined,
  right: AccountView | undefined,
): LedgerDifference | null {
  if (left === undefined || right === undefined) {
    return { account, field: 'exists', values: [left ? 'yes' : 'no', right ? 'yes' : 'no'] };
  }
  if (left.nonce !== right.nonce) return { account, field: 'nonce', values: [left.nonce, right.nonce] };
  const amountOf = (view: AccountView, asset: string): string =>
    view.balances.find((balance) => balance.asset === asset)?.amount ?? '0';
  const assets = [...new Set([...left.balances, ...right.balances].map(({ asset }) => asset))].sort();
  const asset = assets.find((name) => amountOf(left, name) !== amountOf(right, name));
  return asset === undefined
    ? null
    : { account, field: asset, values: [amountOf(left, asset), amountOf(right, asset)] };
}
