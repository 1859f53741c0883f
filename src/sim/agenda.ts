/**
 * What is to come, by time: a binary heap of distinct instants, each with its items in the order they were
 * put there. Everything at one instant is handed out together; the engine orders it by the rules of DESIGN 3.
 */
import type { TimeUs } from '../kernel/ids.ts';

export class Agenda<T> {
  private readonly times: TimeUs[] = [];
  private readonly buckets = new Map<TimeUs, T[]>();
  /** Of a clone that has not been used yet: its buckets in the order of `times`, instead of the map. */
  private packed: readonly T[][] | null = null;
  /** Buckets that no clone shares: only these may be written. */
  private readonly own = new Set<T[]>();
  /** The bucket used last: copies of one broadcast are often due together. */
  private lastAt: TimeUs = -1;
  private last: T[] = [];

  put(at: TimeUs, item: T): void {
    if (at !== this.lastAt) this.open(at);
    this.last.push(item);
  }

  /** Earliest instant with anything in it. */
  next(): TimeUs | undefined {
    return this.times[0];
  }

  /** Removes and returns all items of the earliest instant, in the order they were put. */
  take(): T[] {
    const at = this.times[0];
    if (at === undefined) return [];
    this.unpack();
    const items = this.buckets.get(at) ?? [];
    this.buckets.delete(at);
    this.own.delete(items);
    if (at === this.lastAt) this.lastAt = -1;
    this.removeFirst();
    return items;
  }

  /** The first item that `wanted` accepts. */
  find(wanted: (item: T) => boolean): T | undefined {
    this.unpack();
    for (const bucket of this.buckets.values()) {
      const found = bucket.find(wanted);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Removes the first item that `wanted` accepts; an emptied instant stays, with nothing in it. */
  remove(wanted: (item: T) => boolean): T | undefined {
    this.unpack();
    for (const [at, bucket] of this.buckets) {
      const index = bucket.findIndex(wanted);
      if (index < 0) continue;
      this.open(at);
      return this.last.splice(index, 1)[0];
    }
    return undefined;
  }

  /**
   * A copy that goes on by itself, without the items that `isNeeded` does without. Copies are made every
   * thousand events and kept, so they share all buckets until one is written.
   */
  clone(isNeeded: (item: T) => boolean = () => true): Agenda<T> {
    this.unpack();
    const copy = new Agenda<T>();
    const packed: T[][] = [];
    // What is ascending is a heap.
    for (const at of [...this.times].sort((a, b) => a - b)) {
      const bucket = this.buckets.get(at) as T[];
      const needed = bucket.every(isNeeded) ? bucket : bucket.filter(isNeeded);
      if (needed.length === 0) continue;
      copy.times.push(at);
      packed.push(needed);
    }
    copy.packed = packed;
    this.own.clear();
    this.lastAt = -1;
    return copy;
  }

  private unpack(): void {
    const { packed } = this;
    if (packed === null) return;
    this.packed = null;
    for (const [i, at] of this.times.entries()) this.buckets.set(at, packed[i] as T[]);
  }

  /** Makes the bucket of this time the last one, and one's own. */
  private open(at: TimeUs): void {
    this.unpack();
    let bucket = this.buckets.get(at);
    if (bucket === undefined) this.siftUp(at);
    if (bucket === undefined || !this.own.has(bucket)) {
      bucket = bucket?.slice() ?? [];
      this.buckets.set(at, bucket);
      this.own.add(bucket);
    }
    this.lastAt = at;
    this.last = bucket;
  }

  private siftUp(at: TimeUs): void {
    const heap = this.times;
    let child = heap.length;
    heap.push(at);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = heap[parent] as TimeUs;
      if (above <= at) break;
      heap[child] = above;
      child = parent;
    }
    heap[child] = at;
  }

  private removeFirst(): void {
    const heap = this.times;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let parent = 0;
    for (;;) {
      let child = 2 * parent + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as TimeUs) < (heap[child] as TimeUs)) child++;
      const below = heap[child] as TimeUs;
      if (below >= last) break;
      heap[parent] = below;
      parent = child;
    }
    heap[parent] = last;
  }
}
