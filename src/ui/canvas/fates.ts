/**
 * What the last event did to messages: a refused one bounces off its receiver and leaves a circle-slash with
 * the code, a lost one falls off its link and leaves a saltire (VISUAL 3, 9). The signs stay, so that print
 * and a paused page show them too.
 */
import type { Fate, Frame } from '../../projection/frame.ts';
import { pointAt } from '../stage/curve.ts';
import type { Layout } from '../stage/geometry.ts';
import { curveOf } from '../stage/link-curves.ts';
import type { Palette } from '../tokens.ts';
import type { Scene } from './placement.ts';
import { traceShape } from './shapes.ts';
import type { WordPlaces } from './word-places.ts';

const BOUNCE_MS = 160;
export const DROP_MS = 200;

export interface FateMark {
  readonly id: string;
  readonly kind: 'refused' | 'dropped';
  /** The sign's place. */
  readonly x: number;
  readonly y: number;
  /** The message itself while it bounces or falls; null once it is gone. */
  readonly moving: { readonly x: number; readonly y: number } | null;
  readonly fate: Fate;
  readonly text: string;
}

/** @param age ms since the fates came on show; Infinity without motion */
export function fateMarks(
  { frame, layout }: { readonly frame: Pick<Frame, 'fates'>; readonly layout: Layout },
  age: number,
): FateMark[] {
  return frame.fates.flatMap((fate) => {
    if (fate.fate === 'taken') return [];
    const curve = curveOf(layout, fate.from, fate.to);
    const refused = fate.fate === 'refused';
    // A cut or chance takes it on its way; a crashed receiver leaves it at its rim.
    const at = pointAt(curve, fate.share ?? (refused || fate.fate === 'crashed' ? 0.97 : 0.5));
    const passed = age / (refused ? BOUNCE_MS : DROP_MS);
    const back = pointAt(curve, 0.97 - 0.12 * Math.min(1, passed));
    const moving = passed >= 1 ? null : refused ? back : { x: at.x, y: at.y + 22 * passed * passed };
    const why = fate.why ?? fate.fate;
    const text = `${fate.summary.text}, ${fate.fate}${why === fate.fate ? '' : `: ${why}`}`;
    return [{ id: fate.id, kind: refused ? 'refused' : 'dropped', ...at, moving, fate, text } as const];
  });
}

export function drawFates(
  pen: CanvasRenderingContext2D,
  fates: readonly FateMark[],
  { styles, layout }: Pick<Scene, 'styles' | 'layout'>,
  palette: Palette,
  places: WordPlaces,
): void {
  for (const { kind, x, y, moving, fate } of fates) {
    if (moving !== null) {
      const style = styles.get(fate.summary.type);
      pen.beginPath();
      traceShape(pen, style?.shape ?? 'disc', moving.x, moving.y, layout.level.mark);
      pen.fillStyle = palette[style?.hue ?? 'neutral'];
      pen.fill();
    }
    pen.strokeStyle = palette.ink;
    pen.lineWidth = 2;
    pen.beginPath();
    if (kind === 'refused') {
      pen.arc(x, y, 7, 0, 2 * Math.PI);
      pen.moveTo(x - 5, y + 5);
      pen.lineTo(x + 5, y - 5);
    } else {
      pen.moveTo(x - 6, y - 6);
      pen.lineTo(x + 6, y + 6);
      pen.moveTo(x + 6, y - 6);
      pen.lineTo(x - 6, y + 6);
    }
    pen.stroke();
    const side = x > layout.width - 140 ? -1 : 1;
    places.draw(pen, fate.why ?? fate.fate, { x, y }, palette, { side, room: 12, need: 'must' });
  }
}
