/**
 * One mark on the stage: a message on its way, or a broadcast drawn as one. Its place moves, the rest stays.
 */
import type { Hue, Shape } from '../../kernel/present.ts';

export interface Mark {
  /** Of the message, or of the first of a broadcast drawn as one. */
  readonly id: string;
  x: number;
  y: number;
  readonly size: number;
  readonly shape: Shape;
  readonly hue: Hue;
  readonly hollow: boolean;
  readonly double: boolean;
  readonly outlined: boolean;
  /** Certificates that it carries; 4 stands for more than three. */
  readonly pips: number;
  /** Of a contested value; null while its slot has only one. */
  readonly letter: string | null;
  /** Where words beside it have room: 1 is to the right. */
  readonly side: 1 | -1;
  /** Where words of a broadcast drawn as one stand first: towards the middle of the ring; null for others. */
  readonly inward: { readonly x: number; readonly y: number } | null;
  /** Messages it stands for. */
  readonly count: number;
  /** Its count is like that of other broadcasts of its type: said where there is room. */
  readonly usual: boolean;
  /** It is the next one to be taken in. */
  readonly next: boolean;
  readonly selected: boolean;
  /** Somebody made it wait: two bars. */
  readonly held: boolean;
  /** It says something else than its sender wrote: a zigzag around it. */
  readonly altered: boolean;
  /** The network's second copy, drawn offset. */
  readonly duplicate: boolean;
  readonly resend: boolean;
  /** Name of its type, which stands beside one of those that were first in a session; null for others. */
  readonly name: string | null;
  /** Length of its link, px. */
  readonly way: number;
  readonly text: string;
}

/** The mark nearest to a point within reach; null for none. */
export function markAt(
  marks: readonly Mark[],
  point: { readonly x: number; readonly y: number },
  reach: number,
): Mark | null {
  let found: Mark | null = null;
  let least = reach;
  for (const mark of marks) {
    const distance = Math.hypot(mark.x - point.x, mark.y - point.y);
    if (distance <= least) [found, least] = [mark, distance];
  }
  return found;
}
