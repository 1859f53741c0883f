/**
 * Marks of one kind as one small picture, drawn once and then copied, or written pixel by pixel where there
 * are very many: for a crowd that is far cheaper than one path with thousands of corners, whose filling costs
 * more than in proportion (measured: 5,000 marks 200 ms as a path).
 */
import type { Palette } from '../tokens.ts';
import { type Pixels, type Placed, pixelsOf, Sheet } from './blit.ts';

type Pen = CanvasRenderingContext2D;
/** What a mark needs of a canvas, on the page or off it. */
export type Brush = Pen | OffscreenCanvasRenderingContext2D;

/** What is copied: a mark on the stage or a cell of the matrix. */
export interface Sized extends Placed {
  readonly size: number;
  readonly double: boolean;
}

/** Draws one of them by itself. */
export type DrawOne<M extends Sized> = (pen: Brush, one: M, palette: Palette) => void;

/** Those that look the same; `key` says how. */
export interface Batch<M extends Sized> {
  readonly key: string;
  readonly members: readonly M[];
}

interface Sprite {
  readonly picture: ImageBitmap;
  readonly pixels: Pixels;
  /** Half of its side, in device pixels. */
  readonly half: number;
}

/** Room around a mark for its corners and outline, and for a double one: every pixel of it is copied, too. */
const MARGIN = 2;
const DOUBLE_MARGIN = 8;
const sprites = new WeakMap<Palette, Map<string, Sprite>>();

export function copyMarks<M extends Sized>(
  pen: Pen,
  batch: Batch<M>,
  palette: Palette,
  drawOne: DrawOne<M>,
): void {
  const scale = pen.getTransform().a;
  const sprite = spriteOf(batch, scale, palette, drawOne);
  if (sprite !== null) copy(pen, batch.members, scale, sprite);
}

/** Instead of what the canvas shows there: to be drawn before anything else. */
export function writeMarks<M extends Sized>(
  pen: Pen,
  batches: readonly Batch<M>[],
  palette: Palette,
  drawOne: DrawOne<M>,
): void {
  const scale = pen.getTransform().a;
  const sheet = sheetOf(pen.canvas);
  const cutOff: (() => void)[] = [];
  sheet.clear();
  for (const batch of batches) {
    const sprite = spriteOf(batch, scale, palette, drawOne);
    if (sprite === null) continue;
    const outside = sheet.write(batch.members, scale, sprite.pixels);
    if (outside.length > 0) cutOff.push(() => copy(pen, outside, scale, sprite));
  }
  sheet.put(pen);
  for (const draw of cutOff) draw();
}

function copy(pen: Pen, marks: readonly Placed[], scale: number, { picture, half }: Sprite): void {
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.imageSmoothingEnabled = false;
  // Whole pixels: a picture between them would be blurred.
  for (const { x, y } of marks)
    pen.drawImage(picture, Math.round(x * scale) - half, Math.round(y * scale) - half);
  pen.restore();
}

/** One per canvas, as large as that is. */
const sheets = new WeakMap<HTMLCanvasElement, Sheet>();

function sheetOf(canvas: HTMLCanvasElement): Sheet {
  const known = sheets.get(canvas);
  if (known?.width === canvas.width && known.height === canvas.height) return known;
  const made = new Sheet(canvas.width, canvas.height);
  sheets.set(canvas, made);
  return made;
}

function spriteOf<M extends Sized>(
  { key, members }: Batch<M>,
  scale: number,
  palette: Palette,
  drawOne: DrawOne<M>,
): Sprite | null {
  const [mark] = members;
  if (mark === undefined) return null;
  const known = sprites.get(palette) ?? new Map<string, Sprite>();
  sprites.set(palette, known);
  const name = `${key}/${scale}`;
  const found = known.get(name);
  if (found !== undefined) return found;
  const half = Math.ceil((mark.size / 2 + (mark.double ? DOUBLE_MARGIN : MARGIN)) * scale);
  const sheet = new OffscreenCanvas(2 * half, 2 * half);
  const brush = sheet.getContext('2d');
  if (brush === null) return null;
  brush.setTransform(scale, 0, 0, scale, half, half);
  drawOne(brush, { ...mark, x: 0, y: 0 }, palette);
  const { data } = brush.getImageData(0, 0, 2 * half, 2 * half);
  const sprite = { picture: sheet.transferToImageBitmap(), pixels: pixelsOf(data, half), half };
  known.set(name, sprite);
  return sprite;
}
