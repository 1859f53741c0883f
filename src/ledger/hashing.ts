/** SHA-256 over bytes written as hex digits, plain and with a tag that keeps its uses apart (LEDGER §1.1). */
import { hexToBytes, sha256Hex } from '../kernel/hash.ts';
import type { Digest, Hex } from '../kernel/ids.ts';

export function sha256Of(digits: Hex): Digest {
  return sha256Hex(hexToBytes(digits));
}

/** tag(t, b) = SHA-256(ascii(t) | 00 | b): a digest made for one purpose is never one made for another. */
export function tagged(tag: string): (digits: Hex) => Digest {
  let prefix = '';
  for (let i = 0; i < tag.length; i++) prefix += tag.charCodeAt(i).toString(16).padStart(2, '0');
  return (digits) => sha256Of(`${prefix}00${digits}`);
}
