/**
 * Invariants I2 and I5 (LEDGER §7.1) over raw bytes: each answers with a sentence, or null where all is well.
 */
import type { Snapshot } from '../kernel/application.ts';
import { rawRecords } from './raw-state.ts';

/** I2: every stored amount is above zero (zero is not stored) and below 2^96. */
export function rangeFault(state: Snapshot): string | null {
  for (const record of rawRecords(state)) {
    const [owner, amounts] =
      record.kind === 'reserve' ? ['custody', [record.held]] : [`account ${record.account}`, record.balances];
    const off = amounts.find(({ amount }) => amount <= 0n || amount >= 1n << 96n);
    if (off) return `${owner} holds ${off.amount} of asset ${off.asset}`;
  }
  return null;
}

/** I5 between two states: no account disappears, and no nonce falls. */
export function nonceFault(before: Snapshot, after: Snapshot): string | null {
  const now = noncesOf(after);
  for (const [account, was] of noncesOf(before)) {
    const is = now.get(account);
    if (is === undefined) return `account ${account} is gone`;
    if (is < was) return `the nonce of account ${account} was ${was} and is ${is}`;
  }
  return null;
}

/** By account, ascending. */
function noncesOf(state: Snapshot): ReadonlyMap<number, bigint> {
  const nonces = rawRecords(state).flatMap((record) =>
    record.kind === 'account' ? [[record.account, record.nonce] as const] : [],
  );
  return new Map(nonces.sort(([a], [b]) => a - b));
}
