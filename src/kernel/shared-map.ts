/**
 * A map whose copies share what neither of them writes again: verdicts are copied every few hundred events
 * and kept, and a copy of every map in them would be most of what a checkpoint weighs. Entries stand in
 * pages, in the order in which they were added; a page is copied before it is written by anyone but its
 * owner.
 */

/** Entries of one page. */
const pageSize = 32;

interface Page<K, V> {
  readonly owner: object;
  readonly entries: Map<K, V>;
}

export class SharedMap<K, V> implements Map<K, V> {
  readonly [Symbol.toStringTag] = 'SharedMap';
  private owner: object = {};
  private pages: Page<K, V>[] = [];
  private count = 0;

  static of<K, V>(entries: Iterable<readonly [K, V]>): SharedMap<K, V> {
    const map = new SharedMap<K, V>();
    for (const [key, value] of entries) map.set(key, value);
    return map;
  }

  get size(): number {
    return this.count;
  }

  has(key: K): boolean {
    return this.pageOf(key) >= 0;
  }

  get(key: K): V | undefined {
    return this.pages[this.pageOf(key)]?.entries.get(key);
  }

  set(key: K, value: V): this {
    const known = this.pageOf(key);
    if (known < 0) this.count++;
    const last = this.pages.length - 1;
    const isFull = (this.pages[last]?.entries.size ?? pageSize) >= pageSize;
    if (known < 0 && isFull) this.pages.push({ owner: this.owner, entries: new Map([[key, value]]) });
    else this.own(known < 0 ? last : known).set(key, value);
    return this;
  }

  delete(key: K): boolean {
    const page = this.pageOf(key);
    if (page < 0) return false;
    const entries = this.own(page);
    entries.delete(key);
    this.count--;
    if (entries.size === 0) this.pages.splice(page, 1);
    return true;
  }

  clear(): void {
    this.pages = [];
    this.count = 0;
  }

  /** A copy that goes on by itself. */
  fork(): SharedMap<K, V> {
    const copy = new SharedMap<K, V>();
    copy.pages = this.pages.slice();
    copy.count = this.count;
    this.owner = {};
    return copy;
  }

  forEach(each: (value: V, key: K, map: Map<K, V>) => void): void {
    for (const [key, value] of this) each(value, key, this);
  }

  *entries(): MapIterator<[K, V]> {
    for (const { entries } of this.pages) yield* entries;
  }

  *keys(): MapIterator<K> {
    for (const { entries } of this.pages) yield* entries.keys();
  }

  *values(): MapIterator<V> {
    for (const { entries } of this.pages) yield* entries.values();
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  /** What is asked for was mostly added lately. */
  private pageOf(key: K): number {
    for (let page = this.pages.length - 1; page >= 0; page--)
      if (this.pages[page]?.entries.has(key) === true) return page;
    return -1;
  }

  private own(at: number): Map<K, V> {
    const { owner, entries } = this.pages[at] as Page<K, V>;
    if (owner === this.owner) return entries;
    const copy = new Map(entries);
    this.pages[at] = { owner: this.owner, entries: copy };
    return copy;
  }
}
