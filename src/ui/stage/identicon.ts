/**
 * A digest as a 5 × 5 picture, symmetric left to right: equal roots look equal and a diverged one jumps out.
 */
import type { Digest } from '../../kernel/ids.ts';

/** Filled cells as [column, row], 0 … 4; 15 bits of the digest decide the left three columns. */
export function identicon(digest: Digest): readonly (readonly [number, number])[] {
  const bits = Number.parseInt(digest.slice(0, 8), 16);
  const cells: (readonly [number, number])[] = [];
  for (let index = 0; index < 15; index += 1) {
    if (((bits >>> index) & 1) === 0) continue;
    const [column, row] = [index % 3, Math.floor(index / 3)];
    cells.push([column, row]);
    if (column < 2) cells.push([4 - column, row]);
  }
  return cells;
}

/** The picture as SVG path data, `size` units wide, centred on the origin. */
export function identiconPath(digest: Digest, size: number): string {
  const cell = size / 5;
  return identicon(digest)
    .map(([column, row]) => `M${column * cell - size / 2} ${row * cell - size / 2}h${cell}v${cell}h${-cell}z`)
    .join('');
}
