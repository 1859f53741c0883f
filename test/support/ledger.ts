/** A small ledger for tests: four accounts with balances, their wallet, and shorthands. */
import type { Application, Snapshot } from '../../src/kernel/application.ts';
import { createSimulated } from '../../src/kernel/authenticator.ts';
import { digestText } from '../../src/kernel/hash.ts';
import type { Digest, Hex } from '../../src/kernel/ids.ts';
import { createLedger } from '../../src/ledger/application.ts';
import { createGenesis, createVerifier, type LedgerGenesis } from '../../src/ledger/keys.ts';
import { createWallet } from '../../src/ledger/wallet.ts';

export const authenticator = createSimulated(7);
export const wallet = createWallet(authenticator);
/** 100 USD each, and 1 BTC for account 1. */
export const genesis: LedgerGenesis = createGenesis(authenticator, [1, 2, 3], {
  balances: [
    { account: 1, asset: 'USD', amount: '100000000' },
    { account: 2, asset: 'USD', amount: '100000000' },
    { account: 3, asset: 'USD', amount: '100000000' },
    { account: 1, asset: 'BTC', amount: '100000000' },
  ],
});
export const ledger: Application = createLedger(genesis, createVerifier(authenticator));

/** Executes one operation in slot 1 (or another) and names the result. */
export function submit(operation: Hex, state: Snapshot = ledger.genesis, slot = 1, on: Application = ledger) {
  const { state: after, receipts } = on.execute(state, slot, [operation]);
  const [receipt = ''] = receipts;
  return { after, receipt, name: on.readReceipt(receipt)?.name };
}

export function depositId(name: string): Digest {
  return digestText(`deposit/${name}`);
}

/** "1:100.000000/1.00000000#0 …": balances and nonces in one line per account. */
export function balances(state: Snapshot, on: Application = ledger): readonly string[] {
  return on.describe(state).accounts.map(({ account, nonce, balances: held }) => {
    return `${account}: ${held.map(({ asset, amount }) => `${amount} ${asset}`).join(', ')} #${nonce}`;
  });
}
