/** One state, one form: what equals the default is not stored (LEDGER §5.1). */
import { describe, expect, it } from 'vitest';
import {
  absentAccount,
  balanceOf,
  exists,
  readAccount,
  readReserve,
  withBalance,
  writeAccount,
  writeReserve,
} from '../../../src/ledger/account.ts';
import { trieOf } from '../../../src/ledger/application.ts';
import { accountKey, accountOfKey, reserveKey, seenDepositKey } from '../../../src/ledger/state-keys.ts';
import { emptyTrie, entries } from '../../../src/ledger/trie.ts';
import { viewOf } from '../../../src/ledger/view.ts';
import { ledger } from '../../support/ledger.ts';

describe('defaults', () => {
  it('a missing account is the default record and does not exist', () => {
    const account = readAccount(viewOf(emptyTrie), 9);
    expect(account).toEqual(absentAccount);
    expect(exists(account)).toBe(false);
  });

  it('writing the default record deletes the key', () => {
    const view = viewOf(trieOf(ledger.genesis));
    writeAccount(view, 9, absentAccount);
    expect(view.trie()).toBe(trieOf(ledger.genesis));
    writeAccount(view, 3, absentAccount);
    expect(entries(view.trie()).map(({ key }) => key)).not.toContain(accountKey(3));
  });

  it('a reserve of zero deletes the key', () => {
    const view = viewOf(emptyTrie);
    writeReserve(view, 1, 5n);
    expect(readReserve(view, 1)).toBe(5n);
    writeReserve(view, 1, 0n);
    expect(readReserve(view, 1)).toBe(0n);
    expect(view.trie()).toBe(emptyTrie);
  });

  it('a balance of zero is not kept, and balances stay in order', () => {
    const account = withBalance(withBalance(absentAccount, 2, 7n), 1, 5n);
    expect(account.balances).toEqual([
      [1, 5n],
      [2, 7n],
    ]);
    expect(withBalance(account, 1, 0n).balances).toEqual([[2, 7n]]);
    expect(balanceOf(account, 3)).toBe(0n);
  });

  it('amounts out of range cannot be stored', () => {
    const view = viewOf(emptyTrie);
    for (const amount of [-1n, 1n << 96n]) {
      expect(() => writeAccount(view, 1, withBalance(absentAccount, 1, amount))).toThrow(/invariant/);
      expect(() => writeReserve(view, 1, amount)).toThrow(/invariant/);
    }
  });
});

describe('keys', () => {
  it('are those of the fact pack', () => {
    expect(accountKey(1001)).toBe('01000003e9');
    expect(reserveKey(1)).toBe('06010001');
    expect(seenDepositKey('ab'.repeat(32))).toBe(`09${'ab'.repeat(32)}`);
  });

  it('tell accounts from the rest', () => {
    expect(accountOfKey(accountKey(0xffff_ffff))).toBe(0xffff_ffff);
    expect(accountOfKey(reserveKey(1))).toBeNull();
    expect(accountOfKey(`01${'00'.repeat(5)}`)).toBeNull();
  });
});

describe('a view', () => {
  it('reads its own writes, and writes nothing into what it looks at', () => {
    const view = viewOf(trieOf(ledger.genesis));
    view.put('ff', '01');
    expect(view.get('ff')).toBe('01');
    view.del('ff');
    expect(view.get('ff')).toBeNull();
    expect(view.trie()).toBe(trieOf(ledger.genesis));
    view.put('ff', '02');
    expect(viewOf(view.trie()).get('ff')).toBe('02');
    expect(viewOf(trieOf(ledger.genesis)).get('ff')).toBeNull();
  });
});
