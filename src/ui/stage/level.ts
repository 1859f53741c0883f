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
  /** One mark stands for a whole broadcast. */
  readonly wavefront: boolean;
}

/** From this many replicas on the stage is a matrix. */
export const MATRIX_FROM = 32;
/** Narrower or lower than this, in drawing units, glyphs are small and have their words below them. */
export const COMPACT_BELOW = { width: 560, height: 380 } as const;

/** @param compact on a small stage */
export function levelOf(replicas: number, compact: boolean): Level {
  if (compact && replicas <= 7) return { ...LEVELS.seats9, glyph: 56, mark: 12, outlined: true, bow: 0.12 };
  if (replicas <= 5) return LEVELS.seats5;
  if (replicas <= 7) return LEVELS.seats7;
  if (replicas <= 9) return LEVELS.seats9;
  if (replicas === 10) return { ...LEVELS.seats9, bow: 0.22 };
  if (replicas <= 16) return LEVELS.seats16;
  return LEVELS.seats31;
}

const LEVELS = {
  seats5: { glyph: 96, detail: 'all', mark: 14, outlined: true, bow: 0.12, wavefront: false },
  seats7: { glyph: 80, detail: 'all', mark: 12, outlined: true, bow: 0.12, wavefront: false },
  seats9: { glyph: 72, detail: 'one-ring', mark: 9, outlined: false, bow: 0.25, wavefront: false },
  seats16: { glyph: 48, detail: 'name', mark: 12, outlined: true, bow: 0.18, wavefront: true },
  seats31: { glyph: 28, detail: 'number', mark: 12, outlined: true, bow: 0.18, wavefront: true },
} as const satisfies Readonly<Record<string, Level>>;
