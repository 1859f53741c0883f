/**
 * A column of numbers that only grows, in pieces of typed arrays: a few bytes per row, fewer in pieces that
 * are full. A branch begins with a copy that shares all of those.
 */
import { lastUpTo } from '../last-up-to.ts';
import { type Numbers, type Piece, packed, pieceBits, pieceLength, unpack } from './packed.ts';

export type MakeNumbers<A extends Numbers> = new (length: number) => A;

/** The first piece begins small: most runs are short. */
const firstLength = 256;

export class Column<A extends Numbers> {
  private readonly make: MakeNumbers<A>;
  private pieces: Piece[] = [];
  /** Of the last piece, while it has room. */
  private open: A | null = null;
  private count = 0;

  constructor(make: MakeNumbers<A>) {
    this.make = make;
  }

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    const at = this.count & (pieceLength - 1);
    const open = this.open === null || at === this.open.length ? this.widened() : this.open;
    open[at] = value;
    this.count++;
    if (at < pieceLength - 1) return;
    this.pieces[this.pieces.length - 1] = packed(open);
    this.open = null;
  }

  /** The same for many, in order; an array that is not full becomes the first piece of an empty column. */
  append(values: A): void {
    if (this.count === 0 && values.length > 0 && values.length < pieceLength) {
      this.open = values;
      this.pieces = [{ base: 0, values }];
      this.count = values.length;
      return;
    }
    for (let from = 0; from < values.length; ) {
      this.push(values[from++] as number);
      if (this.open === null) continue;
      const at = this.count & (pieceLength - 1);
      const next = values.subarray(from, from + this.open.length - at);
      // The last number of a piece is pushed, which closes it.
      const many = next.length === pieceLength - at ? next.subarray(0, -1) : next;
      this.open.set(many, at);
      this.count += many.length;
      from += many.length;
    }
  }

  /** Undefined outside the column. */
  at(index: number): number | undefined {
    if (index >= this.count) return undefined;
    const piece = this.pieces[index >> pieceBits];
    return piece && piece.base + (piece.values[index & (pieceLength - 1)] as number);
  }

  /** How many values are at most `limit`; values ascend. */
  countUpTo(limit: number): number {
    const number = lastUpTo(this.pieces, ({ base, values }) => base + (values[0] as number), limit);
    if (number < 0) return 0;
    const { base, values } = this.pieces[number] as Piece;
    let [low, high] = [0, Math.min(pieceLength, this.count - number * pieceLength)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (base + (values[middle] as number) <= limit) low = middle + 1;
      else high = middle;
    }
    return number * pieceLength + low;
  }

  /** Rows from `from` on, up to `to` (excluded), as one array of its own. */
  since(from: number, to = this.count): A {
    const end = Math.min(to, this.count);
    const rows = new this.make(Math.max(0, end - from));
    for (let at = from; at < end; ) {
      const begins = at & -pieceLength;
      const next = Math.min(begins + pieceLength, end);
      unpack(this.pieces[at >> pieceBits] as Piece, at - begins, next - begins, rows, at - from);
      at = next;
    }
    return rows;
  }

  /** A column that begins with the first `length` rows and goes on by itself. */
  upTo(length: number): Column<A> {
    const copy = new Column<A>(this.make);
    const full = length >> pieceBits;
    copy.pieces = this.pieces.slice(0, full);
    copy.count = length;
    const rest = length & (pieceLength - 1);
    if (rest === 0) return copy;
    copy.open = new this.make(pieceLength);
    unpack(this.pieces[full] as Piece, 0, rest, copy.open, 0);
    copy.pieces.push({ base: 0, values: copy.open });
    return copy;
  }

  /** The last piece with more room, or one more. */
  private widened(): A {
    const narrow = this.open;
    const room = this.count === 0 ? firstLength : pieceLength;
    const wide = new this.make(narrow === null ? room : Math.min(pieceLength, 4 * narrow.length));
    if (narrow === null) this.pieces.push({ base: 0, values: wide });
    else {
      wide.set(narrow);
      this.pieces[this.pieces.length - 1] = { base: 0, values: wide };
    }
    this.open = wide;
    return wide;
  }
}
