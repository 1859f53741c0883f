import { describe, expect, it } from 'vitest';
import { keyed } from '../../../src/ui/panels/keyed.ts';
import { nameOfProperty } from '../../../src/ui/panels/property-names.ts';
import { counted, grouped, inMs, plainAmount, seatNames, shortDigest } from '../../../src/ui/panels/words.ts';

describe('words', () => {
  it.each([
    [0, '0 ms'],
    [20_000, '20 ms'],
    [12_500, '12.5 ms'],
    [1, '0.001 ms'],
    [1_204_050, '1,204.05 ms'],
  ])('reads %i µs as %s', (at, words) => expect(inMs(at)).toBe(words));

  it.each([
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
  ])('groups %i', (value, words) => expect(grouped(value)).toBe(words));

  it('lists seats as a sentence does', () => {
    expect(seatNames([])).toBe('nobody');
    expect(seatNames([2])).toBe('R2');
    expect(seatNames([0, 2, 'c0'])).toBe('R0, R2 and c0');
  });

  it('counts in the singular and the plural', () => {
    expect(counted(1, 'link')).toBe('1 link');
    expect(counted(4, 'link')).toBe('4 links');
    expect(counted(2, 'thing differs', 'things differ')).toBe('2 things differ');
  });

  it.each([
    ['1075.000000', '1,075.00'],
    ['0.00000000', '0.00'],
    ['0.50000001', '0.50000001'],
    ['-12', '-12.00'],
    ['many', 'many'],
  ])('reads the amount %s as %s', (amount, words) => expect(plainAmount(amount)).toBe(words));

  it('shortens a digest and names none', () => {
    expect(shortDigest('9f2c41d0')).toBe('9f2c');
    expect(shortDigest(null)).toBe('none');
  });

  it('gives equal items different keys', () => {
    const keys = keyed(['a', 'b', 'a', 'a'], (text) => text).map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
  });

  it('names shared properties with their meaning, and others by their words and scope', () => {
    expect(nameOfProperty('exactly-once').title).toBe('Exactly once');
    expect(nameOfProperty('exactly-once').meaning).toContain('twice');
    expect(nameOfProperty('pbft/newview-preserves')).toEqual({
      title: 'Newview preserves',
      meaning: null,
      scope: 'pbft',
    });
  });
});
