/**
 * Bytes as base64url (RFC 4648 §5) without padding, and back: a pure room has no `btoa`. Reading is as
 * lenient as browsers are: the other alphabet, padding and white space inside are taken too.
 */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(4, bytes.length - at + 1);
    for (let i = 0; i < letters; i++) text += LETTERS[(group >> (18 - 6 * i)) & 63];
  }
  return text;
}

/** Throws when the text is no base64. */
export function fromBase64Url(text: string): Uint8Array {
  const letters = text.replace(/[\t\n\f\r ]/g, '').replace(/={1,2}$/, '');
  if (letters.length % 4 === 1) throw new Error('base64url: a letter too many, or one is missing');
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4));
  let group = 0;
  let length = 0;
  for (let at = 0; at < letters.length; at++) {
    group = ((group << 6) | valueOfLetter(letters.charCodeAt(at))) & 0xffffff;
    if (at % 4 !== 0) bytes[length++] = (group >> (6 - 2 * (at % 4))) & 255;
  }
  return bytes;
}

function valueOfLetter(code: number): number {
  const value = VALUES[code];
  if (value === undefined) throw new Error('base64url: a letter of another alphabet');
  return value;
}

const VALUES: readonly (number | undefined)[] = valuesOf();

function valuesOf(): readonly (number | undefined)[] {
  const values = new Array<number | undefined>(128).fill(undefined);
  for (let value = 0; value < 64; value++) values[LETTERS.charCodeAt(value)] = value;
  values['+'.charCodeAt(0)] = 62;
  values['/'.charCodeAt(0)] = 63;
  return values;
}
