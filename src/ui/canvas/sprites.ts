/**
 * Marks of one kind as one small picture, drawn once and then copied: for a crowd that is far cheaper than
 * one path with thousands of corners, whose filling costs more than in proportion (measured: 5,000 marks 200
 * ms as a path).
 */
import type { Palette } from '../tokens.ts';
import type { Mark } from './mark.ts';

type Pen = CanvasRenderingContext2D;
/** What a mark needs of a canvas, on the page or off it. */
export type Brush = Pen | OffscreenCanvasRenderingContext2D;

/** Draws one mark by itself. */
export type DrawOne = (pen: Brush, mark: Mark, palette: Palette) => void;

interface Sprite {
  readonly picture: ImageBitmap;
  /** Half of its side, in device pixels. */
  readonly half: number;
}

/** Room around a mark for its corners and outline, and for a double one: every pixel of it is copied, too. */
const MARGIN = 2;
const DOUBLE_MARGIN = 5;
const sprites = new WeakMap<Palette, Map<string, Sprite>>();

/** @param key the same for marks that look the same */
export function copyMarks(
  pen: Pen,
  marks: readonly Mark[],
  key: string,
  palette: Palette,
  drawOne: DrawOne,
): void {
  const [first] = marks;
  if (first === undefined) return;
  const scale = pen.getTransform().a;
  const { picture, half } = spriteOf(first, `${key}/${first.size}/${scale}`, scale, palette, drawOne);
  pen.save();
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.imageSmoothingEnabled = false;
  // Whole pixels: a picture between them would be blurred.
  for (const { x, y } of marks)
    pen.drawImage(picture, Math.round(x * scale) - half, Math.round(y * scale) - half);
  pen.restore();
}

function spriteOf(mark: Mark, key: string, scale: number, palette: Palette, drawOne: DrawOne): Sprite {
  const known = sprites.get(palette) ?? new Map<string, Sprite>();
  sprites.set(palette, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const half = Math.ceil((mark.size / 2 + (mark.double ? DOUBLE_MARGIN : MARGIN)) * scale);
  const sheet = new OffscreenCanvas(2 * half, 2 * half);
  const brush = sheet.getContext('2d');
  if (brush !== null) {
    brush.setTransform(scale, 0, 0, scale, half, half);
    drawOne(brush, { ...mark, x: 0, y: 0 }, palette);
  }
  const sprite = { picture: sheet.transferToImageBitmap(), half };
  known.set(key, sprite);
  return sprite;
}
