/** Where things stand in the state (LEDGER §5.1): one byte says what kind of record, the rest which one. */
import type { Digest, Hex } from '../kernel/ids.ts';
import { u16, u32 } from './encoding.ts';

export function accountKey(account: number): Hex {
  return `${accountPrefix}${u32.write(account)}`;
}

/** Counter 01 of the system: what custody holds of one asset. */
export function reserveKey(asset: number): Hex {
  return `0601${u16.write(asset)}`;
}

/** Set once a deposit was credited. */
export function seenDepositKey(depositId: Digest): Hex {
  return `09${depositId}`;
}

/** The account of an account's key; null for another kind of key. */
export function accountOfKey(key: Hex): number | null {
  return key.length === 10 && key.startsWith(accountPrefix) ? parseInt(key.slice(2), 16) : null;
}

const accountPrefix = '01';
