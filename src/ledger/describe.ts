/** The ledger for the reader: accounts with balances in whole units, and operations in one line. */
import type { AccountView, ApplicationView } from '../kernel/application.ts';
import { unreachable } from '../kernel/assert.ts';
import { balanceOf, decodeAccount } from './account.ts';
import { assets, formatAmount, readAmount, spellAmount } from './assets.ts';
import { accountOfKey } from './state-keys.ts';
import { readTransaction, type Transaction } from './transaction.ts';
import { entries, type Trie } from './trie.ts';
import type { Change } from './trie-difference.ts';

/** Every account, ascending; every asset, zero included, so that tables keep their columns. */
export function describeState(trie: Trie): ApplicationView {
  const accounts: AccountView[] = [];
  for (const { key, value } of entries(trie)) {
    const account = accountOfKey(key);
    if (account === null) continue;
    const record = decodeAccount(value);
    const balances = assets.map(({ number, name }) => ({
      asset: name,
      amount: formatAmount(balanceOf(record, number), name),
    }));
    accounts.push({ account, nonce: record.nonce.toString(), balances });
  }
  return { root: trie.hash, accounts };
}

/** "account 1 pays account 2 25.00 USD (nonce 3)" */
export function describeOperation(operation: unknown): string {
  const decoded = readTransaction(operation);
  return 'refused' in decoded ? 'unreadable operation' : describeTransaction(decoded.ok);
}

/** Numbers of all accounts, ascending. */
export function accountNumbers(trie: Trie): readonly number[] {
  return entries(trie)
    .map(({ key }) => accountOfKey(key))
    .filter((account) => account !== null);
}

/** Accounts among the keys that differ between two states, in the order of the keys. */
export function accountsOf(changes: readonly Change[]): readonly number[] {
  return changes.map(({ key }) => accountOfKey(key)).filter((account) => account !== null);
}

function describeTransaction({ envelope }: Transaction): string {
  const { body } = envelope;
  const nonce = `(nonce ${envelope.nonce})`;
  switch (body.kind) {
    case 'deposit':
      return `deposit of ${spellAmount(body.amount, body.asset)} to account ${body.account} ${nonce}`;
    case 'transfer': {
      const what = spellAmount(body.amount, body.asset);
      return `account ${envelope.account} pays account ${body.to} ${what} ${nonce}`;
    }
    case 'trade': {
      const what = `${body.quantity} of series ${body.series}`;
      const premium = readAmount(body.premium, 'USD');
      return `account ${body.buyer} buys ${what} from account ${body.seller} at ${premium} USD each ${nonce}`;
    }
    default:
      return unreachable(body);
  }
}
