/**
 * What each command ends in (LEDGER §1.2, §1.3): one row per command with its receipt, and refusals in the
 * order of precedence: a transaction with several faults gets the code of the first.
 */
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/kernel/application.ts';
import type { Hex } from '../../../src/kernel/ids.ts';
import { createLedger } from '../../../src/ledger/application.ts';
import { createVerifier, signAs } from '../../../src/ledger/keys.ts';
import { decodeReceipt } from '../../../src/ledger/receipt.ts';
import {
  type Body,
  type Envelope,
  signHash,
  txIdOf,
  writeTransaction,
} from '../../../src/ledger/transaction.ts';
import { createWallet, signEnvelope } from '../../../src/ledger/wallet.ts';
import { authenticator, balances, depositId, genesis, ledger, submit, wallet } from '../../support/ledger.ts';

const usd = 1_000_000n;
const id = depositId('a');
const pay: Body = { kind: 'transfer', to: 2, asset: 1, amount: usd };
const bring: Body = { kind: 'deposit', account: 2, asset: 1, amount: usd, depositId: id };
const trade: Body = {
  kind: 'trade',
  buyer: 1,
  seller: 2,
  buyerNonce: 0n,
  sellerNonce: 0n,
  series: 7,
  quantity: 1n,
  premium: 1n,
};
const base: Envelope = { version: 1, chainId: 77, account: 1, nonce: 0n, expiryHeight: 10n, body: pay };

function signed(changes: Partial<Envelope>): Hex {
  return signEnvelope(authenticator, { ...base, ...changes });
}

/** The envelope of `changes` with the authorisations that `of` makes of its hash. */
function authorised(
  changes: Partial<Envelope>,
  of: (hash: Hex) => Parameters<typeof writeTransaction>[1],
): Hex {
  const envelope = { ...base, ...changes };
  return writeTransaction(envelope, of(signHash(envelope)));
}

function by(account: number, digest: Hex, scheme = 2) {
  return { account, scheme, signature: signAs(authenticator, account, digest) };
}

