/** The ledger through the contract that replicas and page see (src/kernel/application.ts). */
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/kernel/application.ts';
import { createAuthenticator, createSimulated } from '../../../src/kernel/authenticator.ts';
import { createLedger, trieOf } from '../../../src/ledger/application.ts';
import { codes, receiptCode } from '../../../src/ledger/codes.ts';
import { accountsOf } from '../../../src/ledger/describe.ts';
import { createGenesis, createVerifier, signAs } from '../../../src/ledger/keys.ts';
import { rememberExecutions } from '../../../src/ledger/remember.ts';
import { difference } from '../../../src/ledger/trie-difference.ts';
import { createWallet, signEnvelope } from '../../../src/ledger/wallet.ts';
import { authenticator, balances, depositId, genesis, ledger, submit, wallet } from '../../support/ledger.ts';

const usd = 1_000_000n;
const payment = wallet.signTransfer({ from: 1, to: 2, asset: 'USD', amount: 25n * usd, nonce: 0 });

describe('snapshots', () => {
  it('survive JSON and structured cloning, and verify to the same root', () => {
    const { after } = submit(payment);
    for (const copy of [structuredClone(after), JSON.parse(JSON.stringify(after)) as Snapshot]) {
      expect(copy).toEqual(after);
      expect(ledger.verify(copy)).toBe(ledger.root(after));
      expect(submit('00', copy).after).toEqual(after);
    }
  });

  it('are references: executing leaves the old one as it was', () => {
    const before = JSON.stringify(ledger.genesis);
    submit(payment);
    expect(JSON.stringify(ledger.genesis)).toBe(before);
  });

  it('a ledger without accounts has the empty root and refuses everything', () => {
    const empty = createLedger({ chainId: 77, accounts: [] }, createVerifier(authenticator));
    expect(empty.root(empty.genesis)).toBe('0'.repeat(64));
    expect(empty.verify(empty.genesis)).toBe('0'.repeat(64));
    expect(submit(payment, empty.genesis, 1, empty).name).toBe('E_ACCOUNT');
    expect(empty.corrupt(empty.genesis, undefined, undefined)).toBeNull();
    expect(empty.describe(empty.genesis).accounts).toEqual([]);
  });

  it.each([null, undefined, 7, 'empty', [], {}, { kind: 'inner' }, { kind: 'empty', hash: '00' }])(
    'verify refuses %j',
    (snapshot) => {
      expect(ledger.verify(snapshot)).toBeNull();
    },
  );
});

describe('two kinds of signatures', () => {
  it('a ledger under Ed25519 executes what its wallet signs, and nothing signed by other keys', async () => {
    const [real, foreign] = await Promise.all([1, 2].map((seed) => createAuthenticator('ed25519', seed)));
    if (!real || !foreign) throw new Error('two authenticators expected');
    const start = createGenesis(real, [1, 2], {
      balances: [{ account: 1, asset: 'USD', amount: '5000000' }],
    });
    const application = createLedger(start, createVerifier(real));
    const transfer = { from: 1, to: 2, asset: 'USD', amount: usd, nonce: 0 } as const;
    const state = application.genesis;
    expect(submit(createWallet(real).signTransfer(transfer), state, 1, application).name).toBe('OK');
    expect(submit(createWallet(foreign).signTransfer(transfer), state, 1, application).name).toBe('E_AUTH');
    expect(submit(wallet.signTransfer(transfer), state, 1, application).name).toBe('E_AUTH');
  });

  it('the keys follow from the seed, and no secret is in the genesis', () => {
    expect(createGenesis(createSimulated(7), [3, 2, 1, 1])).toEqual({ ...genesis, balances: undefined });
    expect(createGenesis(createSimulated(8), [1]).accounts[1]?.key).not.toBe(genesis.accounts[1]?.key);
  });

  it('an account whose recorded key is not the authenticator’s signs nothing', () => {
    const accounts = genesis.accounts.map((account) => ({ ...account, key: 'ab'.repeat(32) }));
    const application = createLedger({ ...genesis, accounts }, createVerifier(authenticator));
    expect(submit(payment, application.genesis, 1, application).name).toBe('E_AUTH');
  });

  it('the simulated tag is 32 bytes and 32 zero bytes', () => {
    expect(signAs(authenticator, 1, 'ab'.repeat(32))).toMatch(/^[0-9a-f]{64}0{64}$/);
  });
});

