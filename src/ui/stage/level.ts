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
  /** The same for a link to the last replica but one, which would bow under the one between them. */
  readonly past: number;
  /**
   * The same by how many seats clockwise the receiver stands after the sender, 1 … n − 1, where nothing
   * simpler keeps marks apart; a negative one bows to the left.
   */
  readonly turns?: readonly number[];
  /** So many messages at once that those of one replica are drawn in full and the rest small. */
  readonly crowded: boolean;
  /** One mark stands for a whole broadcast. */
  readonly wavefront: boolean;
}

/** From this many replicas on the stage is a matrix. */
export const MATRIX_FROM = 32;
/** On a phone this many replicas are a list: a ring has room for seven. */
export const LISTED_ON_SMALL = 8;
/** Narrower or lower than this, in drawing units, glyphs are small; if narrow, their words are below them. */
export const COMPACT_BELOW = { width: 560, height: 380 } as const;

/**
 * A glyph, a mark and two bows with which no two marks of a round touch and none passes under a glyph, from a
 * radius of the ring on.
 */
interface Fit {
  readonly glyph: number;
  readonly mark: number;
  readonly bow: number;
  readonly past: number;
  readonly turns?: readonly number[];
  readonly least: number;
}

/**
 * @param compact on a small stage: narrow or low
 * @param radiusOf of the ring that has room for glyphs of this size with their words
 */
export function levelOf(
  replicas: number,
  compact: boolean,
  radiusOf: (level: Pick<Level, 'glyph' | 'detail'>) => number,
): Level {
  if (replicas <= 5) {
    if (!compact) return LEVELS.seats5;
    const glyph = radiusOf(SMALL) < SMALL_FROM ? LOW_GLYPH : SMALL.glyph;
    return { ...SMALL, glyph, mark: 12, outlined: true, bow: 0.12, past: 0.12 };
  }
  const fits = FITS[replicas];
  if (fits === undefined) return crowdLevel(replicas, radiusOf);
  const levels = fits
    .filter(({ glyph }) => !compact || glyph <= COMPACT_GLYPH)
    .map((fit) => ({ ...NEVER, ...fit, detail: detailOf(fit.glyph), outlined: fit.mark >= 12 }));
  const found = levels.find((level) => radiusOf(level) >= level.least) ?? levels.at(-1);
  const { least: _, ...level } = found as (typeof levels)[number];
  return { ...level, crowded: replicas >= 8 };
}

/** The largest glyphs between which a client's messages have room to pass; the smallest where none has it. */
function crowdLevel(replicas: number, radiusOf: (level: Pick<Level, 'glyph' | 'detail'>) => number): Level {
  const detail = replicas <= 16 ? 'name' : 'number';
  const levels = CROWD_GLYPHS[detail].map((glyph): Level => ({ ...WAVES, glyph, detail }));
  const pitch = (level: Level) => 2 * radiusOf(level) * Math.sin(Math.PI / replicas);
  const found = levels.find((level) => pitch(level) >= level.glyph + PASSING);
  return (found ?? levels.at(-1)) as Level;
}

function detailOf(glyph: number): Level['detail'] {
  if (glyph >= 80) return 'all';
  return glyph >= COMPACT_GLYPH ? 'one-ring' : 'name';
}

const NEVER = { crowded: false, wavefront: false } as const;
const WAVES = { mark: 12, outlined: true, bow: 0.18, past: 0.18, crowded: false, wavefront: true } as const;
const CROWD_GLYPHS = { name: [48, 40, 36], number: [28, 24, 20] } as const;
/** A mark with its air, where a client's link crosses the ring. */
const PASSING = 14;
const COMPACT_GLYPH = 56;
/** On a phone's low stage the links need the room more than the glyphs: below this radius of the ring. */
const SMALL_FROM = 72;
const LOW_GLYPH = 44;
const SMALL = { ...NEVER, glyph: COMPACT_GLYPH, detail: 'one-ring' } as const;

const LEVELS = {
  seats5: { ...NEVER, glyph: 96, detail: 'all', mark: 14, outlined: true, bow: 0.12, past: 0.12 },
} as const satisfies Readonly<Record<string, Level>>;

/** Ten glyphs of 72 px between two open panels: found by climbing from random beginnings for a minute. */
const TEN_LARGE = [0.14, 0.175, 0.11, 0.08, 0.09, 0.055, 0, -0.06, 0.128] as const;

/**
 * By replicas, richest first. They keep the promise of VISUAL 1 at every size of the stage: `least` is the
 * smallest radius at which all marks of an all-to-all round stay apart and in sight on their whole way. Bows
 * were tried in steps of 0.02, radii in steps of 2.
 */
const FITS: Readonly<Record<number, readonly Fit[]>> = {
  6: [
    { glyph: 80, mark: 12, bow: 0.12, past: 0.12, least: 102 },
    { glyph: 56, mark: 9, bow: 0.12, past: 0.12, least: 78 },
    { glyph: 40, mark: 7, bow: 0.12, past: 0.12, least: 60 },
  ],
  7: [
    { glyph: 80, mark: 12, bow: 0.12, past: 0.04, least: 140 },
    { glyph: 72, mark: 9, bow: 0.12, past: 0.02, least: 114 },
    { glyph: 56, mark: 9, bow: 0.12, past: 0.04, least: 106 },
    { glyph: 48, mark: 7, bow: 0.12, past: 0.04, least: 82 },
  ],
  8: [
    { glyph: 72, mark: 9, bow: 0.08, past: 0.04, least: 162 },
    { glyph: 72, mark: 9, bow: 0.26, past: -0.12, least: 136 },
    { glyph: 56, mark: 9, bow: 0.1, past: 0.04, least: 124 },
    { glyph: 48, mark: 9, bow: 0.1, past: 0.06, least: 118 },
    { glyph: 40, mark: 7, bow: 0.1, past: 0.04, least: 98 },
  ],
  9: [
    { glyph: 72, mark: 9, bow: 0.08, past: 0.02, least: 184 },
    { glyph: 72, mark: 9, bow: 0.1, past: 0, least: 178 },
    { glyph: 56, mark: 9, bow: 0.08, past: 0.04, least: 166 },
    { glyph: 56, mark: 7, bow: 0.08, past: 0.02, least: 144 },
    { glyph: 40, mark: 7, bow: 0.08, past: 0.04, least: 130 },
  ],
  10: [
    { glyph: 72, mark: 9, bow: 0.08, past: 0.02, least: 226 },
    { glyph: 72, mark: 9, bow: 0.1, past: 0, turns: TEN_LARGE, least: 180 },
    { glyph: 56, mark: 9, bow: 0.08, past: 0.04, least: 196 },
    { glyph: 56, mark: 7, bow: 0.08, past: 0.02, least: 176 },
    { glyph: 48, mark: 7, bow: 0.08, past: 0.02, least: 154 },
    { glyph: 40, mark: 7, bow: 0.08, past: 0.04, least: 142 },
  ],
};
