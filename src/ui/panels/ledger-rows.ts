/** Two ledgers as rows of one table: an account's fields, both values, and whether they differ. Pure. */
import type { AccountView } from '../../kernel/application.ts';
import type { LedgerComparison } from '../../runtime/api.ts';
import { plainAmount } from './words.ts';

export interface LedgerRow {
  readonly account: number;
  /** "USD", "nonce" */
  readonly field: string;
  /** What each side holds; "none" where it has no such account. */
  readonly values: readonly [string, string];
  readonly differs: boolean;
  /** The first difference of all, by the engine. */
  readonly first: boolean;
  /** The account's first row. */
  readonly opens: boolean;
}

export function ledgerRows(
  mine: readonly AccountView[],
  others: readonly AccountView[],
  comparison: LedgerComparison,
): readonly LedgerRow[] {
  const [left, right] = [byAccount(mine), byAccount(others)];
  const accounts = [...new Set([...left.keys(), ...right.keys()])].sort((a, b) => a - b);
  const assets = [
    ...new Set([...mine, ...others].flatMap(({ balances }) => balances.map(({ asset }) => asset))),
  ].sort();
  const [first] = comparison.differences;
  return accounts.flatMap((account) => {
    const pair = [left.get(account), right.get(account)] as const;
    const fields = ['nonce', ...assets].filter((field) => pair.some((view) => holds(view, field)));
    return fields.map((field, index) => {
      const values = [amountAt(pair[0], field), amountAt(pair[1], field)] as const;
      const isFirst =
        first?.account === account && (first.field === field || (first.field === 'exists' && index === 0));
      return { account, field, values, differs: values[0] !== values[1], first: isFirst, opens: index === 0 };
    });
  });
}

/** "Equal at slot 5." · "First difference: account 1, USD: 1,000.00 at R1, 2,000.00 at R2." */
export function ledgerSentence(
  { slots, roots, differences }: LedgerComparison,
  [mine, other]: readonly [string, string],
): string {
  const [first] = differences;
  const [left, right] = slots;
  if (first === undefined) {
    return roots[0] === roots[1]
      ? `Equal: the same root at slot ${left}.`
      : 'Equal accounts under different roots.';
  }
  const values = first.values.map((value) => (first.field === 'nonce' ? value : plainAmount(value)));
  const words = `account ${first.account}, ${first.field}: ${values[0]} at ${mine}, ${values[1]} at ${other}`;
  if (left === right) return `They differ at slot ${left}, first in ${words}.`;
  const [behind, slot, ahead] = left < right ? [mine, left, right] : [other, right, left];
  return (
    `${behind} has executed slot ${slot} only, the other one ${ahead}: not the same moment. ` +
    `First apart: ${words}.`
  );
}

function byAccount(views: readonly AccountView[]): ReadonlyMap<number, AccountView> {
  return new Map(views.map((view) => [view.account, view]));
}

function holds(view: AccountView | undefined, field: string): boolean {
  if (view === undefined) return false;
  return (
    field === 'nonce' || view.balances.some(({ asset, amount }) => asset === field && /[1-9]/.test(amount))
  );
}

function amountAt(view: AccountView | undefined, field: string): string {
  if (view === undefined) return 'none';
  if (field === 'nonce') return view.nonce;
  return plainAmount(view.balances.find(({ asset }) => asset === field)?.amount ?? '0');
}
