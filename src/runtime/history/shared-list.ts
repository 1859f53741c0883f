/**
 * A list that only grows, in pieces. A branch begins with a copy that shares all full pieces, so that its
 * beginning costs no more for a long run than for a short one.
 */
import { lastUpTo } from '../last-up-to.ts';

const bits = 10;
const pieceLength = 1 << bits;

export class SharedList<T> implements Iterable<T> {
  private pieces: T[][] = [];
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(item: T): void {
    const piece = this.pieces[this.count >> bits];
    if (piece === undefined) this.pieces.push([item]);
    else piece.push(item);
    this.count++;
  }

  /** Undefined outside the list; −1 is no way to say "last". */
  at(index: number): T | undefined {
    return this.pieces[index >> bits]?.[index & (pieceLength - 1)];
  }

  get last(): T | undefined {
    return this.at(this.count - 1);
  }

  /** The items from position `from` on, up to `to` (excluded). */
  slice(from = 0, to = this.count): T[] {
    const items: T[] = [];
    for (let index = Math.max(0, from); index < Math.min(to, this.count); index++)
      items.push(this.at(index) as T);
    return items;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const piece of this.pieces) yield* piece;
  }

  /** The last item before position `end` that is wanted. */
  findLast(wanted: (item: T) => boolean, end = this.count): T | undefined {
    for (let index = Math.min(end, this.count) - 1; index >= 0; index--) {
      const item = this.at(index) as T;
      if (wanted(item)) return item;
    }
    return undefined;
  }

  /** How many items have a key of at most `limit`; keys ascend. */
  countUpTo(key: (item: T) => number, limit: number): number {
    const piece = lastUpTo(this.pieces, (items) => key(items[0] as T), limit);
    return piece < 0 ? 0 : piece * pieceLength + 1 + lastUpTo(this.pieces[piece] as T[], key, limit);
  }

  /** A list that begins with the first `length` items and goes on by itself. */
  upTo(length: number): SharedList<T> {
    const copy = new SharedList<T>();
    const full = length >> bits;
    copy.pieces = this.pieces.slice(0, full);
    copy.count = length;
    const rest = length & (pieceLength - 1);
    if (rest > 0) copy.pieces.push((this.pieces[full] as T[]).slice(0, rest));
    return copy;
  }
}
