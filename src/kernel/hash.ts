/**
 * SHA-256 for everybody, over bytes, text and plain data. Digests of message objects are remembered per
 * object: one broadcast is one object, so it is hashed once however many replicas receive it. Messages are
 * never mutated.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import { asciiBytes, canonicalText } from './canonical.ts';
import type { Digest, Hex } from './ids.ts';

export { hexToBytes };

export function sha256Bytes(bytes: Uint8Array): Uint8Array {
  // One instance, set back to the beginning each time: making a new one takes a third of the time of a short
  // hash.
  beginning._cloneInto(working).update(bytes).digestInto(scratch);
  return scratch.slice();
}

export function sha256Hex(bytes: Uint8Array): Digest {
  beginning._cloneInto(working).update(bytes).digestInto(scratch);
  return bytesToHex(scratch);
}

const beginning = sha256.create();
const working = sha256.create();
const scratch = new Uint8Array(32);

/**
 * Lower-case hex digits, made in one piece. Adding them up pair by pair gives the same text as a chain of
 * joints, which engines keep as such: measured in Node 20, 873 bytes for a digest instead of 88.
 */
export function bytesToHex(bytes: Uint8Array): Hex {
  let text = '';
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    const count = Math.min(pieceBytes, bytes.length - start);
    const characters = new Array<number>(count * 2);
    for (let i = 0; i < count; i++) {
      const byte = bytes[start + i] ?? 0;
      characters[2 * i] = hexDigit(byte >> 4);
      characters[2 * i + 1] = hexDigit(byte & 15);
    }
    text += String.fromCharCode(...characters);
  }
  return text;
}

/** Bytes per piece: an engine takes only so many arguments at once. */
const pieceBytes = 4_096;

function hexDigit(value: number): number {
  return value < 10 ? 48 + value : 87 + value;
}

/** SHA-256 of ASCII text. */
export function digestText(text: string): Digest {
  return finish(beginning, text);
}

/** What is left of a text after hashing it, so that many texts can begin with it: a key, for instance. */
export type HashPrefix = typeof beginning;

export function hashPrefix(text: string): HashPrefix {
  return sha256.create().update(asciiBytes(text));
}

/** SHA-256 of the prefix's text and `text` after it. */
export function digestAfter(prefix: HashPrefix, text: string): Digest {
  return finish(prefix, text);
}

/** Short texts go through one kept buffer: making one each time costs as much as hashing it. */
function finish(prefix: HashPrefix, text: string): Digest {
  let bytes: Uint8Array;
  if (text.length <= kept.length) {
    for (let i = 0; i < text.length; i++) kept[i] = text.charCodeAt(i);
    bytes = kept.subarray(0, text.length);
  } else bytes = asciiBytes(text);
  prefix._cloneInto(working).update(bytes).digestInto(scratch);
  return bytesToHex(scratch);
}

const kept = new Uint8Array(1_024);

/** SHA-256 of the canonical encoding of plain data; not remembered. */
export function digestValue(value: unknown): Digest {
  return digestText(canonicalText(value));
}

/** What is remembered of an object: its digest and the size of its canonical encoding in bytes. */
export interface Fingerprint {
  readonly digest: Digest;
  readonly bytes: number;
}

const known = new WeakMap<object, Fingerprint>();

/** Digest and size of an immutable object (a message, a certificate), computed once per object. */
export function fingerprint(value: object): Fingerprint {
  let found = known.get(value);
  if (found === undefined) {
    const text = canonicalText(value);
    found = { digest: digestText(text), bytes: text.length };
    known.set(value, found);
  }
  return found;
}

/** SHA-256 fed piece by piece; `digest` may be called at any time and does not end the stream. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Digest;
  /** An independent copy that goes on from here. */
  clone(): Hasher;
}

export function createHasher(): Hasher {
  return wrap(sha256.create());
}

function wrap(state: ReturnType<typeof sha256.create>): Hasher {
  return {
    update: (bytes) => void state.update(bytes),
    digest: () => bytesToHex(state.clone().digest()),
    clone: () => wrap(state.clone()),
  };
}
