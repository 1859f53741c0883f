/**
 * A canvas pen that writes SVG: the scenes of the page draw on it what they draw on screen, so that there is
 * one drawing of each thing. It knows what scenes use: paths, rectangles, text, dashes, clips, patterns of
 * small tiles, transforms without skew.
 */

import { IDENTITY, type Matrix, SvgPath, scaleOf, short, through, times } from './svg-path.ts';
import { drawnTile, type TilePattern } from './svg-pattern.ts';
import {
  type Attributes,
  alignAttributes,
  element,
  escaped,
  fontAttributes,
  fontOf,
  widthOf,
} from './svg-text.ts';

/** What `save` keeps besides transform, dashes and clip; the names are the canvas's. */
const RULER = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d');

const STYLE = {
  fillStyle: '#000000' as Paint,
  strokeStyle: '#000000' as Paint,
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  font: '10px sans-serif',
  textAlign: 'start',
  textBaseline: 'alphabetic',
  globalAlpha: 1,
};

type Paint = string | TilePattern;

interface Kept {
  readonly style: typeof STYLE;
  readonly matrix: Matrix;
  readonly dashes: readonly number[];
  readonly clip: string | null;
}

/** Ids in one document must differ: `prefix` goes before those of clips and patterns. */
export class SvgPen {
  fillStyle = STYLE.fillStyle;
  strokeStyle = STYLE.strokeStyle;
  lineWidth = STYLE.lineWidth;
  lineCap = STYLE.lineCap;
  lineJoin = STYLE.lineJoin;
  font = STYLE.font;
  textAlign = STYLE.textAlign;
  textBaseline = STYLE.textBaseline;
  globalAlpha = STYLE.globalAlpha;
  private readonly prefix: string;
  private readonly path = new SvgPath();
  private readonly stack: Kept[] = [];
  private readonly defs: string[] = [];
  private readonly parts: string[] = [];
  private matrix: Matrix = IDENTITY;
  private dashes: readonly number[] = [];
  private clipId: string | null = null;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** What was drawn, as elements. */
  markup(): string {
    const defs = this.defs.length === 0 ? '' : `<defs>${this.defs.join('')}</defs>`;
    return `${defs}${this.parts.join('\n')}`;
  }

