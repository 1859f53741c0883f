/** The canonical encoding refuses, with a reason, whatever it would not write itself (LEDGER §5.1). */
import { describe, expect, it } from 'vitest';
import { filling, list, map, option, struct, union } from '../../../src/ledger/composites.ts';
import {
  bool,
  bytes,
  type Codec,
  decode,
  h32,
  i128,
  str,
  u8,
  u16,
  u32,
  u64,
  u128,
} from '../../../src/ledger/encoding.ts';
import { decodeReceipt } from '../../../src/ledger/receipt.ts';

const shape = union([
  [
    1,
    'point',
    struct([
      ['x', u8],
      ['y', u8],
    ]),
  ],
  [2, 'name', struct([['text', str]])],
]);

describe('accepted', () => {
  const rows: readonly (readonly [string, Codec<unknown>, unknown, string])[] = [
    ['u8', u8, 255, 'ff'],
    ['u16', u16, 0x1234, '1234'],
    ['u32', u32, 0xffff_ffff, 'ffffffff'],
    ['u64', u64, (1n << 64n) - 1n, 'ffffffffffffffff'],
    ['u128', u128, 1n << 127n, '80000000000000000000000000000000'],
    ['i128, largest', i128, (1n << 127n) - 1n, '7fffffffffffffffffffffffffffffff'],
    ['bool', bool, true, '01'],
    ['bytes', bytes, 'abcd', '00000002abcd'],
    ['str', str, 'a.b_c-9', '00000007612e625f632d39'],
    ['option some', option(u8), 7, '0107'],
    ['list', list(u16), [1, 2], '0000000200010002'],
    ['list with a short count', list(u16, u8), [1, 2], '0200010002'],
    ['filling', filling(u16), [1, 2], '0000000400010002'],
    ['empty map', map(u8, u8), [], '00000000'],
    [
      'map',
      map(u8, u8),
      [
        [1, 9],
        [2, 5],
      ],
      '0000000201090205',
    ],
    ['union', shape, { kind: 'point', x: 1, y: 2 }, '010102'],
  ];
  it.each(rows)('%s', (_, codec, value, hex) => {
    expect(codec.write(value)).toBe(hex);
    expect(decode(codec, hex)).toEqual({ ok: value });
  });
});

describe('refused', () => {
  const rows: readonly (readonly [string, Codec<unknown>, unknown, RegExp])[] = [
    ['no text', u8, 5, /hex digits/],
    ['half a byte', u8, '0', /hex digits/],
    ['capital digits', u8, 'FF', /hex digits/],
    ['other characters', u8, 'zz', /hex digits/],
    ['trailing bytes', u8, '0000', /expected the end at byte 1/],
    ['too few bytes', u32, '000000', /expected 4 bytes, found fewer, at byte 0/],
    ['a boolean of 2', bool, '02', /boolean, found 02/],
    ['an option tag of 2', option(u8), '0200', /option tag/],
    ['bytes that end early', bytes, '00000003abcd', /expected 3 bytes/],
    ['a claimed length beyond all bytes', bytes, 'ffffffff', /expected 4294967295 bytes/],
    ['an identifier with a capital', str, '0000000141', /identifier/],
    ['an identifier beyond ASCII', str, '00000001e9', /identifier/],
    ['more items than bytes', list(u8), 'ffffffff00', /expected 4294967295 items, found fewer/],
    ['items that do not fill', filling(u16), '00000003000100', /expected 2 bytes/],
    ['map keys out of order', map(u8, u8), '0000000202050109', /ascend/],
    ['map keys twice', map(u8, u8), '0000000201090109', /ascend/],
    ['an unknown tag', shape, '03', /unknown tag 3/],
    ['a fault inside a union', shape, '0101', /expected 1 bytes/],
    ['a short digest', h32, '00', /expected 32 bytes/],
  ];
  it.each(rows)('%s', (_, codec, digits, why) => {
    const decoded = decode(codec, digits);
    expect('refused' in decoded && decoded.refused).toMatch(why);
  });

  it('a text beyond the limit, whatever it says', () => {
    expect(decode(bytes, `00010000${'00'.repeat(65_536)}`)).toHaveProperty('refused');
  });
});

describe('our own mistakes throw', () => {
  it.each<readonly [string, () => string]>([
    ['u8 of 256', () => u8.write(256)],
    ['u8 of -1', () => u8.write(-1)],
    ['u16 of 0.5', () => u16.write(0.5)],
    ['u64 of 2^64', () => u64.write(1n << 64n)],
    ['u128 of -1', () => u128.write(-1n)],
    ['i128 of 2^127', () => i128.write(1n << 127n)],
    [
      'map keys out of order',
      () =>
        map(u8, u8).write([
          [2, 0],
          [1, 0],
        ]),
    ],
    [
      'map keys twice',
      () =>
        map(u8, u8).write([
          [1, 0],
          [1, 0],
        ]),
    ],
    ['a short digest', () => h32.write('00')],
    ['an identifier with a space', () => str.write('a b')],
    ['digits that are none', () => bytes.write('xy')],
    ['a count too large for its size', () => list(u8, u8).write(new Array(256).fill(0))],
  ])('%s', (_, write) => {
    expect(write).toThrow(/invariant broken/);
  });
});

describe('receipts', () => {
  const txId = '11'.repeat(32);
  it.each([
    ['an unknown code', `00000000${txId}00ff00000000`],
    [
      'events of a refused transaction',
      `00000000${txId}000a0000001b02${'00000001'}${'00000002'}0001${'00'.repeat(16)}`,
    ],
    ['nothing', ''],
  ])('%s is no receipt', (_, digits) => {
    expect(decodeReceipt(digits)).toHaveProperty('refused');
  });

  it('the same events under code 0 are one', () => {
    const digits = `00000000${txId}00000000001b02${'00000001'}${'00000002'}0001${'00'.repeat(16)}`;
    expect(decodeReceipt(digits)).toMatchObject({
      ok: { code: 0, events: [{ kind: 'transferred', from: 1 }] },
    });
  });
});
