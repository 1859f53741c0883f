/**
 * Options, lists, maps, records and unions over the simple types of encoding.ts (LEDGER §5.1). A map's keys
 * ascend strictly, so that the order in which a program met them leaves no mark in the bytes.
 */
import { invariant } from '../kernel/assert.ts';
import type { Hex } from '../kernel/ids.ts';
import { bytes, type Codec, type Reader, refuse, u8, u32 } from './encoding.ts';

/** 00, or 01 and the value; none is `null`. */
export function option<T>(codec: Codec<T>): Codec<T | null> {
  return {
    write: (value) => (value === null ? '00' : `01${codec.write(value)}`),
    read(from) {
      const tag = u8.read(from);
      if (tag === undefined) return undefined;
      if (tag === 0) return null;
      return tag === 1 ? codec.read(from) : refuse(from, `expected option tag 0 or 1, found ${tag}`);
    },
  };
}

/** A count (u32 unless told otherwise), then the items. */
export function list<T>(item: Codec<T>, count: Codec<number> = u32): Codec<readonly T[]> {
  return {
    write(values) {
      let digits = count.write(values.length);
      for (const value of values) digits += item.write(value);
      return digits;
    },
    read(from) {
      const length = count.read(from);
      return length === undefined ? undefined : readItems(from, length, item);
    },
  };
}

/** A length in bytes, then as many items as fill it exactly. */
export function filling<T>(item: Codec<T>): Codec<readonly T[]> {
  return {
    write: (values) => bytes.write(values.map((value) => item.write(value)).join('')),
    read(from) {
      const digits = bytes.read(from);
      if (digits === undefined) return undefined;
      const inside: Reader = { digits, at: 0, refused: null };
      const values: T[] = [];
      while (inside.at < digits.length) {
        const value = item.read(inside);
        if (value === undefined) return refuse(from, inside.refused ?? 'unreadable item');
        values.push(value);
      }
      return values;
    },
  };
}

/** A count, then (key, value) pairs whose encoded keys ascend strictly. */
export function map<K, V>(key: Codec<K>, value: Codec<V>): Codec<readonly (readonly [K, V])[]> {
  const pair = pairOf(key, value);
  return {
    write(entries) {
      let digits = u32.write(entries.length);
      let last: Hex | null = null;
      for (const entry of entries) {
        const next = key.write(entry[0]);
        invariant(last === null || next > last, 'map keys expected to ascend');
        last = next;
        digits += next + value.write(entry[1]);
      }
      return digits;
    },
    read(from) {
      const count = u32.read(from);
      const entries = count === undefined ? undefined : readItems(from, count, pair);
      if (entries === undefined) return undefined;
      for (let i = 1; i < entries.length; i++) {
        const [before, after] = [entries[i - 1], entries[i]];
        if (before && after && before.digits >= after.digits)
          return refuse(from, 'expected map keys to ascend');
      }
      return entries.map((entry) => entry.pair);
    },
  };
}

/** Named fields, written in the order of the list. */
export function struct<const F extends Fields>(fields: F): Codec<Struct<F>> {
  return {
    write(value) {
      // The keys of Struct<F> are the names in `fields`; the compiler does not follow that through a loop.
      const members = value as Readonly<Record<string, unknown>>;
      let digits = '';
      for (const [name, codec] of fields) digits += codec.write(members[name]);
      return digits;
    },
    read(from) {
      const members: Record<string, unknown> = {};
      for (const [name, codec] of fields) {
        const member = codec.read(from);
        if (member === undefined) return undefined;
        members[name] = member;
      }
      return members as Struct<F>;
    },
  };
}

/** One of several records: a tag byte, then the fields of that case; the value's `kind` names the case. */
export function union<const C extends Cases>(cases: C): Codec<Union<C>> {
  return {
    write(value) {
      const found = cases.find(([, kind]) => kind === value.kind);
      invariant(found, 'one of the cases of the union expected');
      return u8.write(found[0]) + found[2].write(value);
    },
    read(from) {
      const tag = u8.read(from);
      if (tag === undefined) return undefined;
      const found = cases.find((one) => one[0] === tag);
      if (!found) return refuse(from, `unknown tag ${tag}`);
      const members = found[2].read(from);
      // A case's codec is a struct, so what it read is an object: see the type Cases.
      return members === undefined ? undefined : ({ kind: found[1], ...(members as object) } as Union<C>);
    },
  };
}

type Fields = readonly (readonly [string, Codec<unknown>])[];
type Struct<F extends Fields> = {
  readonly [P in F[number] as P[0]]: P[1] extends Codec<infer T> ? T : never;
};
type Cases = readonly (readonly [number, string, Codec<unknown>])[];
type Union<C extends Cases> = {
  [I in keyof C]: C[I] extends readonly [number, infer K, Codec<infer T>] ? { readonly kind: K } & T : never;
}[number];

interface Pair<K, V> {
  /** The key as written: what the order is about. */
  readonly digits: Hex;
  readonly pair: readonly [K, V];
}

function pairOf<K, V>(key: Codec<K>, value: Codec<V>): Codec<Pair<K, V>> {
  return {
    write: ({ pair }) => key.write(pair[0]) + value.write(pair[1]),
    read(from) {
      const start = from.at;
      const first = key.read(from);
      if (first === undefined) return undefined;
      const digits = from.digits.slice(start, from.at);
      const second = value.read(from);
      return second === undefined ? undefined : { digits, pair: [first, second] };
    },
  };
}

/** A claimed count is believed only as far as the bytes last: an item has at least one. */
function readItems<T>(from: Reader, count: number, item: Codec<T>): readonly T[] | undefined {
  if (count * 2 > from.digits.length - from.at)
    return refuse(from, `expected ${count} items, found fewer bytes`);
  const values: T[] = [];
  for (let i = 0; i < count; i++) {
    const value = item.read(from);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
