/**
 * How many events the strip of time has room for. As long as what is known, its mark would stand at the right
 * end whatever one does, and jump back whenever more becomes known: so there is room for what is to come. A
 * lesson's length is known from its first step on; a run that has ended is as long as it is.
 */

/** The smallest strip, and the most that is left free: whoever drags there waits for that many events. */
const LEAST = 32;
const FREE_MOST = 1_024;

interface Known {
  /** First event of the strip. */
  readonly start: number;
  /** Event after the last one that is known. */
  readonly known: number;
  readonly ended: boolean;
  /** Last event of the open lesson; 0 for none. */
  readonly lesson: number;
}

/** Last event of the strip. */
export function stripEnd({ start, known, ended, lesson }: Known): number {
  if (ended || lesson > 0) return Math.max(start + 1, known, lesson);
  const events = Math.max(LEAST, known - start);
  const doubled = 2 ** Math.ceil(Math.log2(events));
  return start + Math.min(doubled, events + FREE_MOST);
}
