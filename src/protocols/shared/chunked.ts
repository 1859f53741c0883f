/**
 * A dense immutable list in chunks of sixteen: changing one member copies one chunk and the row of chunks, so
 * that a log of a thousand slots costs a vote no more than one of eight.
 */
const bits = 4;
const size = 1 << bits;

export interface Chunked<T> {
  readonly length: number;
  readonly chunks: readonly (readonly T[])[];
}

export const emptyList: Chunked<never> = { length: 0, chunks: [] };

/** The member at `index`, from 0; undefined beyond the end. */
export function at<T>(list: Chunked<T>, index: number): T | undefined {
  return index < 0 ? undefined : list.chunks[index >>> bits]?.[index & (size - 1)];
}

/** Replaces the member at `index`, or adds one at the end when `index` is the length. */
export function withMember<T>(list: Chunked<T>, index: number, member: T): Chunked<T> {
  const row = index >>> bits;
  const chunks = list.chunks.slice();
  const chunk = chunks[row]?.slice() ?? [];
  chunk[index & (size - 1)] = member;
  chunks[row] = chunk;
  return { length: Math.max(list.length, index + 1), chunks };
}

export function listOf<T>(members: readonly T[]): Chunked<T> {
  const chunks: T[][] = [];
  for (let i = 0; i < members.length; i += size) chunks.push(members.slice(i, i + size));
  return { length: members.length, chunks };
}

export function membersOf<T>(list: Chunked<T>): readonly T[] {
  return list.chunks.length === 1 ? (list.chunks[0] as readonly T[]) : list.chunks.flat();
}