describe('a row per command', () => {
  const rows: readonly (readonly [what: string, operation: Hex, result: string])[] = [
    ['transfer', signed({}), 'OK'],
    ['transfer of everything', signed({ body: { ...pay, amount: 100n * usd } }), 'OK'],
    ['transfer to the gateway', signed({ body: { ...pay, to: 0 } }), 'OK'],
    ['transfer of the other asset', signed({ body: { ...pay, asset: 2, amount: 100_000_000n } }), 'OK'],
    ['deposit', signed({ account: 0, body: bring }), 'OK'],
    ['deposit to the gateway itself', signed({ account: 0, body: { ...bring, account: 0 } }), 'OK'],
    ['in its last slot', signed({ expiryHeight: 1n }), 'OK'],
    // Nothing was authorised: 1 to 6.
    ['no bytes', '', 'E_DECODE'],
    ['a byte too many', `${signed({})}00`, 'E_DECODE'],
    ['a byte too few', signed({}).slice(0, -2), 'E_DECODE'],
    ['half a byte too few', signed({}).slice(0, -1), 'E_DECODE'],
    ['capital digits', signed({}).toUpperCase(), 'E_DECODE'],
    ['version 2', `02${signed({}).slice(2)}`, 'E_DECODE'],
    ['an unknown body', signed({}).replace('00000000000a03', '00000000000a02'), 'E_DECODE'],
    ['a trade, not yet executed', signed({ body: trade }), 'E_DECODE'],
    ['another chain', signed({ chainId: 78 }), 'E_CHAIN'],
    ['the slot after its last', signed({ expiryHeight: 0n }), 'E_EXPIRED'],
    ['an account that does not exist', signed({ account: 4 }), 'E_ACCOUNT'],
    ['no signature', authorised({}, () => []), 'E_AUTH'],
    ['another account’s signature', authorised({}, (hash) => [by(2, hash)]), 'E_AUTH'],
    [
      'another’s signature under its name',
      authorised({}, (hash) => [{ ...by(2, hash), account: 1 }]),
      'E_AUTH',
    ],
    [
      'its signature under another’s name',
      authorised({}, (hash) => [{ ...by(1, hash), account: 2 }]),
      'E_AUTH',
    ],
    ['the right signature twice', authorised({}, (hash) => [by(1, hash), by(1, hash)]), 'E_AUTH'],
    ['the wrong scheme', authorised({}, (hash) => [by(1, hash, 1)]), 'E_AUTH'],
    [
      'a signature of another transaction',
      authorised({}, () => [by(1, signHash({ ...base, nonce: 1n }))]),
      'E_AUTH',
    ],
    ['a tag whose padding is not zero', `${signed({}).slice(0, -1)}1`, 'E_AUTH'],
    ['a deposit that the gateway did not sign', signed({ account: 1, body: bring }), 'E_AUTH'],
    ['a nonce to come', signed({ nonce: 1n }), 'E_NONCE'],
    ['the largest nonce', signed({ nonce: (1n << 64n) - 1n }), 'E_NONCE'],
    // Authorised, and refused by a rule of the body: 10 and above, and 4 for the payee.
    ['transfer of nothing', signed({ body: { ...pay, amount: 0n } }), 'E_AMOUNT'],
    ['transfer of an unknown asset', signed({ body: { ...pay, asset: 3 } }), 'E_ASSET'],
    ['transfer to nobody', signed({ body: { ...pay, to: 9 } }), 'E_ACCOUNT'],
    ['transfer to itself', signed({ body: { ...pay, to: 1 } }), 'E_ACCOUNT'],
    ['transfer of more than there is', signed({ body: { ...pay, amount: 100n * usd + 1n } }), 'E_BALANCE'],
    ['transfer of 2^128 - 1', signed({ body: { ...pay, amount: (1n << 128n) - 1n } }), 'E_BALANCE'],
    ['deposit of nothing', signed({ account: 0, body: { ...bring, amount: 0n } }), 'E_AMOUNT'],
    ['deposit of an unknown asset', signed({ account: 0, body: { ...bring, asset: 0 } }), 'E_ASSET'],
    ['deposit for nobody', signed({ account: 0, body: { ...bring, account: 9 } }), 'E_ACCOUNT'],
    [
      'deposit beyond 2^96',
      signed({ account: 0, body: { ...bring, amount: (1n << 96n) - 1n } }),
      'E_OVERFLOW',
    ],
  ];
  it.each(rows)('%s', (_, operation, result) => {
    const { name, receipt, after } = submit(operation);
    expect(name).toBe(result);
    const decoded = decodeReceipt(receipt);
    expect(decoded).toMatchObject({ ok: { index: 0, events: result === 'OK' ? [{}] : [] } });
    expect(ledger.verify(after)).toBe(ledger.root(after));
  });
});

