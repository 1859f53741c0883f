/**
 * A table from whole numbers ≥ 0 to values, made for verdicts: cloned every thousand events, written between
 * clones. It is a 32-way trie whose nodes carry an owner. Who holds the owner's token writes in place; anyone
 * else copies the nodes on the way first, so a clone costs nothing and shares everything that is not written
 * again.
 */

/** Whoever may write a node in place. A clone and its original each take a new one. */
export type Owner = object;

export interface Table<V> {
  readonly owner: Owner;
  /** 0 for a leaf; a node of height h has keys below 32 ** (h + 1). */
  readonly height: number;
  /** Values in a leaf, tables of the next lower height above it. */
  readonly items: (V | Table<V> | undefined)[];
}

/** The value under `key`, or undefined: also for keys that no table can hold, such as −1 or NaN. */
export function lookUp<V>(table: Table<V> | undefined, key: number): V | undefined {
  if (table === undefined || !(key < capacityOf(table))) return undefined;
  let node = table;
  while (node.height > 0) {
    const next = node.items[digit(key, node.height)];
    if (next === undefined) return undefined;
    node = next as Table<V>; // items of a node above the leaves are tables
  }
  return node.items[digit(key, 0)] as V | undefined; // items of a leaf are values
}

/**
 * The table with `value` under `key`, a safe integer ≥ 0. It is the same object where `owner` owns it; then
 * whatever holds it belongs to `owner` too, and need not be written again.
 */
export function store<V>(table: Table<V> | undefined, key: number, value: V, owner: Owner): Table<V> {
  let root = table ?? { owner, height: 0, items: [] };
  while (key >= capacityOf(root)) root = { owner, height: root.height + 1, items: [root] };
  return put(root, key, value, owner);
}

/** All values, in the order of their keys. */
export function valuesOf<V>(table: Table<V> | undefined): V[] {
  if (table === undefined) return [];
  if (table.height === 0) return (table.items as (V | undefined)[]).filter((item) => item !== undefined);
  return (table.items as (Table<V> | undefined)[]).flatMap((below) => valuesOf(below));
}

function put<V>(node: Table<V>, key: number, value: V, owner: Owner): Table<V> {
  const own = node.owner === owner ? node : { owner, height: node.height, items: node.items.slice() };
  const at = digit(key, own.height);
  if (own.height === 0) {
    own.items[at] = value;
    return own;
  }
  const below = own.items[at] as Table<V> | undefined; // items of a node above the leaves are tables
  own.items[at] = put(below ?? { owner, height: own.height - 1, items: [] }, key, value, owner);
  return own;
}

/** 32 ** k, exactly; keys are safe integers, so height 10 is the last. */
const powers = Array.from({ length: 12 }, (_, exponent) => 32 ** exponent);

function capacityOf(table: Table<unknown>): number {
  return powers[table.height + 1] as number;
}

/** Digit number `height` of `key` in base 32: by bits while they last. */
function digit(key: number, height: number): number {
  if (key < 0x4000_0000) return height > 5 ? 0 : (key >>> (5 * height)) & 31;
  return Math.floor(key / (powers[height] as number)) % 32;
}
