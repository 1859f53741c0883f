/**
 * A column of numbers that only grows, in pieces of typed arrays: a few bytes per row, and a branch begins
 * with a copy that shares all full pieces.
 */
import { lastUpTo } from '../last-up-to.ts';

type Numbers = Float64Array | Uint32Array | Int32Array | Uint16Array | Uint8Array;
export type MakeNumbers<A extends Numbers> = new (length: number) => A;

const bits = 12;
const pieceLength = 1 << bits;
/** The first piece begins small: most runs are short. */
const firstLength = 256;

export class Column<A extends Numbers> {
  private readonly make: MakeNumbers<A>;
  private pieces: A[] = [];
  private count = 0;

  constructor(make: MakeNumbers<A>) {
    this.make = make;
  }

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    const at = this.count & (pieceLength - 1);
    if (at === 0) this.pieces.push(new this.make(this.count === 0 ? firstLength : pieceLength));
    else if (at === (this.pieces.at(-1) as A).length) this.widen();
    (this.pieces[this.count >> bits] as A)[at] = value;
    this.count++;
  }

  /** Undefined outside the column. */
  at(index: number): number | undefined {
    return index < this.count ? this.pieces[index >> bits]?.[index & (pieceLength - 1)] : undefined;
  }

  /** How many values are at most `limit`; values ascend. */
  countUpTo(limit: number): number {
    const piece = lastUpTo(this.pieces, (values) => values[0] as number, limit);
    if (piece < 0) return 0;
    const values = this.pieces[piece] as A;
    let [low, high] = [0, Math.min(pieceLength, this.count - piece * pieceLength)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[middle] as number) <= limit) low = middle + 1;
      else high = middle;
    }
    return piece * pieceLength + low;
  }

  /** Rows from `from` on as one array of its own. */
  since(from: number): A {
    const rows = new this.make(this.count - from);
    for (let piece = from >> bits; piece < this.pieces.length; piece++) {
      const begins = piece * pieceLength;
      const values = this.pieces[piece] as A;
      const [first, end] = [Math.max(0, from - begins), Math.min(pieceLength, this.count - begins)];
      rows.set(values.subarray(first, end), begins + first - from);
    }
    return rows;
  }

  /** A column that begins with the first `length` rows and goes on by itself. */
  upTo(length: number): Column<A> {
    const copy = new Column<A>(this.make);
    const full = length >> bits;
    copy.pieces = this.pieces.slice(0, full);
    copy.count = length;
    if (length > full << bits) copy.pieces.push((this.pieces[full] as A).slice() as A);
    return copy;
  }

  private widen(): void {
    const narrow = this.pieces.at(-1) as A;
    const wide = new this.make(Math.min(pieceLength, 4 * narrow.length));
    wide.set(narrow);
    this.pieces[this.pieces.length - 1] = wide;
  }
}
