/** Amounts as people write them: exact both ways, and refused with a sentence otherwise. */
import { describe, expect, it } from 'vitest';
import { formatAmount, parseAmount, shortAmount } from '../../../src/ledger/assets.ts';

describe('parseAmount', () => {
  it.each([
    ['25', 'USD', 25_000_000n],
    ['25.5', 'USD', 25_500_000n],
    ['0.000001', 'USD', 1n],
    ['0', 'USD', 0n],
    ['0.00000001', 'BTC', 1n],
    ['21000000.00', 'BTC', 2_100_000_000_000_000n],
    ['79228162514264337593543.950335', 'USD', (1n << 96n) - 1n],
  ] as const)('%s %s', (text, asset, amount) => {
    expect(parseAmount(text, asset)).toEqual({ ok: amount });
  });

  it.each([
    ['', 'such as 25'],
    ['-1', 'such as 25'],
    ['+1', 'such as 25'],
    ['01', 'such as 25'],
    ['.5', 'such as 25'],
    ['5.', 'such as 25'],
    ['1e3', 'such as 25'],
    ['1,000', 'such as 25'],
    [' 1', 'such as 25'],
    ['NaN', 'such as 25'],
    ['1'.repeat(1_000), 'such as 25'],
    ['0.0000001', 'at most 6 decimals for USD, found 7'],
    ['79228162514264337593543.950336', 'less than 2^96'],
  ])('refuses %s', (text, why) => {
    const parsed = parseAmount(text, 'USD');
    expect('refused' in parsed && parsed.refused).toContain(why);
  });
});

describe('writing amounts', () => {
  it('in full has every decimal', () => {
    expect(formatAmount(25_500_000n, 'USD')).toBe('25.500000');
    expect(formatAmount(1n, 'BTC')).toBe('0.00000001');
    expect(formatAmount(0n, 'USD')).toBe('0.000000');
  });

  it('in short has at least two', () => {
    expect(shortAmount(25_000_000n, 'USD')).toBe('25.00');
    expect(shortAmount(25_500_000n, 'USD')).toBe('25.50');
    expect(shortAmount(25_123_400n, 'USD')).toBe('25.1234');
    expect(shortAmount(1n, 'USD')).toBe('0.000001');
    expect(shortAmount(100_000_000n, 'USD')).toBe('100.00');
  });
});