describe('effects', () => {
  it('a transfer moves the amount, uses the payer’s nonce and says so', () => {
    const operation = wallet.signTransfer({ from: 1, to: 2, asset: 'USD', amount: 25n * usd, nonce: 0 });
    const { after, receipt } = submit(operation);
    expect(balances(after)).toEqual([
      '0: 0.000000 USD, 0.00000000 BTC #0',
      '1: 75.000000 USD, 1.00000000 BTC #1',
      '2: 125.000000 USD, 0.00000000 BTC #0',
      '3: 100.000000 USD, 0.00000000 BTC #0',
    ]);
    expect(decodeReceipt(receipt)).toEqual({
      ok: {
        index: 0,
        txId: txIdOf(operation),
        code: 0,
        events: [{ kind: 'transferred', from: 1, to: 2, asset: 1, amount: 25n * usd }],
      },
    });
  });

  it('a deposit credits, uses the gateway’s nonce, and counts once', () => {
    const deposit = { account: 3, asset: 'USD', amount: usd, depositId: id } as const;
    const first = submit(wallet.signDeposit({ ...deposit, nonce: 0 }));
    expect(first.name).toBe('OK');
    expect(balances(first.after)[3]).toBe('3: 101.000000 USD, 0.00000000 BTC #0');
    expect(decodeReceipt(first.receipt)).toMatchObject({
      ok: { events: [{ kind: 'deposited', account: 3, asset: 1, amount: usd, balance: 101n * usd }] },
    });
    const again = submit(wallet.signDeposit({ ...deposit, nonce: 1 }), first.after);
    expect(again.name).toBe('E_DUP');
    expect(balances(again.after)[3]).toBe('3: 101.000000 USD, 0.00000000 BTC #0');
    expect(balances(again.after)[0]).toMatch(/#2$/);
  });

  it('a transfer that would lift the payee to 2^96 is refused', () => {
    const room = (1n << 96n) - 1n - 100n * usd;
    const full = ledger.corrupt(ledger.genesis, 2, room.toString())?.state as Snapshot;
    expect(submit(signed({ body: { ...pay, amount: 1n } }), full).name).toBe('E_OVERFLOW');
    const nearly = ledger.corrupt(ledger.genesis, 2, (room - 1n).toString())?.state as Snapshot;
    expect(submit(signed({ body: { ...pay, amount: 1n } }), nearly).name).toBe('OK');
  });

  it('a deposit that would lift the account to 2^96 is refused although the reserve has room', () => {
    const full = ledger.corrupt(ledger.genesis, 2, ((1n << 96n) - 1n - 100n * usd).toString())
      ?.state as Snapshot;
    expect(submit(signed({ account: 0, body: { ...bring, amount: 1n } }), full).name).toBe('E_OVERFLOW');
  });
});

describe('what uses the nonce (§1.2)', () => {
  const nonceOf = (state: Snapshot) => ledger.describe(state).accounts[1]?.nonce;

  it('a refusal before authorisation changes nothing at all', () => {
    for (const operation of [
      '',
      signed({ chainId: 1 }),
      signed({ expiryHeight: 0n }),
      signed({ nonce: 5n }),
    ]) {
      expect(submit(operation).after).toBe(ledger.genesis);
    }
  });

  it('a refusal by a business rule uses the nonce and changes nothing else', () => {
    const operation = signed({ body: { ...pay, amount: 1_000n * usd } });
    const { after } = submit(operation);
    expect(nonceOf(after)).toBe('1');
    const restored = balances(after).map((line) => line.replace(/#1$/, '#0'));
    expect(restored).toEqual(balances(ledger.genesis));
  });

  it('a refused order cannot succeed later', () => {
    const operation = signed({ body: { ...pay, amount: 150n * usd } });
    const refused = submit(operation).after;
    const richer = submit(
      wallet.signTransfer({ from: 2, to: 1, asset: 'USD', amount: 90n * usd, nonce: 0 }),
      refused,
    );
    expect(richer.name).toBe('OK');
    expect(submit(operation, richer.after).name).toBe('E_NONCE');
  });

  it('the same transaction twice pays once, also inside one slot', () => {
    const operation = wallet.signTransfer({ from: 1, to: 2, asset: 'USD', amount: usd, nonce: 0 });
    const { state, receipts } = ledger.execute(ledger.genesis, 1, [operation, operation]);
    expect(receipts.map((receipt) => ledger.readReceipt(receipt)?.name)).toEqual(['OK', 'E_NONCE']);
    expect(balances(state)[2]).toBe('2: 101.000000 USD, 0.00000000 BTC #0');
  });

  it('a double spend: two transactions of one nonce, the first in order wins', () => {
    const both = [2, 3].map((to) =>
      wallet.signTransfer({ from: 1, to, asset: 'USD', amount: 80n * usd, nonce: 0 }),
    );
    const { state, receipts } = ledger.execute(ledger.genesis, 1, both);
    expect(receipts.map((receipt) => ledger.readReceipt(receipt)?.name)).toEqual(['OK', 'E_NONCE']);
    expect(balances(state)[3]).toBe('3: 100.000000 USD, 0.00000000 BTC #0');
  });
});

describe('authorisation', () => {
  it('needs the scheme of the account, whatever the verifier would say', () => {
    const credulous = createLedger(genesis, { verify: () => true });
    const under = (scheme: number) => authorised({}, (hash) => [by(1, hash, scheme)]);
    expect(submit(under(2), credulous.genesis, 1, credulous).name).toBe('OK');
    expect(submit(under(1), credulous.genesis, 1, credulous).name).toBe('E_AUTH');
  });

  it('asks the verifier about the account’s key and the signed hash', () => {
    const asked: unknown[] = [];
    const listening = createLedger(genesis, { verify: (statement) => asked.push(statement) > 0 });
    submit(signed({}), listening.genesis, 1, listening);
    const digest = signHash(base);
    const { key, scheme } = genesis.accounts[1] ?? {};
    expect(asked).toEqual([{ account: 1, scheme, key, digest, signature: signAs(authenticator, 1, digest) }]);
  });
});

describe('precedence: faults are added from the last check to the first, and the code follows', () => {
  it('of a transfer', () => {
    const faults: readonly (readonly [Partial<Envelope> | { readonly body: Partial<Body> }, string])[] = [
      [{ body: { amount: 1_000n * usd } }, 'E_BALANCE'],
      [{ body: { to: 9 } }, 'E_ACCOUNT'],
      [{ body: { asset: 5 } }, 'E_ASSET'],
      [{ body: { amount: 0n } }, 'E_AMOUNT'],
      [{ nonce: 3n }, 'E_NONCE'],
    ];
    let envelope = base;
    for (const [{ body, ...rest }, expected] of faults) {
      envelope = { ...envelope, ...(rest as Partial<Envelope>), body: { ...envelope.body, ...body } as Body };
      expect(submit(signEnvelope(authenticator, envelope)).name).toBe(expected);
    }
    const forged = (changes: Partial<Envelope>) => {
      envelope = { ...envelope, ...changes };
      return submit(writeTransaction(envelope, [by(2, signHash(envelope))])).name;
    };
    expect(forged({})).toBe('E_AUTH');
    expect(forged({ account: 8 })).toBe('E_ACCOUNT');
    expect(forged({ expiryHeight: 0n })).toBe('E_EXPIRED');
    expect(forged({ chainId: 0 })).toBe('E_CHAIN');
    expect(forged({ body: trade })).toBe('E_DECODE');
  });

  it('of a deposit', () => {
    const seen = submit(signed({ account: 0, body: bring })).after;
    const nearFull = { ...bring, amount: (1n << 96n) - 1n };
    const next = { account: 0, nonce: 1n };
    const bodies: readonly (readonly [Body, string])[] = [
      [{ ...nearFull, depositId: depositId('b') }, 'E_OVERFLOW'],
      [nearFull, 'E_DUP'],
      [{ ...nearFull, account: 9 }, 'E_ACCOUNT'],
      [{ ...nearFull, account: 9, asset: 9 }, 'E_ASSET'],
      [{ ...nearFull, account: 9, asset: 9, amount: 0n }, 'E_AMOUNT'],
    ];
    for (const [body, expected] of bodies)
      expect(submit(signed({ ...next, body }), seen).name).toBe(expected);
    expect(submit(signed({ account: 1, nonce: 9n, body: { ...bring, amount: 0n } }), seen).name).toBe(
      'E_AUTH',
    );
  });
});

describe('slots', () => {
  it('receipts number the operations of the slot, refused ones included', () => {
    const operations = [
      '00',
      wallet.signTransfer({ from: 1, to: 2, asset: 'USD', amount: usd, nonce: 0 }),
      'ff',
    ];
    const { receipts } = ledger.execute(ledger.genesis, 1, operations);
    const decoded = receipts.map((receipt) => decodeReceipt(receipt));
    expect(decoded.map((one) => 'ok' in one && one.ok.index)).toEqual([0, 1, 2]);
    expect(decoded.map((one) => 'ok' in one && one.ok.txId)).toEqual(operations.map(txIdOf));
  });

  it('an empty slot gives back the very state', () => {
    expect(ledger.execute(ledger.genesis, 1, [])).toEqual({ state: ledger.genesis, receipts: [] });
    expect(ledger.execute(ledger.genesis, 1, []).state).toBe(ledger.genesis);
  });

  it('one slot of two operations leaves the state of two slots of one', () => {
    const operations = [0, 1].map((nonce) =>
      wallet.signTransfer({ from: 1, to: 2, asset: 'USD', amount: usd, nonce }),
    );
    const together = ledger.execute(ledger.genesis, 1, operations).state;
    const first = submit(operations[0] ?? '').after;
    expect(submit(operations[1] ?? '', first, 2).after).toEqual(together);
  });

  it('the height is the slot: what expires with slot 5 runs in 5 and not in 6', () => {
    const brief = createWallet(authenticator, { expiryHeight: 5n });
    const operation = brief.signTransfer({ from: 1, to: 2, asset: 'USD', amount: usd, nonce: 0 });
    expect(submit(operation, ledger.genesis, 5).name).toBe('OK');
    expect(submit(operation, ledger.genesis, 6).name).toBe('E_EXPIRED');
  });

  it('a transaction for one chain means nothing on another', () => {
    const other = createLedger({ ...genesis, chainId: 78 }, createVerifier(authenticator));
    const operation = wallet.signTransfer({ from: 1, to: 2, asset: 'USD', amount: usd, nonce: 0 });
    expect(submit(operation, other.genesis, 1, other).name).toBe('E_CHAIN');
  });
});
