/**
 * What became of one transaction (LEDGER §1.2): its place in the slot, its id, the result, and what happened.
 */
import type { Digest, Hex } from '../kernel/ids.ts';
import { receiptCode } from './codes.ts';
import { filling, struct, union } from './composites.ts';
import { type Codec, type Decoded, decode, h32, refined, u16, u32, u128 } from './encoding.ts';

export interface Receipt {
  /** Position among the operations of its slot, from 0. */
  readonly index: number;
  readonly txId: Digest;
  readonly code: number;
  /** None unless the code is 0. */
  readonly events: readonly LedgerEvent[];
}

/** Amounts and balances in smallest units; balances are those afterwards. */
export type LedgerEvent =
  | {
      readonly kind: 'deposited';
      readonly account: number;
      readonly asset: number;
      readonly amount: bigint;
      readonly balance: bigint;
    }
  | {
      readonly kind: 'transferred';
      readonly from: number;
      readonly to: number;
      readonly asset: number;
      readonly amount: bigint;
    };

export function writeReceipt(receipt: Receipt): Hex {
  return receiptCodec.write(receipt);
}

/** The receipt that `bytes` encode, or why they encode none. Total. */
export function decodeReceipt(bytes: unknown): Decoded<Receipt> {
  return decode(receiptCodec, bytes);
}

const eventCodec: Codec<LedgerEvent> = union([
  [
    1,
    'deposited',
    struct([
      ['account', u32],
      ['asset', u16],
      ['amount', u128],
      ['balance', u128],
    ]),
  ],
  [
    2,
    'transferred',
    struct([
      ['from', u32],
      ['to', u32],
      ['asset', u16],
      ['amount', u128],
    ]),
  ],
]);

const receiptCodec: Codec<Receipt> = refined(
  struct([
    ['index', u32],
    ['txId', h32],
    ['code', refined(u16, 'a known result code', (code) => receiptCode(code) !== null)],
    ['events', filling(eventCodec)],
  ]),
  'no events of a refused transaction',
  (receipt) => receipt.code === 0 || receipt.events.length === 0,
);
