/**
 * The ledger's canonical binary encoding (LEDGER §5.1): one value, one byte string. Bytes are hex digits, as
 * everywhere at rest. A codec writes a value and reads it back; reading refuses with a reason whatever
 * writing would never produce, and never throws. This file holds the simple types; composites.ts builds
 * lists, maps and records of them.
 */
import type { Hex } from '../kernel/ids.ts';
import { isHex } from '../kernel/signed.ts';
import { limits } from './limits.ts';

/** How one type is written and read. `read` answers `undefined` after it has told the reader why. */
export interface Codec<T> {
  /** The bytes of a value; a value outside the type's range is our own mistake and throws. */
  write(value: T): Hex;
  read(from: Reader): T | undefined;
}

/** A cursor over hex digits; `refused` keeps the first reason. */
export interface Reader {
  readonly digits: Hex;
  at: number;
  refused: string | null;
}

/** A value, or one sentence that says why there is none. */
export type Decoded<T> = { readonly ok: T } | { readonly refused: string };

/** Reads exactly one value out of `bytes`, which may be anything: trailing bytes are refused too. */
export function decode<T>(codec: Codec<T>, bytes: unknown): Decoded<T> {
  if (!isHex(bytes, limits.encodedDigits))
    return { refused: 'expected lower-case hex digits of whole bytes' };
  const from: Reader = { digits: bytes, at: 0, refused: null };
  const value = codec.read(from);
  if (value === undefined) return { refused: from.refused ?? 'unreadable' };
  if (from.at !== bytes.length) return { refused: `expected the end at byte ${from.at / 2}, found more` };
  return { ok: value };
}

/** Notes why reading stopped; the first reason stays. */
export function refuse(from: Reader, why: string): undefined {
  from.refused ??= `${why}, at byte ${from.at / 2}`;
  return undefined;
}

/** The next `count` digits, or undefined if the bytes end before. */
export function take(from: Reader, count: number): Hex | undefined {
  const end = from.at + count;
  if (end > from.digits.length) return refuse(from, `expected ${count / 2} bytes, found fewer`);
  const digits = from.digits.slice(from.at, end);
  from.at = end;
  return digits;
}

export const u8: Codec<number> = small(1, 0x100);
export const u16: Codec<number> = small(2, 0x1_0000);
export const u32: Codec<number> = small(4, 0x1_0000_0000);
export const u64: Codec<bigint> = large(8);
export const u128: Codec<bigint> = large(16);

/** 16 bytes, two's complement. */
export const i128: Codec<bigint> = {
  write(value) {
    if (BigInt.asIntN(128, value) !== value) outOfRange('i128', value);
    return u128.write(BigInt.asUintN(128, value));
  },
  read(from) {
    const value = u128.read(from);
    return value === undefined ? undefined : BigInt.asIntN(128, value);
  },
};

export const bool: Codec<boolean> = {
  write: (value) => (value ? '01' : '00'),
  read(from) {
    const digits = take(from, 2);
    if (digits === undefined) return undefined;
    return digits === '01'
      ? true
      : digits === '00'
        ? false
        : refuse(from, `expected a boolean, found ${digits}`);
  },
};

/** Length and data. */
export const bytes: Codec<Hex> = {
  write(value) {
    if (!isHex(value, limits.encodedDigits)) outOfRange('bytes as hex digits within the limit', value);
    return u32.write(value.length / 2) + value;
  },
  read(from) {
    const length = u32.read(from);
    return length === undefined ? undefined : take(from, length * 2);
  },
};

/** An identifier of `[a-z0-9._-]`: what Unicode would normalise in two ways cannot occur. */
export const str: Codec<string> = {
  write(value) {
    if (!identifier.test(value)) outOfRange('an identifier of [a-z0-9._-]', value);
    let digits = '';
    for (let i = 0; i < value.length; i++) digits += u8.write(value.charCodeAt(i));
    return bytes.write(digits);
  },
  read(from) {
    const digits = bytes.read(from);
    if (digits === undefined) return undefined;
    let text = '';
    for (let i = 0; i < digits.length; i += 2)
      text += String.fromCharCode(parseInt(digits.slice(i, i + 2), 16));
    return identifier.test(text) ? text : refuse(from, 'expected an identifier of [a-z0-9._-]');
  },
};

/** Exactly `size` bytes without a length: digests, keys, signatures. */
export function fixed(size: number): Codec<Hex> {
  return {
    write(value) {
      if (value.length !== size * 2 || !isHex(value, size * 2)) outOfRange(`${size} bytes`, value);
      return value;
    },
    read: (from) => take(from, size * 2),
  };
}

export const h32: Codec<Hex> = fixed(32);

/** A codec that accepts fewer values: `holds` decides, `expected` names them in the refusal. */
export function refined<T>(codec: Codec<T>, expected: string, holds: (value: T) => boolean): Codec<T> {
  return {
    write(value) {
      if (!holds(value)) outOfRange(expected, value);
      return codec.write(value);
    },
    read(from) {
      const value = codec.read(from);
      if (value === undefined) return undefined;
      return holds(value) ? value : refuse(from, `expected ${expected}`);
    },
  };
}

/** A big-endian unsigned integer of at most four bytes: counts, tags and identifiers. */
function small(size: number, end: number): Codec<number> {
  const digits = size * 2;
  return {
    write(value) {
      if (!Number.isInteger(value) || value < 0 || value >= end) outOfRange(`u${size * 8}`, value);
      return value.toString(16).padStart(digits, '0');
    },
    read(from) {
      const text = take(from, digits);
      return text === undefined ? undefined : parseInt(text, 16);
    },
  };
}

/** A big-endian unsigned integer of more bytes: nonces, heights and amounts. */
function large(size: number): Codec<bigint> {
  const digits = size * 2;
  const end = 1n << BigInt(size * 8);
  return {
    write(value) {
      if (value < 0n || value >= end) outOfRange(`u${size * 8}`, value);
      return value.toString(16).padStart(digits, '0');
    },
    read(from) {
      const text = take(from, digits);
      return text === undefined ? undefined : BigInt(`0x${text}`);
    },
  };
}

/** Throws: what is written was made by us. A call, so that the sentence is built only when it is needed. */
function outOfRange(expected: string, found: unknown): never {
  const shown = typeof found === 'object' ? 'another record' : String(found);
  throw new Error(`invariant broken: expected ${expected}, found ${shown}`);
}

const identifier = /^[a-z0-9._-]*$/;
