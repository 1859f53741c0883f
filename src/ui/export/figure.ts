/**
 * A figure of the page as one SVG: pictures and canvases of an element with `data-figure`, each where it
 * stands, in print colours. Canvases are not copied but drawn again on a pen that writes SVG.
 */
import { sceneOf } from '../canvas/printable.ts';
import { asPrinted, PRINT } from './print-palette.ts';
import { printedParts } from './printed.ts';
import { short } from './svg-path.ts';
import { SvgPen } from './svg-pen.ts';
import { element } from './svg-text.ts';

export interface Figure {
  /** In words, from `data-figure`. */
  readonly name: string;
  readonly root: HTMLElement | SVGElement;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly markup: string;
}

/** Figures that are on the page now, in page order; of several with one name the later ones are numbered. */
export function figuresOf(page: ParentNode): readonly Figure[] {
  const counts = new Map<string, number>();
  return Array.from(page.querySelectorAll<HTMLElement | SVGElement>('[data-figure]')).map((root) => {
    const given = root.dataset.figure ?? '';
    const name = given.slice(0, 1).toUpperCase() + given.slice(1);
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { name: count === 1 ? name : `${name} ${count}`, root };
  });
}

/** Null for a figure that shows nothing now. */
export function drawingOf({ root }: Figure): Drawing | null {
  const frame = root.getBoundingClientRect();
  if (frame.width < 1 || frame.height < 1) return null;
  const markup = asPrinted(() =>
    layersOf(root)
      .map((layer, index) => placed(layer, frame, index))
      .join('\n'),
  );
  return markup === '' ? null : { width: frame.width, height: frame.height, markup };
}

type Layer = SVGSVGElement | HTMLCanvasElement;

function layersOf(root: HTMLElement | SVGElement): readonly Layer[] {
  if (root instanceof SVGSVGElement) return [root];
  return Array.from(root.querySelectorAll<Layer>('svg, canvas')).filter(
    (layer) =>
      layer.parentElement?.closest('svg, button') === null && layer.getBoundingClientRect().width > 0,
  );
}

function placed(layer: Layer, frame: DOMRect, index: number): string {
  const { left, top, width, height } = layer.getBoundingClientRect();
  const [x, y] = [left - frame.left, top - frame.top];
  if (layer instanceof HTMLCanvasElement) return canvasMarkup(layer, { x, y, width, height }, index);
  const box = layer.viewBox.baseVal;
  if (box === null || box.width === 0) return grouped(x, y, 1, printedParts(layer));
  // A picture keeps its proportions and stands in the middle of its room.
  const scale = Math.min(width / box.width, height / box.height);
  const [dx, dy] = [(width - box.width * scale) / 2, (height - box.height * scale) / 2];
  return grouped(x + dx - box.x * scale, y + dy - box.y * scale, scale, printedParts(layer));
}

interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function canvasMarkup(canvas: HTMLCanvasElement, { x, y, width, height }: Room, index: number): string {
  const scene = sceneOf(canvas);
  if (scene === null) return '';
  const pen = new SvgPen(`layer${index}-`);
  // The pen knows of a canvas's pen what scenes use; one that uses more fails here and nowhere else.
  scene.draw(pen as unknown as CanvasRenderingContext2D, PRINT);
  return grouped(x, y, Math.min(width / scene.width, height / scene.height), pen.markup());
}

function grouped(x: number, y: number, scale: number, markup: string): string {
  if (markup === '') return '';
  const move = `translate(${short(x)} ${short(y)})`;
  return element(
    'g',
    { transform: scale === 1 ? move : `${move} scale(${Math.round(scale * 1e4) / 1e4})` },
    markup,
  );
}
