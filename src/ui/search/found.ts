/** What a search found, seen from the playhead. Pure. */

/** The found cursor after the playhead, or the one before; null for none. */
export function foundFrom(found: readonly number[], cursor: number, back: boolean): number | null {
  const next = back ? found.findLast((place) => place < cursor) : found.find((place) => place > cursor);
  return next ?? null;
}

/** Which of the found events the playhead stands at, counted from 1; 0 for none. */
export function foundAt(found: readonly number[], cursor: number): number {
  return found.indexOf(cursor) + 1;
}
