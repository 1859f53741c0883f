/** Writing and reading are inverse: one value, one byte string (LEDGER §5.1, invariant I14). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { list, map, option } from '../../../src/ledger/composites.ts';
import { bytes, type Codec, decode, i128, str, u16, u32, u64, u128 } from '../../../src/ledger/encoding.ts';
import { decodeReceipt, type LedgerEvent, writeReceipt } from '../../../src/ledger/receipt.ts';
import { type Body, readTransaction, writeTransaction } from '../../../src/ledger/transaction.ts';

const number32 = fc.integer({ min: 0, max: 0xffff_ffff });
const number16 = fc.integer({ min: 0, max: 0xffff });
const big64 = fc.bigInt(0n, (1n << 64n) - 1n);
const big128 = fc.bigInt(0n, (1n << 128n) - 1n);
const hexOf = (size: number) =>
  fc.uint8Array({ minLength: size, maxLength: size }).map((all) => Buffer.from(all).toString('hex'));

const body: fc.Arbitrary<Body> = fc.oneof(
  fc.record({
    kind: fc.constant('deposit' as const),
    account: number32,
    asset: number16,
    amount: big128,
    depositId: hexOf(32),
  }),
  fc.record({ kind: fc.constant('transfer' as const), to: number32, asset: number16, amount: big128 }),
  fc.record({
    kind: fc.constant('trade' as const),
    buyer: number32,
    seller: number32,
    buyerNonce: big64,
    sellerNonce: big64,
    series: number32,
    quantity: big64,
    premium: big128,
  }),
);
const envelope = fc.record({
  version: fc.constant(1),
  chainId: number32,
  account: number32,
  nonce: big64,
  expiryHeight: big64,
  body,
});
const authorisation = fc.record({
  account: number32,
  scheme: fc.integer({ min: 0, max: 255 }),
  signature: hexOf(64),
});
const authorisations = fc.array(authorisation, { maxLength: 4 });
const event: fc.Arbitrary<LedgerEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('deposited' as const),
    account: number32,
    asset: number16,
    amount: big128,
    balance: big128,
  }),
  fc.record({
    kind: fc.constant('transferred' as const),
    from: number32,
    to: number32,
    asset: number16,
    amount: big128,
  }),
);

describe('decode(encode(x)) = x', () => {
  it('for transactions', () => {
    fc.assert(
      fc.property(envelope, authorisations, (one, signed) => {
        const decoded = readTransaction(writeTransaction(one, signed));
        expect(decoded).toMatchObject({ ok: { envelope: one, authorisations: signed } });
      }),
    );
  });

  it('for receipts', () => {
    const receipt = fc.record({
      index: number32,
      txId: hexOf(32),
      code: fc.constant(0),
      events: fc.array(event, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(receipt, (one) => void expect(decodeReceipt(writeReceipt(one))).toEqual({ ok: one })),
    );
  });

  it('for the composed types', () => {
    const entries = fc
      .uniqueArray(fc.tuple(number16, fc.option(big64)), { selector: ([key]) => key, maxLength: 8 })
      .map((all) => all.sort(([a], [b]) => a - b));
    const codec: Codec<unknown> = map(u16, option(u64));
    fc.assert(
      fc.property(entries, (all) => void expect(decode(codec, codec.write(all))).toEqual({ ok: all })),
    );
    const signed = fc.bigInt(-(1n << 127n), (1n << 127n) - 1n);
    fc.assert(
      fc.property(signed, (value) => void expect(decode(i128, i128.write(value))).toEqual({ ok: value })),
    );
    const name = fc.stringMatching(/^[a-z0-9._-]{0,20}$/);
    fc.assert(fc.property(name, (text) => void expect(decode(str, str.write(text))).toEqual({ ok: text })));
  });
});

describe('encode(decode(b)) = b for whatever is accepted, and nothing throws', () => {
  const rewrites: readonly (readonly [string, (digits: unknown) => unknown])[] = [
    ['transactions', rewriteTransaction],
    ['receipts', rewriteReceipt],
    ['maps', (digits) => rewrite(map(u16, bytes), digits)],
    ['lists', (digits) => rewrite(list(option(u32)), digits)],
    ['strings', (digits) => rewrite(str, digits)],
    ['amounts', (digits) => rewrite(u128, digits)],
  ];

  it.each(rewrites)('%s, from arbitrary bytes', (_, again) => {
    const digits = fc.uint8Array({ maxLength: 60 }).map((all) => Buffer.from(all).toString('hex'));
    fc.assert(
      fc.property(fc.oneof(digits, fc.string(), fc.anything()), (input) => void again(input)),
      {
        numRuns: 500,
      },
    );
  });

  it('transactions and receipts, from true ones with one byte changed, added or removed', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        envelope,
        authorisations,
        fc.nat(),
        fc.nat(255),
        fc.nat(2),
        (one, signed, at, byte, how) => {
          accepted +=
            rewriteTransaction(damage(writeTransaction(one, signed), at, byte, how)) === null ? 0 : 1;
        },
      ),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(100);
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 2 }),
        fc.nat(),
        fc.nat(255),
        fc.nat(2),
        (events, at, byte, how) => {
          const digits = writeReceipt({ index: 0, txId: '0'.repeat(64), code: 0, events });
          rewriteReceipt(damage(digits, at, byte, how));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

/** Reads and writes again: what was accepted must come back byte for byte; null when it was refused. */
function rewrite<T>(codec: Codec<T>, digits: unknown): unknown {
  const decoded = decode(codec, digits);
  if ('refused' in decoded) return null;
  expect(codec.write(decoded.ok)).toBe(digits);
  return decoded.ok;
}

function rewriteTransaction(digits: unknown): unknown {
  const decoded = readTransaction(digits);
  if ('refused' in decoded) return null;
  expect(writeTransaction(decoded.ok.envelope, decoded.ok.authorisations)).toBe(digits);
  return decoded.ok;
}

function rewriteReceipt(digits: unknown): unknown {
  const decoded = decodeReceipt(digits);
  if ('refused' in decoded) return null;
  expect(writeReceipt(decoded.ok)).toBe(digits);
  return decoded.ok;
}

function damage(digits: string, at: number, byte: number, how: number): string {
  const place = (at % (digits.length / 2)) * 2;
  const inserted = how === 2 ? '' : byte.toString(16).padStart(2, '0');
  return digits.slice(0, place) + inserted + digits.slice(how === 1 ? place : place + 2);
}
