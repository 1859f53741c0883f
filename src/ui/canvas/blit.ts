/**
 * Very many marks at once: their pixels are written by the page itself into one picture, which is then put on
 * the canvas whole. The canvas takes microseconds for every mark it is asked to copy (measured: 5,000 copies
 * 11 ms of script), the page some sixty writes to memory.
 */
export interface Placed {
  readonly x: number;
  readonly y: number;
}

/** One mark as pixels around its middle. */
export interface Pixels {
  /** Half of the square's side in device pixels; the square's corner lies this far up and left. */
  readonly half: number;
  readonly solid: Spots;
  /** Pixels that let something through: the smooth edges. */
  readonly edge: Spots;
}

interface Spots {
  readonly dx: Int16Array;
  readonly dy: Int16Array;
  /** As a canvas has them in memory: red in the lowest byte, alpha in the highest. */
  readonly colour: Uint32Array;
}

/** @param rgba of a square with this side, 2 × half */
export function pixelsOf(rgba: Uint8ClampedArray, half: number): Pixels {
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.length / 4);
  const side = 2 * half;
  const found: number[] = [];
  for (let index = 0; index < words.length; index += 1)
    if ((words[index] as number) >>> 24 > 0) found.push(index);
  const spots = (wanted: (alpha: number) => boolean): Spots => {
    const own = found.filter((index) => wanted((words[index] as number) >>> 24));
    return {
      dx: Int16Array.from(own, (index) => (index % side) - half),
      dy: Int16Array.from(own, (index) => Math.floor(index / side) - half),
      colour: Uint32Array.from(own, (index) => words[index] as number),
    };
  };
  return { half, solid: spots((alpha) => alpha === 255), edge: spots((alpha) => alpha < 255) };
}

/** A picture of the canvas's size that marks are written into. */
export class Sheet {
  readonly width: number;
  readonly height: number;
  private readonly image: ImageData;
  private readonly words: Uint32Array;
  /** What was written to since the sheet was blank; empty when right is 0. */
  private box: { left: number; top: number; right: number; bottom: number };

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.image = new ImageData(width, height);
    this.words = new Uint32Array(this.image.data.buffer);
    this.box = { left: width, top: height, right: 0, bottom: 0 };
  }

  /** Blank again where it is not. */
  clear(): void {
    const { left, top, right, bottom } = this.box;
    for (let row = top; row < bottom; row += 1)
      this.words.fill(0, row * this.width + left, row * this.width + right);
    this.box = { left: this.width, top: this.height, right: 0, bottom: 0 };
  }

  /** Writes one picture at many places; gives back those that are cut off by the canvas's edge. */
  write(marks: readonly Placed[], scale: number, pixels: Pixels): Placed[] {
    const outside: Placed[] = [];
    const { half } = pixels;
    for (const mark of marks) {
      const [x, y] = [Math.round(mark.x * scale), Math.round(mark.y * scale)];
      if (x < half || y < half || x + half > this.width || y + half > this.height) outside.push(mark);
      else this.stamp(x, y, pixels);
    }
    return outside;
  }

  /** Replaces what the canvas shows where something was written. */
  put(pen: CanvasRenderingContext2D): void {
    const { left, top, right, bottom } = this.box;
    if (right > left) pen.putImageData(this.image, 0, 0, left, top, right - left, bottom - top);
  }

  private stamp(x: number, y: number, { half, solid, edge }: Pixels): void {
    const { words, width, box } = this;
    const at = y * width + x;
    for (let index = 0; index < solid.colour.length; index += 1)
      words[at + (solid.dy[index] as number) * width + (solid.dx[index] as number)] = solid.colour[
        index
      ] as number;
    for (let index = 0; index < edge.colour.length; index += 1) {
      const place = at + (edge.dy[index] as number) * width + (edge.dx[index] as number);
      words[place] = over(edge.colour[index] as number, words[place] as number);
    }
    if (x - half < box.left) box.left = x - half;
    if (y - half < box.top) box.top = y - half;
    if (x + half > box.right) box.right = x + half;
    if (y + half > box.bottom) box.bottom = y + half;
  }
}

/**
 * One colour laid over another, both with alpha. Red and blue are mixed in one multiplication. Where both let
 * something through the mixture leans to the lower one: two edges on each other, one pixel wide.
 */
export function over(above: number, below: number): number {
  const b = below >>> 24;
  if (b === 0) return above;
  const a = above >>> 24;
  const share = a + (a >>> 7);
  const rest = 256 - share;
  const redBlue = (((above & 0xff00ff) * share + (below & 0xff00ff) * rest) >>> 8) & 0xff00ff;
  const green = (((above & 0xff00) * share + (below & 0xff00) * rest) >>> 8) & 0xff00;
  const alpha = b === 255 ? 255 : Math.min(255, a + ((b * rest) >>> 8));
  return ((alpha << 24) | redBlue | green) >>> 0;
}
