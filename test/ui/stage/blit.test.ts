/** Marks written pixel by pixel: where they lie, what lies over what, and that nothing stays behind. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { over, pixelsOf, Sheet } from '../../../src/ui/canvas/blit.ts';

const RED = 0xff0000ff;
const FAINT = 0x800000ff;

beforeEach(() => {
  vi.stubGlobal(
    'ImageData',
    class {
      readonly data: Uint8ClampedArray;
      constructor(width: number, height: number) {
        this.data = new Uint8ClampedArray(width * height * 4);
      }
    },
  );
});

/** A square of two by two pixels: one of them missing, one faint. */
function square() {
  return pixelsOf(new Uint8ClampedArray(Uint32Array.of(RED, RED, FAINT, 0).buffer), 1);
}

interface Put {
  readonly words: Uint32Array;
  readonly box: readonly number[];
}

/** What the canvas is given. */
function put(sheet: Sheet): Put | null {
  let seen: Put | null = null;
  const putImageData = (image: ImageData, ...[, , left, top, width, height]: readonly number[]) => {
    const words = new Uint32Array(image.data.buffer.slice(0));
    seen = { words, box: [left ?? 0, top ?? 0, width ?? 0, height ?? 0] };
  };
  sheet.put({ putImageData } as unknown as CanvasRenderingContext2D);
  return seen;
}

describe('a sheet of pixels', () => {
  it('has each mark where it stands, in device pixels, and only that part is put on the canvas', () => {
    const sheet = new Sheet(8, 6);
    expect(sheet.write([{ x: 1.5, y: 1 }], 2, square())).toEqual([]);
    const { words, box } = put(sheet) as Put;
    expect(box).toEqual([2, 1, 2, 2]);
    expect(
      [...words].flatMap((word, index) => (word === 0 ? [] : [[index % 8, Math.floor(index / 8)]])),
    ).toEqual([
      [2, 1],
      [3, 1],
      [2, 2],
    ]);
  });

  it('gives back what is cut off by an edge', () => {
    const sheet = new Sheet(8, 6);
    const outside = { x: 0, y: 3 };
    expect(sheet.write([outside, { x: 4, y: 3 }], 1, square())).toEqual([outside]);
  });

  it('is blank again after clearing, so that no mark leaves a trail', () => {
    const sheet = new Sheet(8, 6);
    sheet.write([{ x: 3, y: 3 }], 1, square());
    sheet.clear();
    expect(put(sheet)).toBeNull();
    sheet.write([{ x: 5, y: 3 }], 1, square());
    const { words } = put(sheet) as Put;
    expect(words.filter((word) => word !== 0)).toHaveLength(3);
  });
});

describe('one colour over another', () => {
  it('is the upper one on nothing, and a mixture on what is there', () => {
    expect(over(FAINT, 0)).toBe(FAINT);
    const mixed = over(FAINT, 0xffff0000);
    expect(mixed >>> 24).toBe(255);
    expect(mixed & 255).toBeGreaterThan(120);
    expect(mixed & 255).toBeLessThan(136);
    expect((mixed >>> 16) & 255).toBeGreaterThan(120);
    expect((mixed >>> 16) & 255).toBeLessThan(136);
  });

  it('lets two faint ones be stronger together, and never more than whole', () => {
    expect(over(FAINT, FAINT) >>> 24).toBeGreaterThan(0xb0);
    expect(over(0xfe0000ff, 0xfe0000ff) >>> 24).toBeLessThanOrEqual(255);
  });
});
