/** The kept SHA-256 instance and the one-piece hex digits give what Node's own give. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { bytesToHex, createHasher, hexToBytes, sha256Bytes, sha256Hex } from '../../../src/kernel/hash.ts';

const samples = [0, 1, 31, 32, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 10_000].map((length) =>
  Uint8Array.from({ length }, (_, i) => (i * 131 + length) % 256),
);

describe('sha256', () => {
  it('equals the platform’s, also after other uses of the same instance', () => {
    for (const sample of [...samples, ...samples.toReversed()]) {
      const expected = createHash('sha256').update(sample).digest('hex');
      expect(sha256Hex(sample)).toBe(expected);
      expect(bytesToHex(sha256Bytes(sample))).toBe(expected);
    }
  });

  it('hands out bytes that a later digest does not overwrite', () => {
    const first = sha256Bytes(Uint8Array.of(1));
    const copy = first.slice();
    sha256Bytes(Uint8Array.of(2));
    expect(first).toEqual(copy);
  });

  it('leaves a stream alone', () => {
    const stream = createHasher();
    stream.update(Uint8Array.of(1, 2));
    sha256Hex(Uint8Array.of(9));
    stream.update(Uint8Array.of(3));
    expect(stream.digest()).toBe(sha256Hex(Uint8Array.of(1, 2, 3)));
  });
});

describe('bytesToHex', () => {
  it('writes every byte in two lower-case digits, whatever the length', () => {
    for (const sample of samples) {
      expect(bytesToHex(sample)).toBe(Buffer.from(sample).toString('hex'));
      expect(hexToBytes(bytesToHex(sample))).toEqual(sample);
    }
  });
});
