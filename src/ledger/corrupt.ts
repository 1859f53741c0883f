/** Damage to one replica's copy of the state: a fault that no transaction and no signature explains. */
import { balanceOf, exists, readAccount, withBalance, writeAccount } from './account.ts';
import { amountEnd, assetOf } from './assets.ts';
import { accountNumbers } from './describe.ts';
import { gatewayAccount } from './keys.ts';
import { limits } from './limits.ts';
import type { Trie } from './trie.ts';
import { viewOf } from './view.ts';

export interface Damage {
  readonly trie: Trie;
  readonly account: number;
  /** In smallest units of USD. */
  readonly before: bigint;
  readonly after: bigint;
}

/**
 * Adds `delta` smallest units (1,000,000 unless told otherwise) to an account's USD, by default the lowest
 * account that is not the gateway. Null if there is no such account, `delta` is no integer or zero, or the
 * balance would leave its range.
 */
export function damage(trie: Trie, account: number | undefined, delta = '1000000'): Damage | null {
  const target = account ?? accountNumbers(trie).find((number) => number !== gatewayAccount);
  if (target === undefined || !isAccountNumber(target)) return null;
  if (delta.length > limits.amountCharacters || !integer.test(delta)) return null;
  const view = viewOf(trie);
  const record = readAccount(view, target);
  const { number } = assetOf('USD');
  const before = balanceOf(record, number);
  const after = before + BigInt(delta);
  if (!exists(record) || after === before || after < 0n || after >= amountEnd) return null;
  writeAccount(view, target, withBalance(record, number, after));
  return { trie: view.trie(), account: target, before, after };
}

function isAccountNumber(account: number): boolean {
  return Number.isInteger(account) && account >= 0 && account < 0x1_0000_0000;
}

const integer = /^-?[0-9]+$/;
