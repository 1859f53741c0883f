/**
 * 4,096 numbers in as few bytes as their spread needs: whole numbers as distances from the least of them in
 * one, two or four bytes each, equal ones in none. Rows of a run that stand close together differ little:
 * times of a few instants, numbers of a few slots.
 */

/** Four kinds and no more: reading one of five is several times slower in V8. */
export type Numbers = Float64Array | Uint32Array | Uint16Array | Uint8Array;

/** The number at a place is `base + values[place]`. */
export interface Piece {
  readonly base: number;
  readonly values: Numbers;
}

export const pieceBits = 12;
export const pieceLength = 1 << pieceBits;

const zeros = new Uint8Array(pieceLength);

/** @param values a full piece; it is kept itself where nothing is gained */
export function packed(values: Numbers): Piece {
  const [least, most] = spreadOf(values);
  if (Number.isNaN(least)) return { base: 0, values };
  const room = most - least;
  const bytes = room === 0 ? 0 : room < 2 ** 8 ? 1 : room < 2 ** 16 ? 2 : room < 2 ** 32 ? 4 : 8;
  if (bytes >= values.BYTES_PER_ELEMENT) return { base: 0, values };
  if (bytes === 0) return { base: least, values: zeros };
  const near = bytes === 1 ? new Uint8Array(pieceLength) : wide(bytes);
  for (let place = 0; place < pieceLength; place++) near[place] = (values[place] as number) - least;
  return { base: least, values: near };
}

/** Writes the numbers of a piece from place `from` to place `to` − 1 into `rows`, from row `at` on. */
export function unpack({ base, values }: Piece, from: number, to: number, rows: Numbers, at: number): void {
  for (let place = from; place < to; place++) rows[at + place - from] = base + (values[place] as number);
}

function wide(bytes: number): Uint16Array | Uint32Array {
  return bytes === 2 ? new Uint16Array(pieceLength) : new Uint32Array(pieceLength);
}

/** Least and greatest; not a number where some of them are not whole. */
function spreadOf(values: Numbers): readonly [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let place = 0; place < values.length; place++) {
    const value = values[place] as number;
    if (!Number.isSafeInteger(value)) return [Number.NaN, Number.NaN];
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
