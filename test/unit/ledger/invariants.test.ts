/** Every invariant with its positive control: a state damaged by hand that must trip it, and only it. */
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/kernel/application.ts';
import { readAccount, writeAccount } from '../../../src/ledger/account.ts';
import { trieOf } from '../../../src/ledger/application.ts';
import { conservationFault, createConservationCheck } from '../../../src/ledger/conservation.ts';
import { nonceFault, rangeFault } from '../../../src/ledger/invariants.ts';
import { accountKey, reserveKey } from '../../../src/ledger/state-keys.ts';
import { get, put, remove, type Trie } from '../../../src/ledger/trie.ts';
import { viewOf } from '../../../src/ledger/view.ts';
import { depositId, ledger, submit, wallet } from '../../support/ledger.ts';

const snapshot = (trie: Trie) => trie as unknown as Snapshot;
const genesis = trieOf(ledger.genesis);
const paid = submit(wallet.signTransfer({ from: 1, to: 2, asset: 'USD', amount: 5n, nonce: 0 })).after;
const brought = submit(
  wallet.signDeposit({ account: 3, asset: 'BTC', amount: 5n, depositId: depositId('q'), nonce: 0 }),
  paid,
).after;

describe('hold', () => {
  it.each([
    ['at genesis', ledger.genesis],
    ['after a transfer', paid],
    ['after a deposit', brought],
  ])('%s', (_, state) => {
    expect(conservationFault(state)).toBeNull();
    expect(rangeFault(state)).toBeNull();
    expect(nonceFault(ledger.genesis, state)).toBeNull();
  });
});

describe('conservation is broken by', () => {
  it('money from nowhere', () => {
    const damaged = ledger.corrupt(brought, 1, '1')?.state as Snapshot;
    expect(conservationFault(damaged)).toBe('accounts hold 300.000001 USD, custody holds 300.00 USD');
    expect(rangeFault(damaged)).toBeNull();
  });

  it('a reserve that vanished', () => {
    expect(conservationFault(snapshot(remove(genesis, reserveKey(2))))).toBe(
      'accounts hold 1.00 BTC, custody holds 0.00 BTC',
    );
  });

  it('a reserve of an asset that nobody holds', () => {
    const five = `${'0'.repeat(31)}5`;
    expect(conservationFault(snapshot(put(genesis, reserveKey(9), five)))).toBe(
      'accounts hold 0 units of unknown asset 9, custody holds 5 units of unknown asset 9',
    );
  });
});

describe('a check that goes on through a run', () => {
  it('finds in every version what a fresh one finds, also going back', () => {
    const check = createConservationCheck();
    const damaged = ledger.corrupt(paid, 2, '-1')?.state as Snapshot;
    for (const state of [ledger.genesis, paid, damaged, brought, damaged, ledger.genesis]) {
      expect(check(state)).toBe(conservationFault(state));
    }
    expect(check(damaged)).toContain('299.999999 USD');
  });
});

describe('range is broken by', () => {
  it('a stored zero', () => {
    const zero = put(genesis, reserveKey(1), '0'.repeat(32));
    expect(rangeFault(snapshot(zero))).toBe('custody holds 0 of asset 1');
  });

  it('an amount of 2^96', () => {
    const record = get(genesis, accountKey(3)) ?? '';
    const huge = record.slice(0, -32) + (1n << 96n).toString(16).padStart(32, '0');
    expect(rangeFault(snapshot(put(genesis, accountKey(3), huge)))).toBe(
      'account 3 holds 79228162514264337593543950336 of asset 1',
    );
  });
});

describe('nonces are broken by', () => {
  it('a nonce that falls', () => {
    expect(nonceFault(paid, ledger.genesis)).toBe('the nonce of account 1 was 1 and is 0');
  });

  it('an account that disappears', () => {
    expect(nonceFault(paid, snapshot(remove(genesis, accountKey(2))))).not.toBeNull();
    expect(nonceFault(ledger.genesis, snapshot(remove(genesis, accountKey(2))))).toBe('account 2 is gone');
  });
});

describe('the raw layout', () => {
  it('agrees with the record that the ledger writes, also with two balances', () => {
    const view = viewOf(genesis);
    const account = readAccount(view, 1);
    expect(account.balances).toEqual([
      [1, 100_000_000n],
      [2, 100_000_000n],
    ]);
    writeAccount(view, 1, { ...account, nonce: 9n });
    expect(nonceFault(snapshot(view.trie()), ledger.genesis)).toBe('the nonce of account 1 was 9 and is 0');
  });
});
