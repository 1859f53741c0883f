/** Walking from difference to difference of two branches. Pure. */
import type { TimeUs } from '../../kernel/ids.ts';
import type { Difference, Move } from '../../runtime/api.ts';

/**
 * Where the playhead stands: events done, and the time on the clock, which may be later than the last of
 * them.
 */
export interface Standing {
  readonly cursor: number;
  readonly at: TimeUs;
}

/** How many differences the playhead has reached. */
export function reachedDifferences(differences: readonly Difference[], standing: Standing): number {
  return differences.filter((difference) => isReached(difference, standing)).length;
}

/** The next difference after the playhead, or the one before; null for none. */
export function differenceFrom(
  differences: readonly Difference[],
  standing: Standing,
  back: boolean,
): Difference | null {
  if (!back) return differences.find((difference) => !isReached(difference, standing)) ?? null;
  const before = differences.filter(
    (difference) => isReached(difference, standing) && !isAt(difference, standing),
  );
  return before.at(-1) ?? null;
}

/** The difference that begins just now, at the playhead. */
export function differenceAt(differences: readonly Difference[], standing: Standing): Difference | null {
  return differences.findLast((difference) => isAt(difference, standing)) ?? null;
}

/** To the moment at which the two begin to differ in it. */
export function moveToDifference({ here, side, at }: Difference): Move {
  return here === null || side === 'there' ? { kind: 'time', target: at } : { kind: 'event', target: here };
}

function isReached({ here, side, at }: Difference, standing: Standing): boolean {
  if (at !== standing.at) return at < standing.at;
  return here === null || side === 'there' || here <= standing.cursor;
}

function isAt({ here, side, at }: Difference, standing: Standing): boolean {
  return here === null || side === 'there' ? at === standing.at : here === standing.cursor;
}
