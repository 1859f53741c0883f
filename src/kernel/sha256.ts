/**
 * SHA-256 (FIPS 180-4) for what is hashed here all the time: short ASCII text. It reads the characters of a string
 * without making bytes of them first, and it keeps one set of working words. Measured in Node 20 against
 * @noble/hashes, which the tests hold it equal to: 0.46 µs instead of 0.92 for 40 characters, 1.3 instead of 2.5 for 200.
 */
import type { Hex } from './ids.ts';

/** The eight words after whole blocks: from here a hash can go on. */
export type HashState = Int32Array;

/** Bytes of a block. */
const blockBytes = 64;

/** SHA-256 of text as hex. Characters are bytes: the caller guarantees ASCII. */
export function hashText(text: string): Hex {
  words.set(initial);
  absorbText(text, 0);
  return wordsAsHex();
}

/** The state after exactly one block of 64 ASCII characters: a key, for instance. */
export function stateAfterBlock(block: string): HashState {
  words.set(initial);
  loadText(block, 0);
  compress();
  return words.slice();
}

/** SHA-256 of a first block, of which `state` is what remains, and `text` after it. */
export function hashTextAfter(state: HashState, text: string): Hex {
  words.set(state);
  absorbText(text, blockBytes);
  return wordsAsHex();
}

export function hashBytes(bytes: Uint8Array): Hex {
  absorbBytes(bytes);
  return wordsAsHex();
}

/** The 32 bytes of the digest. */
export function hashBytesRaw(bytes: Uint8Array): Uint8Array {
  absorbBytes(bytes);
  const digest = new Uint8Array(32);
  for (let i = 0; i < 32; i++) digest[i] = (words[i >> 2] as number) >>> (24 - 8 * (i & 3));
  return digest;
}

/** A hash fed piece by piece. */
export interface HashStream {
  readonly state: HashState;
  /** Bytes of an unfinished block, and how many they are. */
  readonly rest: Uint8Array;
  length: number;
}

export function newStream(): HashStream {
  return { state: initial.slice(), rest: new Uint8Array(blockBytes), length: 0 };
}

export function copyStream({ state, rest, length }: HashStream): HashStream {
  return { state: state.slice(), rest: rest.slice(), length };
}

export function feed(stream: HashStream, bytes: Uint8Array): void {
  const { state, rest } = stream;
  words.set(state);
  let used = stream.length % blockBytes;
  let at = 0;
  while (at < bytes.length) {
    if (used === 0 && at + blockBytes <= bytes.length) {
      loadBytes(bytes, at);
      compress();
      at += blockBytes;
      continue;
    }
    rest[used++] = bytes[at++] as number;
    if (used < blockBytes) continue;
    loadBytes(rest, 0);
    compress();
    used = 0;
  }
  stream.length += bytes.length;
  state.set(words);
}

/** Hash of everything fed so far; the stream can go on. */
export function streamHash({ state, rest, length }: HashStream): Hex {
  words.set(state);
  const left = length % blockBytes;
  for (let i = 0; i < left; i++) tail[i] = rest[i] as number;
  pad(left, length);
  return wordsAsHex();
}

const initial = Int32Array.of(
  ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a],
  ...[0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
);
/** Round constants: the first 32 bits of the fractions of the cube roots of the first 64 primes. */
const rounds = Int32Array.from(
  `428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 d807aa98 12835b01 243185be 550c7dc3
   72be5d74 80deb1fe 9bdc06a7 c19bf174 e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da
   983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 27b70a85 2e1b2138 4d2c6dfc 53380d13
   650a7354 766a0abb 81c2c92e 92722c85 a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070
   19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 748f82ee 78a5636f 84c87814 8cc70208
   90befffa a4506ceb bef9a3f7 c67178f2`
    .split(/\s+/)
    .map((word) => Number.parseInt(word, 16)),
);
/** The hash so far, the message schedule, and the last one or two blocks with their padding. */
const words = new Int32Array(8);
const schedule = new Int32Array(64);
const tail = new Uint8Array(2 * blockBytes);

function absorbText(text: string, before: number): void {
  const whole = text.length - (text.length % blockBytes);
  for (let at = 0; at < whole; at += blockBytes) {
    loadText(text, at);
    compress();
  }
  for (let at = whole; at < text.length; at++) tail[at - whole] = text.charCodeAt(at);
  pad(text.length - whole, before + text.length);
}

function absorbBytes(bytes: Uint8Array): void {
  words.set(initial);
  const whole = bytes.length - (bytes.length % blockBytes);
  for (let at = 0; at < whole; at += blockBytes) {
    loadBytes(bytes, at);
    compress();
  }
  for (let at = whole; at < bytes.length; at++) tail[at - whole] = bytes[at] as number;
  pad(bytes.length - whole, bytes.length);
}

/** A one bit, zeros, and the length in bits, after the `left` bytes that stand in the tail. */
function pad(left: number, length: number): void {
  tail[left] = 0x80;
  const end = left < blockBytes - 8 ? blockBytes : 2 * blockBytes;
  for (let i = left + 1; i < end; i++) tail[i] = 0;
  if (end > blockBytes) {
    loadBytes(tail, 0);
    compress();
  }
  loadBytes(tail, end - blockBytes);
  schedule[14] = Math.floor(length / 0x2000_0000);
  schedule[15] = length << 3;
  compress();
}

function loadText(text: string, start: number): void {
  for (let i = 0, at = start; i < 16; i++, at += 4) {
    schedule[i] =
      (text.charCodeAt(at) << 24) |
      ((text.charCodeAt(at + 1) & 255) << 16) |
      ((text.charCodeAt(at + 2) & 255) << 8) |
      (text.charCodeAt(at + 3) & 255);
  }
}

function loadBytes(bytes: Uint8Array, start: number): void {
  for (let i = 0, at = start; i < 16; i++, at += 4) {
    schedule[i] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
}

/** FIPS 180-4 §6.2.2 on the block in the first 16 words of the schedule. */
function compress(): void {
  const w = schedule;
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (s1 + (w[i - 7] as number) + s0 + (w[i - 16] as number)) | 0;
  }
  let a = word(0);
  let b = word(1);
  let c = word(2);
  let d = word(3);
  let e = word(4);
  let f = word(5);
  let g = word(6);
  let h = word(7);
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + (rounds[i] as number) + (w[i] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  words[0] = word(0) + a;
  words[1] = word(1) + b;
  words[2] = word(2) + c;
  words[3] = word(3) + d;
  words[4] = word(4) + e;
  words[5] = word(5) + f;
  words[6] = word(6) + g;
  words[7] = word(7) + h;
}

function word(index: number): number {
  return words[index] as number;
}

/** Hex digits in one piece: adding them up one by one would leave a chain of joints in memory. */
function wordsAsHex(): Hex {
  for (let i = 0, at = 0; i < 8; i++) {
    const value = words[i] as number;
    for (let shift = 28; shift >= 0; shift -= 4) characters[at++] = digits[(value >>> shift) & 15] as number;
  }
  return String.fromCharCode.apply(null, characters);
}

const characters = new Array<number>(64).fill(48);
const digits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
