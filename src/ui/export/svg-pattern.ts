/** A small tile of pixels as an SVG pattern: stripes stay vectors, and no picture has to be carried along. */
import { type Attributes, element } from './svg-text.ts';

export interface TilePattern {
  readonly id: string;
  readonly markup: string;
}

/** Pixels of a tile's side that are worth a rectangle each. */
const SIDE_MOST = 16;

/** Null for a tile that cannot be read or is a picture. */
export function drawnTile(id: string, tile: HTMLCanvasElement): TilePattern | null {
  const { width, height } = tile;
  const brush = tile.getContext('2d');
  if (brush === null || width > SIDE_MOST || height > SIDE_MOST) return null;
  return patternOf(id, width, height, brush.getImageData(0, 0, width, height).data);
}

/** @param pixels red, green, blue, alpha of each, row by row */
export function patternOf(id: string, width: number, height: number, pixels: ArrayLike<number>): TilePattern {
  const runs: string[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; ) {
      const fill = colourAt(pixels, y * width + x);
      let end = x + 1;
      while (end < width && colourAt(pixels, y * width + end) === fill) end += 1;
      if (fill !== null) runs.push(element('rect', { x, y, width: end - x, height: 1, fill }));
      x = end;
    }
  }
  const attributes: Attributes = { id, width, height, patternUnits: 'userSpaceOnUse' };
  return { id, markup: element('pattern', attributes, runs.join('')) };
}

/** `#rrggbb`; null where nothing was drawn. */
function colourAt(pixels: ArrayLike<number>, index: number): string | null {
  const [red = 0, green = 0, blue = 0, alpha = 0] = [0, 1, 2, 3].map((part) => pixels[4 * index + part] ?? 0);
  if (alpha < 128) return null;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
