/**
 * Which value a mark speaks for, as a texture: A solid, B stripes, C and later dots (VISUAL 3). Made once per
 * hue and theme.
 */
import type { Hue } from '../../kernel/present.ts';
import type { Palette } from '../tokens.ts';

export type Texture = 'solid' | 'stripes' | 'dots';

export function textureOf(letter: string | null): Texture {
  if (letter === null || letter === 'A') return 'solid';
  return letter === 'B' ? 'stripes' : 'dots';
}

/** What to fill a mark with. */
export function filling(
  pen: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  hue: Hue,
  letter: string | null,
  palette: Palette,
): string | CanvasPattern {
  const texture = textureOf(letter);
  if (texture === 'solid') return palette[hue];
  const known = patterns.get(palette) ?? new Map<string, CanvasPattern | null>();
  patterns.set(palette, known);
  const key = `${hue}/${texture}`;
  if (!known.has(key)) known.set(key, patternOf(pen, palette[hue], palette.paper, texture));
  return known.get(key) ?? palette[hue];
}

const patterns = new WeakMap<Palette, Map<string, CanvasPattern | null>>();

function patternOf(
  pen: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  colour: string,
  ground: string,
  texture: Texture,
): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = 4;
  tile.height = 4;
  const brush = tile.getContext('2d');
  if (brush === null) return null;
  brush.fillStyle = ground;
  brush.fillRect(0, 0, 4, 4);
  brush.fillStyle = colour;
  if (texture === 'stripes') for (let step = 0; step < 4; step += 1) brush.fillRect(step, step, 2, 1);
  else brush.fillRect(1, 1, 2, 2);
  return pen.createPattern(tile, 'repeat');
}
