/**
 * The smallest case that still breaks: first as few items as possible (whole groups, then single ones), then
 * whatever else can be simpler, and again from the start while that helps. At the end every item is left out
 * once more, with full patience, so the result is 1-minimal: no single item can go.
 */
import { ddmin, type Trials } from './ddmin.ts';

/** How a case is taken apart. Every simpler form weighs less, so that the search ends. */
export interface Anatomy<C, T> {
  items(of: C): readonly T[];
  withItems(of: C, items: readonly T[]): C;
  /** Items that belong together, such as a crash and its recovery: every item in one group, in order. */
  groups(items: readonly T[]): readonly (readonly T[])[];
  /** Places that may be simpler, each with its simpler forms, greatest step first; same items in number. */
  places(of: C): readonly ((of: C) => readonly C[])[];
  weight(of: C): number;
}

/**
 * How long a trial may take: what is only to be simpler must break as soon as before (`short`), fewer items
 * may take longer (`long`), and what is promised of the result is tried longest (`full`).
 */
export type Patience = 'short' | 'long' | 'full';

export interface Question<C> {
  readonly candidate: C;
  readonly patience: Patience;
}

/** Yields what to try; `true` says that it still breaks. */
export type Dialogue<C> = Generator<Question<C>, C, boolean>;

/** `start` breaks. */
export function* minimise<C, T>(start: C, anatomy: Anatomy<C, T>): Dialogue<C> {
  let current = start;
  for (;;) {
    const before = current;
    current = yield* fewestItems(current, anatomy);
    current = yield* simplest(current, anatomy);
    if (current === before) current = yield* confirmed(current, anatomy);
    if (current === before) return current;
  }
}

function* fewestItems<C, T>(start: C, anatomy: Anatomy<C, T>): Dialogue<C> {
  const groups = anatomy.groups(anatomy.items(start));
  const inGroups = yield* kept(start, anatomy, ddmin(groups), (some) => some.flat());
  return yield* kept(inGroups, anatomy, ddmin(anatomy.items(inGroups)), (some) => some);
}

/** Puts a ddmin about parts of a case as questions about the case; items keep their order. */
function* kept<C, T, P>(
  start: C,
  anatomy: Anatomy<C, T>,
  trials: Trials<P>,
  itemsOf: (parts: readonly P[]) => readonly T[],
): Dialogue<C> {
  const items = anatomy.items(start);
  const only = (parts: readonly P[]): C => {
    const chosen = new Set(itemsOf(parts));
    return chosen.size === items.length
      ? start
      : anatomy.withItems(
          start,
          items.filter((item) => chosen.has(item)),
        );
  };
  for (let trial = trials.next(); ; ) {
    if (trial.done === true) return only(trial.value);
    trial = trials.next(yield { candidate: only(trial.value), patience: 'long' });
  }
}

/** Place by place, round after round, as long as one of them can be simpler. */
function* simplest<C, T>(start: C, anatomy: Anatomy<C, T>): Dialogue<C> {
  let current = start;
  for (;;) {
    const before = current;
    for (const place of anatomy.places(before)) {
      for (let next: C | null = current; next !== null; ) {
        current = next;
        next = yield* firstSimpler(current, place, anatomy);
      }
    }
    if (current === before) return current;
  }
}

function* firstSimpler<C, T>(
  current: C,
  place: (of: C) => readonly C[],
  { weight }: Anatomy<C, T>,
): Generator<Question<C>, C | null, boolean> {
  const most = weight(current);
  for (const candidate of place(current)) {
    if (weight(candidate) < most && (yield { candidate, patience: 'short' })) return candidate;
  }
  return null;
}

/** Each item left out once more, with full patience; the first one that can go does. */
function* confirmed<C, T>(current: C, anatomy: Anatomy<C, T>): Dialogue<C> {
  const items = anatomy.items(current);
  for (const left of items) {
    const candidate = anatomy.withItems(
      current,
      items.filter((item) => item !== left),
    );
    if (yield { candidate, patience: 'full' }) return candidate;
  }
  return current;
}
