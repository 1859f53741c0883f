/**
 * `builtin:transfers`: one day of 200 rows that every protocol can order. Ten accounts are filled by the
 * custody gateway, then pay each other; some pay twice with one nonce, some pay more than they have. The same
 * rows every time: the day does not depend on the seed of a run.
 */
import { drawAt, integerBetween, streamKey } from '../kernel/random.ts';
import type { Row } from './row-schema.ts';

const accounts = 10;
const transfers = 186;

/** Transfers, counted from 0, that use the previous nonce of their account again. */
export const doubleSpends: readonly number[] = [23, 61, 88, 119, 150, 177];
/** Transfers, counted from 0, of more than anybody has. */
export const overdrafts: readonly number[] = [14, 47, 79, 102, 135, 168];

/** The 200 rows, deposits first. */
export function builtinTransfers(): readonly Row[] {
  return [...deposits(), ...payments()];
}

/**
 * Everybody gets between 1,000 and 1,900 USD; every third gets 1.5 BTC too, and account 10 a second deposit.
 */
function deposits(): readonly Row[] {
  const rows: Row[] = [];
  for (let account = 1; account <= accounts; account++) {
    rows.push({
      kind: 'deposit',
      account,
      asset: 'USD',
      amount: `${900 + 100 * account}`,
      id: `usd-${account}`,
    });
    if (account % 3 === 0) {
      rows.push({ kind: 'deposit', account, asset: 'BTC', amount: '1.5', id: `btc-${account}` });
    }
  }
  rows.push({ kind: 'deposit', account: accounts, asset: 'USD', amount: '250.75', id: 'usd-10-again' });
  return rows;
}

function payments(): readonly Row[] {
  const nonces = new Array<number>(accounts + 1).fill(0);
  return Array.from({ length: transfers }, (_, index) => {
    const twice = doubleSpends.includes(index);
    const account = payer(index, nonces, twice);
    const used = (nonces[account] ?? 0) - 1;
    if (!twice) nonces[account] = used + 2;
    const row = payment(index, account);
    return twice ? { ...row, nonce: used } : row;
  });
}

/** Payers take turns with a shift per round; who spends twice must have spent before. */
function payer(index: number, nonces: readonly number[], twice: boolean): number {
  const first = 1 + ((index + Math.floor(index / accounts)) % accounts);
  if (!twice || (nonces[first] ?? 0) > 0) return first;
  return nonces.findIndex((nonce) => nonce > 0);
}

function payment(index: number, account: number): Row {
  const to = 1 + ((account - 1 + whole(index, 'to', 1, accounts - 1)) % accounts);
  if (overdrafts.includes(index)) return { kind: 'transfer', account, to, asset: 'USD', amount: '1000000' };
  // Only those who were given some pay in BTC, and so little that they never run out.
  if (account % 3 === 0 && index % 4 === 0) {
    return { kind: 'transfer', account, to, asset: 'BTC', amount: `0.0${whole(index, 'satoshi', 1, 9)}` };
  }
  const cents = whole(index, 'cents', 0, 99);
  const amount = `${whole(index, 'dollars', 1, 60)}.${String(cents).padStart(2, '0')}`;
  return { kind: 'transfer', account, to, asset: 'USD', amount };
}

function whole(index: number, stream: string, least: number, most: number): number {
  return integerBetween(drawAt(streamKey(0, `builtin:transfers/${stream}`), index), least, most);
}