  save(): void {
    const { matrix, dashes, clipId } = this;
    const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, font } = this;
    const { textAlign, textBaseline, globalAlpha } = this;
    const lines = { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin };
    const style = { ...lines, font, textAlign, textBaseline, globalAlpha };
    this.stack.push({ style, matrix, dashes, clip: clipId });
  }

  restore(): void {
    const kept = this.stack.pop();
    if (kept === undefined) return;
    Object.assign(this, kept.style);
    this.matrix = kept.matrix;
    this.dashes = kept.dashes;
    this.clipId = kept.clip;
  }

  setTransform(...matrix: Matrix): void {
    this.matrix = matrix;
  }

  translate(x: number, y: number): void {
    this.matrix = times(this.matrix, [1, 0, 0, 1, x, y]);
  }

  scale(x: number, y: number): void {
    this.matrix = times(this.matrix, [x, 0, 0, y, 0, 0]);
  }

  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = times(this.matrix, [cos, sin, -sin, cos, 0, 0]);
  }

  beginPath(): void {
    this.path.clear();
  }

  moveTo(x: number, y: number): void {
    this.path.move(this.matrix, x, y);
  }

  lineTo(x: number, y: number): void {
    this.path.line(this.matrix, x, y);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.path.curve(this.matrix, cx, cy, x, y);
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.path.curve(this.matrix, ax, ay, bx, by, x, y);
  }

  arc(x: number, y: number, radius: number, from: number, to: number, back = false): void {
    this.path.arc(this.matrix, { x, y, rx: radius, ry: radius }, from, to, back);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  closePath(): void {
    this.path.close();
  }

  clip(): void {
    const id = this.newId();
    const inside = this.clipId === null ? {} : { 'clip-path': `url(#${this.clipId})` };
    this.defs.push(element('clipPath', { id, ...inside }, element('path', { d: this.path.d })));
    this.clipId = id;
  }

  fill(): void {
    this.put('path', { d: this.path.d, ...this.filled() });
  }

  stroke(): void {
    this.put('path', { d: this.path.d, fill: 'none', ...this.stroked() });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.put('path', { d: this.box(x, y, width, height), ...this.filled() });
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.put('path', { d: this.box(x, y, width, height), fill: 'none', ...this.stroked() });
  }

  /** A figure starts on white: nothing has to be wiped. */
  clearRect(): void {}

  fillText(text: string, x: number, y: number): void {
    this.put('text', { ...this.lettered(x, y), ...this.filled() }, text);
  }

  strokeText(text: string, x: number, y: number): void {
    this.put('text', { ...this.lettered(x, y), fill: 'none', ...this.stroked() }, text);
  }

  /** By the font of this browser, in which the scene was laid out; near enough where there is none to ask. */
  measureText(text: string): { readonly width: number } {
    if (RULER === null) return { width: widthOf(text, fontOf(this.font).size) };
    RULER.font = this.font;
    return RULER.measureText(text);
  }

  setLineDash(dashes: readonly number[]): void {
    this.dashes = dashes;
  }

  getLineDash(): number[] {
    return [...this.dashes];
  }

  createPattern(tile: HTMLCanvasElement): TilePattern | null {
    const id = this.newId();
    const pattern = drawnTile(id, tile);
    if (pattern !== null) this.defs.push(pattern.markup);
    return pattern;
  }

  private put(tag: string, attributes: Attributes, text?: string): void {
    if (attributes.d === '') return;
    const clip = this.clipId === null ? {} : { 'clip-path': `url(#${this.clipId})` };
    const opacity = this.globalAlpha === 1 ? {} : { opacity: this.globalAlpha };
    this.parts.push(element(tag, { ...attributes, ...clip, ...opacity }, escaped(text ?? '')));
  }

  private filled(): Attributes {
    return { fill: colour(this.fillStyle) };
  }

  private stroked(): Attributes {
    const { strokeStyle, lineWidth, lineCap, lineJoin, dashes } = this;
    const scale = scaleOf(this.matrix);
    return {
      stroke: colour(strokeStyle),
      ...(lineWidth * scale !== 1 && { 'stroke-width': short(lineWidth * scale) }),
      ...(lineCap !== 'butt' && { 'stroke-linecap': lineCap }),
      ...(lineJoin !== 'miter' && { 'stroke-linejoin': lineJoin }),
      ...(dashes.length > 0 && { 'stroke-dasharray': dashes.map((dash) => short(dash * scale)).join(' ') }),
    };
  }

  private lettered(x: number, y: number): Attributes {
    const [px, py] = through(this.matrix, x, y);
    const [a, b] = this.matrix;
    const angle = (Math.atan2(b, a) * 180) / Math.PI;
    return {
      x: short(px),
      y: short(py),
      ...fontAttributes(this.font, scaleOf(this.matrix)),
      ...alignAttributes(this.textAlign, this.textBaseline),
      ...(angle !== 0 && { transform: `rotate(${short(angle)} ${short(px)} ${short(py)})` }),
    };
  }

  private box(x: number, y: number, width: number, height: number): string {
    const path = new SvgPath();
    path.move(this.matrix, x, y);
    path.line(this.matrix, x + width, y);
    path.line(this.matrix, x + width, y + height);
    path.line(this.matrix, x, y + height);
    path.close();
    return path.d;
  }

  private newId(): string {
    return `${this.prefix}${this.defs.length}`;
  }
}

function colour(paint: Paint): string {
  return typeof paint === 'string' ? paint : `url(#${paint.id})`;
}
