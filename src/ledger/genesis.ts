/** The state before the first slot, out of plain data that the run's scenario determines. */
import { invariant } from '../kernel/assert.ts';
import {
  absentAccount,
  balanceOf,
  exists,
  readAccount,
  readReserve,
  withBalance,
  writeAccount,
  writeReserve,
} from './account.ts';
import { assetOf } from './assets.ts';
import type { LedgerGenesis } from './keys.ts';
import { emptyTrie, type Trie } from './trie.ts';
import { viewOf } from './view.ts';

/** Every account once, then the opening balances, which raise the reserve as deposits would. */
export function genesisTrie(genesis: LedgerGenesis): Trie {
  const view = viewOf(emptyTrie);
  for (const { account, scheme, key } of genesis.accounts) {
    invariant(
      !exists(readAccount(view, account)),
      `account ${account} expected once in the genesis, found again`,
    );
    writeAccount(view, account, { ...absentAccount, scheme, key });
  }
  for (const { account, asset, amount } of genesis.balances ?? []) {
    const record = readAccount(view, account);
    invariant(exists(record), `opening balance expected for an account of the genesis, found ${account}`);
    const { number } = assetOf(asset);
    writeAccount(view, account, withBalance(record, number, balanceOf(record, number) + BigInt(amount)));
    writeReserve(view, number, readReserve(view, number) + BigInt(amount));
  }
  return view.trie();
}
