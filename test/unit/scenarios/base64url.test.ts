/** Base64url without the browser's help reads what the browser's reads, and refuses what it refuses. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../../src/scenarios/base64url.ts';

const byBrowser = (text: string): string | null => {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
};

const byUs = (text: string): string | null => {
  try {
    return String.fromCharCode(...fromBase64Url(text));
  } catch {
    return null;
  }
};

it('writes what the browser writes, without padding', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const plain = btoa(String.fromCharCode(...bytes));
      const text = toBase64Url(bytes);
      expect(text).toBe(plain.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''));
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
  ));

it('reads whatever letters the browser reads, and nothing else', () =>
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'AZaz09-_+/= \n%é'), maxLength: 24 }), (text) => {
      // Padding in odd places is the one thing that we need not tell apart.
      fc.pre(!/=/.test(text.replace(/={1,2}$/, '')) && !/=/.test(text));
      expect(byUs(text)).toBe(byBrowser(text));
    }),
  ));

it('takes padding at the end', () => {
  expect(byUs('YQ==')).toBe('a');
  expect(byUs('YWI=')).toBe('ab');
});
