/**
 * SHA-256 over bytes written as hex digits, plain and with a tag that keeps its uses apart (LEDGER §1.1). The
 * digits were checked where they came in; reading them here by table takes a fifth of the time of a checking
 * conversion.
 */
import { asciiBytes } from '../kernel/canonical.ts';
import { sha256Hex } from '../kernel/hash.ts';
import type { Digest, Hex } from '../kernel/ids.ts';

export function sha256Of(digits: Hex): Digest {
  const bytes = new Uint8Array(digits.length >> 1);
  fill(bytes, 0, digits);
  return sha256Hex(bytes);
}

/** SHA-256(prefix | first | second): how every tree joins what lies below a node. */
export function joined(prefix: number, first: Hex, second: Hex): Digest {
  const bytes = new Uint8Array(1 + ((first.length + second.length) >> 1));
  bytes[0] = prefix;
  fill(bytes, fill(bytes, 1, first), second);
  return sha256Hex(bytes);
}

/** tag(t, b) = SHA-256(ascii(t) | 00 | b): a digest made for one purpose is never one made for another. */
export function tagged(tag: string): (digits: Hex) => Digest {
  const start = asciiBytes(`${tag}\0`);
  return (digits) => {
    const bytes = new Uint8Array(start.length + (digits.length >> 1));
    bytes.set(start);
    fill(bytes, start.length, digits);
    return sha256Hex(bytes);
  };
}

/** Writes the bytes that `digits` spell, from `at` on; returns where they end. */
function fill(bytes: Uint8Array, at: number, digits: Hex): number {
  let end = at;
  for (let i = 0; i < digits.length; i += 2) {
    bytes[end++] = (nibble(digits.charCodeAt(i)) << 4) | nibble(digits.charCodeAt(i + 1));
  }
  return end;
}

/** The value of one lower-case hex digit from its character code. */
function nibble(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}
