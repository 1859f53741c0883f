/**
 * How much of a replica can be drawn at which size (VISUAL 1, 2): the more replicas, the smaller their
 * glyphs, and what a small glyph leaves out is said on hover and in the Inspector.
 */

export interface Level {
  /** Diameter of a replica's glyph. */
  readonly glyph: number;
  /** What it shows: everything, one ring and one line, ring and name, or a number with an arc. */
  readonly detail: 'all' | 'one-ring' | 'name' | 'number';
  /** Size of a message mark, and whether it has an ink outline. */
  readonly mark: number;
  readonly outlined: boolean;
  /** How far the control point of a link lies to the right of travel, as a share of its length. */
  readonly bow: number;
  /** So many messages at once that those of one replica are drawn in full and the rest small. */
  readonly crowded: boolean;
  /** One mark stands for a whole broadcast. */
  readonly wavefront: boolean;
}

/** From this many replicas on the stage is a matrix. */
export const MATRIX_FROM = 32;
/** On a phone this many replicas are a list: a ring has room for seven. */
export const LISTED_ON_SMALL = 8;
/** Narrower or lower than this, in drawing units, glyphs are small and have their words below them. */
export const COMPACT_BELOW = { width: 560, height: 380 } as const;

/** @param compact on a small stage */
export function levelOf(replicas: number, compact: boolean): Level {
  if (compact && replicas <= 7)
    return { ...LEVELS.seats9, ...NEVER, glyph: 56, mark: 12, outlined: true, bow: 0.12 };
  if (replicas <= 5) return LEVELS.seats5;
  if (replicas <= 7) return LEVELS.seats7;
  if (replicas <= 9) return LEVELS.seats9;
  if (replicas === 10) return { ...LEVELS.seats9, bow: 0.22 };
  if (replicas <= 16) return LEVELS.seats16;
  return LEVELS.seats31;
}

const NEVER = { crowded: false, wavefront: false } as const;
const WAVES = { mark: 12, outlined: true, bow: 0.18, crowded: false, wavefront: true } as const;

const LEVELS = {
  seats5: { ...NEVER, glyph: 96, detail: 'all', mark: 14, outlined: true, bow: 0.12 },
  seats7: { ...NEVER, glyph: 80, detail: 'all', mark: 12, outlined: true, bow: 0.12 },
  seats9: { ...NEVER, glyph: 72, detail: 'one-ring', mark: 9, outlined: false, bow: 0.25, crowded: true },
  seats16: { ...WAVES, glyph: 48, detail: 'name' },
  seats31: { ...WAVES, glyph: 28, detail: 'number' },
} as const satisfies Readonly<Record<string, Level>>;
