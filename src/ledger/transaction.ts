/**
 * Transactions as bytes (LEDGER §1.1): an envelope that is signed, and who signed it. The chain's number is
 * in the signed bytes, so that no signature counts on two ledgers; what stops a replay is the nonce, never
 * the id.
 */
import type { Digest, Hex } from '../kernel/ids.ts';
import { list, struct, union } from './composites.ts';
import {
  type Codec,
  type Decoded,
  decode,
  fixed,
  h32,
  refined,
  u8,
  u16,
  u32,
  u64,
  u128,
} from './encoding.ts';
import { tagged } from './hashing.ts';

/** What is signed. */
export interface Envelope {
  readonly version: number;
  readonly chainId: number;
  /** Who acts; its nonce is used up. */
  readonly account: number;
  readonly nonce: bigint;
  /** Last slot in which it may be executed. */
  readonly expiryHeight: bigint;
  readonly body: Body;
}

export type Body = Deposit | Transfer | Trade;

/** The custody gateway credits what it received outside. `amount` in smallest units. */
export interface Deposit {
  readonly kind: 'deposit';
  readonly account: number;
  readonly asset: number;
  readonly amount: bigint;
  /** Names the payment outside; credited once. */
  readonly depositId: Digest;
}

/** The envelope's account pays `to`. */
export interface Transfer {
  readonly kind: 'transfer';
  readonly to: number;
  readonly asset: number;
  readonly amount: bigint;
}

/**
 * Two parties open or close a position against each other; the premium is per contract, in smallest units of
 * USD.
 */
export interface Trade {
  readonly kind: 'trade';
  readonly buyer: number;
  readonly seller: number;
  readonly buyerNonce: bigint;
  readonly sellerNonce: bigint;
  readonly series: number;
  readonly quantity: bigint;
  readonly premium: bigint;
}

export interface Authorisation {
  readonly account: number;
  readonly scheme: number;
  /** 64 bytes. */
  readonly signature: Hex;
}

export interface Transaction {
  readonly envelope: Envelope;
  readonly authorisations: readonly Authorisation[];
  /** What every authorisation signs. */
  readonly signHash: Digest;
  readonly txId: Digest;
}

/** The transaction that `raw` encodes, or why it encodes none. Total. */
export function readTransaction(raw: unknown): Decoded<Transaction> {
  const decoded = decode(rawCodec, raw);
  if ('refused' in decoded) return decoded;
  const { envelope, authorisations } = decoded.ok;
  // Decoding succeeded, so `raw` is hex digits, and the envelope's own bytes are its first part.
  return { ok: { envelope, authorisations, signHash: signHash(envelope), txId: txIdOf(raw as Hex) } };
}

/** The bytes of a transaction, ready for a request. */
export function writeTransaction(envelope: Envelope, authorisations: readonly Authorisation[]): Hex {
  return rawCodec.write({ envelope, authorisations });
}

/** What has to be signed. */
export function signHash(envelope: Envelope): Digest {
  return signTag(envelopeCodec.write(envelope));
}

/** Id of any bytes that were submitted, readable or not. */
export const txIdOf: (raw: Hex) => Digest = tagged('clr/txid/1');

const signTag = tagged('clr/tx/1');

const bodyCodec: Codec<Body> = union([
  [
    1,
    'deposit',
    struct([
      ['account', u32],
      ['asset', u16],
      ['amount', u128],
      ['depositId', h32],
    ]),
  ],
  [
    3,
    'transfer',
    struct([
      ['to', u32],
      ['asset', u16],
      ['amount', u128],
    ]),
  ],
  [
    4,
    'trade',
    struct([
      ['buyer', u32],
      ['seller', u32],
      ['buyerNonce', u64],
      ['sellerNonce', u64],
      ['series', u32],
      ['quantity', u64],
      ['premium', u128],
    ]),
  ],
]);

export const envelopeCodec: Codec<Envelope> = struct([
  ['version', refined(u8, 'version 1', (version) => version === 1)],
  ['chainId', u32],
  ['account', u32],
  ['nonce', u64],
  ['expiryHeight', u64],
  ['body', bodyCodec],
]);

const authorisationCodec: Codec<Authorisation> = struct([
  ['account', u32],
  ['scheme', u8],
  ['signature', fixed(64)],
]);

const rawCodec = struct([
  ['envelope', envelopeCodec],
  ['authorisations', list(authorisationCodec, u8)],
]);
