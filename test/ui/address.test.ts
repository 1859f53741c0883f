/** Links: what is written can be read again, and nothing that a link holds can do harm. */
import fc from 'fast-check';
import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hashOf, LINK_LIMITS, readHash } from '../../src/ui/address.ts';

describe('the address', () => {
  it('is readable for an unchanged catalogue scenario', () => {
    expect(hashOf({ version: 1 }, 'first-light', 12)).toBe('#/first-light?at=12');
    expect(hashOf({ version: 1 }, 'first-light', null)).toBe('#/first-light');
    expect(readHash('#/first-light?at=12')).toEqual({
      source: { kind: 'catalogue', id: 'first-light' },
      at: 12,
    });
  });

  it('asks for nothing when it is empty', () => {
    for (const hash of ['', '#', '#/']) expect(readHash(hash)).toBeNull();
  });

  it('gives back any session', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(1_000_000), (session, at) => {
        const read = readHash(hashOf(session, null, at));
        expect(read).toEqual({ source: { kind: 'json', value: JSON.parse(JSON.stringify(session)) }, at });
      }),
    );
  });

  it('is short for a repetitive session', () => {
    const commands = Array.from({ length: 100 }, (_, k) => ({ atMs: k, do: 'crash', replica: 0 }));
    expect(hashOf({ version: 1, session: { commands } }, null, 1).length).toBeLessThan(900);
  });
});

describe('a hostile address', () => {
  it('never throws and always says something', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readHash(`#${text}`);
        if (read !== null && 'problem' in read) expect(read.problem.length).toBeGreaterThan(20);
      }),
    );
  });

  it('never throws on damaged data', () => {
    const good = hashOf({ version: 1, session: { scenario: 'first-light', commands: [] } }, null, 3);
    for (let cut = 4; cut < good.length - 6; cut += 1) {
      const read = readHash(`${good.slice(0, cut)}?at=3`);
      expect(read).not.toBeNull();
    }
  });

  it.each([
    ['#2.abc', 'expected "#/name" or "#1.data", found "#2.abc"'],
    ['#/first-light?at=-1', 'expected "at=" and a whole number, found "at=-1"'],
    ['#1.%%%', 'expected a compressed session'],
  ])('%s is refused with what was expected', (hash, words) => {
    const read = readHash(hash);
    expect(read !== null && 'problem' in read ? read.problem : '').toContain(words);
  });

  it('does not unfold more than it may', () => {
    const bomb = deflateSync(strToU8(JSON.stringify('0'.repeat(LINK_LIMITS.bytes + 10))), { level: 9 });
    const data = Buffer.from(bomb).toString('base64url');
    expect(data.length).toBeLessThan(LINK_LIMITS.characters);
    expect(readHash(`#1.${data}`)).toHaveProperty('problem');
  });

  it('is refused when it is too long', () => {
    expect(readHash(`#1.${'A'.repeat(LINK_LIMITS.characters + 1)}`)).toHaveProperty('problem');
  });
});
