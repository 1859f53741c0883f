/**
 * One account's record: nonce, how it signs, status and balances. Positions, margin calls and estates have
 * keys or status cases of their own, so that they extend this record without changing its bytes.
 */
import { invariant } from '../kernel/assert.ts';
import type { Hex } from '../kernel/ids.ts';
import { amountEnd } from './assets.ts';
import { map, struct, union } from './composites.ts';
import { type Codec, decode, h32, refined, u8, u16, u64, u128 } from './encoding.ts';
import { accountKey, reserveKey } from './state-keys.ts';
import type { StateView } from './view.ts';

export interface Account {
  readonly nonce: bigint;
  readonly scheme: number;
  /** Public key (scheme 1) or identifier of the secret (scheme 2); the ledger holds no secrets. */
  readonly key: Hex;
  readonly status: Status;
  /** Ascending by asset, amounts above zero. */
  readonly balances: readonly Balance[];
}

/** Margin adds `restricted`, `call` with its deadline, and `liquidate` (LEDGER §4.3). */
export interface Status {
  readonly kind: 'normal';
}

/** Asset number and amount in smallest units. */
export type Balance = readonly [asset: number, amount: bigint];

/** Scheme of a missing account: it can sign nothing, so it does not exist. */
const noScheme = 0;
/** Ed25519 (RFC 8032): a 32-byte public key. */
export const ed25519Scheme = 1;
/** Keyed digest of the simulation: 32 bytes, then 32 zero bytes. Proves nothing to a third party. */
export const simulatedScheme = 2;

/** What a missing key means; a record equal to it is deleted, so that one state has one form. */
export const absentAccount: Account = {
  nonce: 0n,
  scheme: noScheme,
  key: '0'.repeat(64),
  status: { kind: 'normal' },
  balances: [],
};

/** The account's record; {@link absentAccount} when there is none. */
export function readAccount(view: Pick<StateView, 'get'>, account: number): Account {
  const bytes = view.get(accountKey(account));
  return bytes === null ? absentAccount : decodeAccount(bytes);
}

export function writeAccount(view: StateView, account: number, record: Account): void {
  const bytes = accountCodec.write(record);
  if (bytes === absentBytes) view.del(accountKey(account));
  else view.put(accountKey(account), bytes);
}

/** A record out of our own state, where only this file's bytes stand. */
export function decodeAccount(bytes: Hex): Account {
  const decoded = decode(accountCodec, bytes);
  invariant('ok' in decoded, `account record expected in the state, found ${bytes}`);
  return decoded.ok;
}

export function exists(account: Account): boolean {
  return account.scheme !== noScheme;
}

export function balanceOf(account: Account, asset: number): bigint {
  return account.balances.find(([held]) => held === asset)?.[1] ?? 0n;
}

/** The account with exactly `amount` of `asset`; nothing is kept for zero. */
export function withBalance(account: Account, asset: number, amount: bigint): Account {
  const others = account.balances.filter(([held]) => held !== asset);
  const balances = amount === 0n ? others : [...others, [asset, amount] as const];
  return { ...account, balances: balances.toSorted(([a], [b]) => a - b) };
}

/** What custody holds of `asset`: equal to the sum of all balances, unless something is wrong. */
export function readReserve(view: Pick<StateView, 'get'>, asset: number): bigint {
  const bytes = view.get(reserveKey(asset));
  if (bytes === null) return 0n;
  const decoded = decode(amountCodec, bytes);
  invariant('ok' in decoded, `reserve expected in the state, found ${bytes}`);
  return decoded.ok;
}

export function writeReserve(view: StateView, asset: number, amount: bigint): void {
  if (amount === 0n) view.del(reserveKey(asset));
  else view.put(reserveKey(asset), amountCodec.write(amount));
}

/** A stored amount: above zero, because zero is not stored, and below 2^96. */
const amountCodec = refined(u128, 'an amount in 1..2^96-1', (amount) => amount > 0n && amount < amountEnd);

const accountCodec: Codec<Account> = struct([
  ['nonce', u64],
  ['scheme', u8],
  ['key', h32],
  ['status', union([[0, 'normal', struct([])]])],
  ['balances', map(u16, amountCodec)],
]);

const absentBytes = accountCodec.write(absentAccount);
