/** Modifiers of marks: second outlines, pips, the box of the next one, letters (VISUAL 3). */
import { describe, expect, it } from 'vitest';
import { messageStyles as pbftStyles } from '../../../src/protocols/pbft/messages.ts';
import { messageStyles as streamletStyles } from '../../../src/protocols/streamlet/messages.ts';
import { drawMarks } from '../../../src/ui/canvas/draw-marks.ts';
import type { Mark } from '../../../src/ui/canvas/mark.ts';
import { WordPlaces } from '../../../src/ui/canvas/word-places.ts';
import { stageLayout } from '../../../src/ui/stage/geometry.ts';
import { PALETTES } from '../../../src/ui/tokens.ts';

const PLAIN: Mark = {
  id: 'r0>1#1',
  x: 300,
  y: 200,
  size: 14,
  shape: 'diamond',
  hue: 'change',
  hollow: false,
  double: false,
  outlined: true,
  pips: 0,
  letter: null,
  side: 1,
  inward: null,
  count: 1,
  usual: false,
  next: false,
  selected: false,
  held: false,
  altered: false,
  duplicate: false,
  resend: false,
  name: null,
  way: 100,
  text: '',
};

/** What a pen did with one mark. */
function drawn(change: Partial<Mark>) {
  const strokes: { width: number; colour: string }[] = [];
  const boxes: { left: number; right: number }[] = [];
  const letters: { text: string; y: number }[] = [];
  const points: { x: number; y: number }[] = [];
  const state: { lineWidth?: number; strokeStyle?: string } = {};
  const calls: Record<string, unknown> = {
    stroke: () => strokes.push({ width: Number(state.lineWidth), colour: String(state.strokeStyle) }),
    strokeRect: (left: number, _top: number, wide: number) => boxes.push({ left, right: left + wide }),
    fillText: (text: string, _x: number, y: number) => letters.push({ text, y }),
    moveTo: (x: number, y: number) => points.push({ x, y }),
    lineTo: (x: number, y: number) => points.push({ x, y }),
    measureText: () => ({ width: 20 }),
    createPattern: () => null,
  };
  const pen = new Proxy(state, {
    get: (_, name: string) => calls[name] ?? (state as Record<string, unknown>)[name] ?? (() => {}),
    has: () => false,
  }) as unknown as CanvasRenderingContext2D;
  const marks = [{ ...PLAIN, ...change }];
  drawMarks(pen, { marks, fronts: [] }, PALETTES.light, new WordPlaces(stageLayout(4, 1, 900, 560)));
  return { strokes, boxes, letters, points };
}

describe('a tag', () => {
  it('points to the right as what a client asks, to the left as what it is told', () => {
    for (const styles of [pbftStyles, streamletStyles]) {
      const shapeOf = (type: string) => styles.find((style) => style.type === type)?.shape;
      expect(shapeOf('REQUEST')).toBe('tag');
      expect(shapeOf('REPLY')).toBe('tag-left');
    }
    const tip = (shape: Mark['shape']) => {
      const points = drawn({ shape }).points.map(({ x }) => x - PLAIN.x);
      return points.find((x) => points.filter((other) => other === x).length === 1);
    };
    expect(tip('tag')).toBe(7);
    expect(tip('tag-left')).toBe(-7);
  });
});

describe('a mark', () => {
  it('that is a certificate has a second outline, as far off on all sides of every shape', () => {
    for (const shape of ['bar', 'diamond', 'triangle', 'disc'] as const) {
      const { strokes } = drawn({ shape, double: true });
      const { ink, paper } = PALETTES.light;
      expect(strokes, shape).toEqual([
        { width: 7.5, colour: ink },
        { width: 5, colour: paper },
        { width: 1.25, colour: ink },
      ]);
      expect(drawn({ shape }).strokes, shape).toHaveLength(1);
    }
  });

  it('that is next has its pips and its second outline inside the box', () => {
    const { boxes, points } = drawn({ next: true, pips: 3, double: true });
    const right = Math.max(...points.map(({ x }) => x));
    expect(right).toBeGreaterThan(PLAIN.x + 8);
    expect(boxes[0]?.right).toBeGreaterThan(right);
    expect(boxes[0]?.right).toBeGreaterThan(PLAIN.x + 1.1 * 7 + 2.5 + 1.25);
    expect(drawn({ next: true }).boxes[0]?.right).toBe(PLAIN.x + 11);
  });

  it('of three sides has its letter low, where it is wide', () => {
    const at = (shape: Mark['shape']) => drawn({ shape, letter: 'A', size: 18 }).letters[0]?.y ?? 0;
    expect(at('triangle')).toBeGreaterThan(at('square'));
    expect(at('triangle')).toBeLessThan(PLAIN.y + 0.8 * 9);
  });
});