describe('corrupt', () => {
  it('adds 1 USD to the lowest account that is not the gateway', () => {
    const done = ledger.corrupt(ledger.genesis, undefined, undefined);
    expect(done).toMatchObject({ account: 1, asset: 'USD', before: '100.00', after: '101.00' });
    const state = done?.state as Snapshot;
    expect(balances(state)[1]).toBe('1: 101.000000 USD, 1.00000000 BTC #0');
    expect(ledger.root(state)).not.toBe(ledger.root(ledger.genesis));
    expect(ledger.verify(state)).toBe(ledger.root(state));
  });

  it('damages the account and by the amount that it is told', () => {
    expect(ledger.corrupt(ledger.genesis, 0, '5')).toMatchObject({
      account: 0,
      before: '0.00',
      after: '0.000005',
    });
    expect(ledger.corrupt(ledger.genesis, 3, '-100000000')).toMatchObject({
      before: '100.00',
      after: '0.00',
    });
  });

  it.each([
    ['an account that does not exist', 9, '1'],
    ['a number that is no account', 1.5, '1'],
    ['a negative account', -1, '1'],
    ['a balance below zero', 1, '-100000001'],
    ['a balance of 2^96', 1, ((1n << 96n) - 100_000_000n).toString()],
    ['nothing', 1, '0'],
    ['a fraction', 1, '1.5'],
    ['a hexadecimal number', 1, '0x10'],
    ['a blank', 1, ' 1'],
    ['a number beyond any limit', 1, '1'.repeat(1_000)],
  ])('refuses %s', (_, account, delta) => {
    expect(ledger.corrupt(ledger.genesis, account, delta)).toBeNull();
  });

  it('shows as one differing account', () => {
    const damaged = ledger.corrupt(ledger.genesis, 2, '1')?.state as Snapshot;
    const { changes } = difference(trieOf(ledger.genesis), trieOf(damaged));
    expect(accountsOf(changes)).toEqual([2]);
  });
});

describe('for the reader', () => {
  it('describes operations in one line', () => {
    const deposit = {
      account: 2,
      asset: 'BTC',
      amount: 150_000_000n,
      depositId: depositId('x'),
      nonce: 4,
    } as const;
    expect(ledger.describeOperation(payment)).toBe('account 1 pays account 2 25.00 USD (nonce 0)');
    expect(ledger.describeOperation(wallet.signDeposit(deposit))).toBe(
      'deposit of 1.50 BTC to account 2 (nonce 4)',
    );
    expect(ledger.describeOperation('beef')).toBe('unreadable operation');
    const body = { kind: 'transfer', to: 2, asset: 9, amount: 3n } as const;
    const odd = { version: 1, chainId: 77, account: 1, nonce: 0n, expiryHeight: 9n, body };
    expect(ledger.describeOperation(signEnvelope(authenticator, odd))).toBe(
      'account 1 pays account 2 3 units of unknown asset 9 (nonce 0)',
    );
  });

  it('describes the state by account', () => {
    expect(ledger.describe(ledger.genesis)).toMatchObject({
      root: ledger.root(ledger.genesis),
      accounts: [{ account: 0 }, { account: 1, nonce: '0' }, { account: 2 }, { account: 3 }],
    });
  });

  it('names every code and gives each a sentence', () => {
    for (const [name, code] of Object.entries(codes)) {
      expect(receiptCode(code)).toMatchObject({ code, name });
      expect(receiptCode(code)?.sentence).toMatch(/^[A-Z].*\.$/);
    }
    expect(receiptCode(7)).toBeNull();
  });

  it('reads receipts, and nothing else', () => {
    expect(ledger.readReceipt(submit(payment).receipt)).toEqual({ code: 0, name: 'OK' });
    for (const other of ['', '00', payment, 'zz', 7 as unknown as string]) {
      expect(ledger.readReceipt(other)).toBeNull();
    }
  });
});

describe('rememberExecutions', () => {
  it('computes a slot on one state once, and anything that differs anew', () => {
    let calls = 0;
    const counting = rememberExecutions({
      ...ledger,
      execute: (...given) => {
        calls += 1;
        return ledger.execute(...given);
      },
    });
    const first = counting.execute(ledger.genesis, 1, [payment]);
    expect(counting.execute(ledger.genesis, 1, [...[payment]])).toBe(first);
    expect(calls).toBe(1);
    counting.execute(ledger.genesis, 2, [payment]);
    counting.execute(ledger.genesis, 2, []);
    counting.execute(ledger.genesis, 2, ['00']);
    counting.execute(structuredClone(ledger.genesis), 2, ['00']);
    expect(calls).toBe(5);
    expect(first).toEqual(ledger.execute(ledger.genesis, 1, [payment]));
  });
});
