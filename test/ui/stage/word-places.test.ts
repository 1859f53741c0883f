/** Words on the stage stand beside each other and beside replicas, never over them. */
import { describe, expect, it } from 'vitest';
import type { Flight } from '../../../src/projection/frame.ts';
import { drawMarks } from '../../../src/ui/canvas/draw-marks.ts';
import { placeMarks } from '../../../src/ui/canvas/placement.ts';
import { WordPlaces } from '../../../src/ui/canvas/word-places.ts';
import { meets } from '../../../src/ui/stage/boxes.ts';
import { stageLayout } from '../../../src/ui/stage/geometry.ts';
import { PALETTES } from '../../../src/ui/tokens.ts';
import { scriptedFrame } from '../fake-script.ts';

const layout = stageLayout(4, 1, 1200, 460);
const WIDE = 6.5;

/** Where words were drawn, as boxes. */
function page() {
  const places = new WordPlaces(layout);
  const boxes: { left: number; top: number; right: number; bottom: number }[] = [];
  const pen = {
    measureText: (text: string) => ({ width: text.length * WIDE }),
    strokeText: () => {},
    fillText: (text: string, x: number, y: number) =>
      boxes.push({ left: x, top: y - 9, right: x + text.length * WIDE, bottom: y + 3 }),
  } as unknown as CanvasRenderingContext2D;
  const say = (text: string, at: { x: number; y: number }, must = false, side: 1 | -1 = 1) =>
    places.draw(pen, text, at, PALETTES.light, { side, room: 12, need: must ? 'must' : 'may' });
  return { say, boxes, places };
}

describe('words beside marks', () => {
  it('never lie over each other: the names of two messages at one place, and a row of "again"', () => {
    const { say, boxes } = page();
    say('NEW-VIEW', { x: 600, y: 230 });
    say('PRE-PREPARE', { x: 602, y: 231 });
    for (let step = 0; step < 8; step += 1) say('again', { x: 600 + 9 * step, y: 230 });
    expect(boxes.length).toBeGreaterThanOrEqual(3);
    for (const [index, box] of boxes.entries())
      for (const other of boxes.slice(index + 1)) expect(meets(box, other)).toBe(false);
  });

  it('stand clear of other marks: the name of one of three proposals that have just left', () => {
    const { say, boxes, places } = page();
    const mark = (x: number, y: number, next = false) => ({ x, y, size: 14, next });
    const beside = mark(640, 222, true);
    places.avoid([mark(600, 230), beside]);
    say('PRE-PREPARE', { x: 600, y: 230 });
    const [box] = boxes;
    expect(box?.right).toBeLessThan(600);
    // Where every side has one, the name is said all the same.
    places.avoid([beside, mark(540, 230), mark(600, 250), mark(600, 210)]);
    say('PREPARE', { x: 600, y: 330 });
    expect(boxes).toHaveLength(2);
  });

  it('stand clear of replicas: a refusal at the rim of R0 is written beside it', () => {
    const [r0] = layout.replicas;
    if (r0 === undefined) throw new Error('no R0');
    const { say, boxes } = page();
    const half = layout.level.glyph / 2;
    say('duplicate-request', { x: r0.x - half - 4, y: r0.y }, true);
    const [box] = boxes;
    expect(
      box === undefined ||
        meets(box, {
          left: r0.x - half * 0.8,
          top: r0.y - half * 0.8,
          right: r0.x + half * 0.8,
          bottom: r0.y + half * 0.8,
        }),
    ).toBe(false);
  });

  it('are left out where there is no room, unless they must be said', () => {
    const [r0] = layout.replicas;
    if (r0 === undefined) throw new Error('no R0');
    const { say, boxes } = page();
    say('again', r0);
    expect(boxes).toHaveLength(0);
    say('×15', r0, true);
    expect(boxes).toHaveLength(1);
  });
});

describe('broadcasts drawn as one', () => {
  it.each([
    [11, 0.05],
    [16, 0.05],
    [16, 0.45],
    [31, 0],
    [31, 0.45],
    [31, 0.8],
  ])('of %i replicas, %d of the way: no words over each other or over a mark', (n, share) => {
    const ring = stageLayout(n, 1, 1208, 542);
    const [flight] = scriptedFrame(2).inFlight as [Flight];
    const ids = Array.from({ length: n }, (_, id) => id);
    const inFlight = ids
      .slice(1)
      .flatMap((from) =>
        ids
          .filter((to) => to !== from)
          .map((to): Flight => ({ ...flight, id: `r${from}>${to}#1`, from, to, sentAt: 0, dueAt: 20_000 })),
      );
    const named = new Set([`r${Math.floor(n / 2)}>${Math.floor(n / 2) + 1}#1`]);
    const marks = placeMarks({
      frame: { ...scriptedFrame(2), inFlight },
      layout: ring,
      styles: new Map(),
      letters: new Map(),
      named,
      focus: null,
      selected: null,
      split: null,
      stepped: false,
      time: 20_000 * share,
    });
    const said: { text: string; left: number; top: number; right: number; bottom: number }[] = [];
    const rest = new Proxy({} as Record<string, unknown>, { get: () => () => {} });
    const pen = new Proxy(rest, {
      get: (_, name) => {
        if (name === 'measureText') return (text: string) => ({ width: text.length * WIDE });
        if (name !== 'fillText') return () => {};
        return (text: string, x: number, y: number) =>
          said.push({ text, left: x, top: y - 9, right: x + text.length * WIDE, bottom: y + 3 });
      },
      set: () => true,
    }) as unknown as CanvasRenderingContext2D;
    drawMarks(pen, { marks, fronts: [] }, PALETTES.light, new WordPlaces(ring));
    expect(said[0]?.text).toBe(`PRE-PREPARE ×${n - 1}`);
    expect(said.length).toBeGreaterThan(n / 4);
    for (const [index, box] of said.entries()) {
      for (const other of said.slice(index + 1)) expect(meets(box, other)).toBe(false);
      for (const { x, y } of marks)
        expect(meets(box, { left: x - 5, top: y - 5, right: x + 5, bottom: y + 5 })).toBe(false);
    }
  });
});

describe('messages sent together on one link', () => {
  it('fly side by side and fall in line at the gate', () => {
    const frame = scriptedFrame(5);
    const [first] = frame.inFlight;
    if (first === undefined) throw new Error('no message');
    const twin: Flight = { ...first, id: 'twin' };
    const scene = {
      frame: { ...frame, inFlight: [first, twin] },
      layout,
      styles: new Map(),
      letters: new Map(),
      named: new Set<string>(),
      focus: null,
      selected: null,
      split: null,
      stepped: false,
    } as const;
    const apart = (share: number) => {
      const time = first.sentAt + share * (first.dueAt - first.sentAt);
      const [a, b] = placeMarks({ ...scene, time });
      return Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));
    };
    for (const share of [0, 0.3, 0.6, 0.9, 1]) expect(apart(share)).toBeGreaterThan(8);
    expect(apart(0.5)).toBeCloseTo(15, 0);
  });
});
