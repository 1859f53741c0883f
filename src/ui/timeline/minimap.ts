/**
 * The whole run in one line: how many messages when, in the hue of most of them, what failed, where views
 * change, the playhead, and the part in sight as a frame that can be dragged.
 */
import type { Hue } from '../../kernel/present.ts';
import { prepare } from './ink.ts';
import { isUnsure, passes, type Scene } from './scene.ts';

const HUES: readonly Hue[] = ['neutral', 'proposal', 'vote1', 'vote2', 'change'];
/** CSS px of one bar. */
const BAR = 4;
/** Of more rows than this every second, third, … is counted: bars are heights, not numbers. */
const COUNTED_MOST = 50_000;

export interface MinimapCache {
  readonly key: string;
  readonly bars: Uint32Array;
  readonly failed: Uint8Array;
  readonly most: number;
}

/** Units of the axis that the line stands for. */
export function minimapLength({ axis, playhead }: Pick<Scene, 'axis' | 'playhead'>): number {
  return Math.max(1, axis.length, playhead);
}

export function drawMinimap(
  canvas: HTMLCanvasElement,
  scene: Scene,
  before: MinimapCache | null,
): MinimapCache | null {
  const pen = canvas.getContext('2d');
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (pen === null || width === 0) return before;
  const { axis, geometry, palette, view, sieve, arrows } = scene;
  const length = minimapLength(scene);
  const key = `${axis.kind} ${arrows.count} ${scene.seen} ${width} ${length.toFixed(2)} ${sieve.key}`;
  const cache = before?.key === key ? before : counted(scene, key, width, length);
  const x = (position: number) => (position / length) * width;
  prepare(pen, width, height);
  drawEras(pen, scene, x, height);
  for (let bar = 0; bar * BAR < width; bar += 1) {
    const { sum, hue } = roleAt(cache.bars, bar);
    if (sum > 0) {
      const high = Math.max(1, Math.sqrt(sum / cache.most) * (height - 3));
      pen.fillStyle = bar * BAR <= x(scene.playhead) ? palette[hue] : palette.line;
      pen.fillRect(bar * BAR, height - high, BAR - 1, high);
    }
    if (cache.failed[bar] === 1) {
      pen.fillStyle = palette.ink;
      pen.fillRect(bar * BAR, 0, 2, 3);
    }
  }
  const from = x(view.invertX(geometry.head));
  const to = x(view.invertX(geometry.along));
  pen.strokeStyle = palette.ink;
  pen.lineWidth = 1;
  pen.strokeRect(
    Math.max(0.5, from),
    0.5,
    Math.max(3, Math.min(width - 1, to) - Math.max(0, from)),
    height - 1,
  );
  pen.fillStyle = palette.proposal;
  pen.fillRect(x(scene.playhead) - 1, 0, 2, height);
  return cache;
}

function drawEras(
  pen: CanvasRenderingContext2D,
  scene: Scene,
  x: (at: number) => number,
  height: number,
): void {
  const edges = scene.story.filter((mark) => mark.kind === 'view');
  pen.fillStyle = scene.palette.band;
  for (const [index, mark] of edges.entries()) {
    if (index % 2 === 1) continue;
    const next = edges[index + 1];
    const place = (cursor: number, at: number) => {
      const row = scene.arrows.endedBy(cursor) - 1;
      const step = row < 0 ? 0 : (scene.arrows.stepSoFar.at(row) as number);
      return x(scene.axis.moment({ at, step, cursor }));
    };
    const from = place(mark.cursor, mark.at);
    const to = next === undefined ? pen.canvas.clientWidth : place(next.cursor, next.at);
    pen.fillRect(from, 0, to - from, height);
  }
}

function counted(scene: Scene, key: string, width: number, length: number): MinimapCache {
  const { arrows, axis, sieve, styles } = scene;
  const count = Math.ceil(width / BAR) + 1;
  const bars = new Uint32Array(count * HUES.length);
  const failed = new Uint8Array(count);
  const hues = styles.map(({ hue }) => HUES.indexOf(hue));
  const scale = width / BAR / length;
  const { type, cursor } = arrows.columns;
  const known = arrows.endedBy(scene.seen);
  const stride = Math.max(1, Math.ceil(known / COUNTED_MOST));
  const barOf = (row: number) => Math.min(count - 1, Math.max(0, Math.floor(axis.end(arrows, row) * scale)));
  for (let row = 0; row < known; row += stride) {
    if (!passes(sieve, arrows, row)) continue;
    const cell = barOf(row) * HUES.length + (hues[type.at(row) as number] ?? 0);
    bars[cell] = (bars[cell] as number) + 1;
  }
  // What failed is never left out.
  for (const row of arrows.failures)
    if (
      (cursor.at(row) as number) <= scene.seen &&
      passes(sieve, arrows, row) &&
      !isUnsure(scene, arrows, row)
    )
      failed[barOf(row)] = 1;
  let most = 1;
  for (let bar = 0; bar < count; bar += 1) most = Math.max(most, roleAt(bars, bar).sum);
  return { key, bars, failed, most };
}

function roleAt(bars: Uint32Array, bar: number): { readonly sum: number; readonly hue: Hue } {
  let [sum, most, hue] = [0, 0, 0];
  for (let index = 0; index < HUES.length; index += 1) {
    const here = bars[bar * HUES.length + index] ?? 0;
    sum += here;
    if (here <= most) continue;
    most = here;
    hue = index;
  }
  return { sum, hue: HUES[hue] ?? 'neutral' };
}
