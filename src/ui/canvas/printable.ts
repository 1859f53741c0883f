/**
 * Scenes on a canvas that can be drawn once more on another pen: what an exported figure is made of. A scene
 * says here what it would draw now; it keeps no copy.
 */
import type { Palette } from '../tokens.ts';

export interface PrintScene {
  /** Extent in the units that `draw` draws in; the canvas shows all of it. */
  readonly width: number;
  readonly height: number;
  readonly draw: (pen: CanvasRenderingContext2D, palette: Palette) => void;
}

/** Lets a canvas be printed; `scene` is asked when somebody exports, null while there is nothing to show. */
export function printable(canvas: HTMLCanvasElement, scene: () => PrintScene | null): void {
  scenes.set(canvas, scene);
}

export function sceneOf(canvas: HTMLCanvasElement): PrintScene | null {
  return scenes.get(canvas)?.() ?? null;
}

const scenes = new WeakMap<HTMLCanvasElement, () => PrintScene | null>();
