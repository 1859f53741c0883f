/** Our SHA-256 against @noble/hashes and the platform's, and the published examples of FIPS 180-4. */
import { createHash } from 'node:crypto';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToHex } from '../../../src/kernel/hash.ts';
import {
  copyStream,
  feed,
  hashBytes,
  hashBytesRaw,
  hashText,
  hashTextAfter,
  newStream,
  stateAfterBlock,
  streamHash,
} from '../../../src/kernel/sha256.ts';

const ascii = fc.string({ unit: 'binary-ascii', maxLength: 300 });

function platform(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

describe('SHA-256', () => {
  it('gives the published digests', () => {
    expect(hashText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hashText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hashText('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
    expect(hashText('a'.repeat(1_000_000))).toBe(
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    );
  });

  it('agrees with two others at every length around the block borders', () => {
    for (let length = 0; length <= 260; length++) {
      const text = Array.from({ length }, (_, i) => String.fromCharCode(32 + ((i * 7 + length) % 90))).join(
        '',
      );
      const bytes = new TextEncoder().encode(text);
      expect(hashText(text)).toBe(platform(text));
      expect(hashBytes(bytes)).toBe(bytesToHex(sha256(bytes)));
      expect(hashBytesRaw(bytes)).toEqual(sha256(bytes));
    }
  });

  it('agrees on any bytes and any ASCII text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), ascii, (bytes, text) => {
        expect(hashBytes(bytes)).toBe(platform(bytes));
        expect(hashText(text)).toBe(platform(text));
      }),
    );
  });

  it('goes on after a first block as if it had begun there', () => {
    const block = 'k'.repeat(64);
    const state = stateAfterBlock(block);
    fc.assert(fc.property(ascii, (text) => hashTextAfter(state, text) === platform(block + text)));
  });

  it('takes a stream in pieces of any size, and a copy goes its own way', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
        const stream = newStream();
        for (const piece of pieces) feed(stream, piece);
        const whole = Uint8Array.from(pieces.flatMap((piece) => [...piece]));
        expect(streamHash(stream)).toBe(platform(whole));
        const copy = copyStream(stream);
        feed(copy, Uint8Array.of(1));
        expect(streamHash(stream)).toBe(platform(whole));
        expect(streamHash(copy)).toBe(platform(Uint8Array.of(...whole, 1)));
      }),
    );
  });
});
