/**
 * Delta debugging: which few of many items already break what all of them break (Zeller and Hildebrandt,
 * "Simplifying and isolating failure-inducing input", IEEE TSE 28(2), 2002, the algorithm ddmin). Written as
 * a dialogue: it yields a list to try and takes the answer in, so whoever runs it may wait, count or stop.
 */

/** Yields what to try; `true` says that it still breaks. Returns the last list that did. */
export type Trials<T> = Generator<readonly T[], readonly T[], boolean>;

/**
 * A list without any item that could be left out alone, given that all of `items` together break. The same
 * list may come up twice: examination.ts remembers the answers.
 */
export function* ddmin<T>(items: readonly T[]): Trials<T> {
  if (items.length === 0 || (yield [])) return [];
  let kept = items;
  let parts = 2;
  while (kept.length >= 2) {
    const pieces = splitInto(kept, parts);
    const piece = yield* firstBreaking(pieces);
    if (piece !== null) {
      kept = piece;
      parts = 2;
      continue;
    }
    // With two pieces the complement of one is the other.
    const rest = parts === 2 ? null : yield* firstBreaking(complementsOf(pieces));
    if (rest !== null) {
      kept = rest;
      parts = Math.max(parts - 1, 2);
    } else if (parts < kept.length) parts = Math.min(2 * parts, kept.length);
    else return kept;
  }
  return kept;
}

function* firstBreaking<T>(
  lists: readonly (readonly T[])[],
): Generator<readonly T[], readonly T[] | null, boolean> {
  for (const list of lists) if (yield list) return list;
  return null;
}

/** Pieces in order whose lengths differ by one at most. */
function splitInto<T>(items: readonly T[], parts: number): readonly (readonly T[])[] {
  const cut = (part: number): number => Math.floor((part * items.length) / parts);
  return Array.from({ length: parts }, (_, part) => items.slice(cut(part), cut(part + 1)));
}

function complementsOf<T>(pieces: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return pieces.map((left) => pieces.filter((piece) => piece !== left).flat());
}
