/** Words on the stage stand beside each other and beside replicas, never over them. */
import { describe, expect, it } from 'vitest';
import type { Flight, Frame } from '../../../src/projection/frame.ts';
import { drawMarks } from '../../../src/ui/canvas/draw-marks.ts';
import { placeMarks } from '../../../src/ui/canvas/placement.ts';
import { WordPlaces } from '../../../src/ui/canvas/word-places.ts';
import { meets } from '../../../src/ui/stage/boxes.ts';
import { pointAt } from '../../../src/ui/stage/curve.ts';
import { stageLayout } from '../../../src/ui/stage/geometry.ts';
import { curveOf } from '../../../src/ui/stage/link-curves.ts';
import { wordsOnLinks } from '../../../src/ui/stage/link-words.ts';
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
    // Where every side has one, the name is left out; what must be said stands over as few as can be.
    const all = [200, 215, 230, 245, 260].flatMap((y) => [520, 560, 600, 640, 680].map((x) => mark(x, y)));
    places.avoid(all);
    say('PREPARE', { x: 600, y: 230 });
    expect(boxes).toHaveLength(1);
    say('×15', { x: 600, y: 231 }, true);
    const over = all.filter(({ x, y }) =>
      boxes.slice(1).some((one) => meets(one, { left: x - 7, top: y - 7, right: x + 7, bottom: y + 7 })),
    );
    expect(boxes).toHaveLength(2);
    expect(over.length).toBeLessThanOrEqual(1);
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
    expect(apart(0.5)).toBeCloseTo(24, 0);
  });
});

describe('the name of a type', () => {
  it.each([4, 7, 8, 9, 10])('at n = %i stands beside one of the first, over no mark, all the way', (n) => {
    const stage = stageLayout(n, 1, 640, 524);
    const [flight] = scriptedFrame(2).inFlight as [Flight];
    const ids = Array.from({ length: n }, (_, id) => id);
    const inFlight = ids.flatMap((from) =>
      ids
        .filter((to) => to !== from)
        .map((to) => ({ ...flight, id: `r${from}>${to}#7`, from, to, sentAt: 0, dueAt: 20_000 })),
    );
    let said = 0;
    for (let share = 0; share <= 1; share += 0.1) {
      const marks = placeMarks({
        frame: { ...scriptedFrame(2), inFlight },
        layout: stage,
        styles: new Map(),
        letters: new Map(),
        selected: null,
        time: 20_000 * share,
        focus: n < 8 ? null : 1,
        stepped: false,
        named: new Set(inFlight.map(({ id }) => id)),
        split: null,
      });
      const boxes: { left: number; top: number; right: number; bottom: number }[] = [];
      const pen = notingPen((text, x, y) => {
        if (/[A-Z]{4}/.test(text))
          boxes.push({ left: x, top: y - 9, right: x + text.length * WIDE, bottom: y + 1 });
      });
      drawMarks(pen, { marks, fronts: [] }, PALETTES.light, new WordPlaces(stage));
      expect(boxes.length).toBeLessThanOrEqual(1);
      said += boxes.length;
      for (const { x, y, size } of marks)
        for (const box of boxes)
          expect(
            meets(box, { left: x - size / 2, top: y - size / 2, right: x + size / 2, bottom: y + size / 2 }),
            `share ${share}`,
          ).toBe(false);
    }
    expect(said).toBeGreaterThanOrEqual(10);
  });
});

describe('words of a link', () => {
  it('stand beside it, clear of every mark, and move on along it when one comes', () => {
    const stage = stageLayout(7, 1, 1200, 530);
    const curve = curveOf(stage, 3, 4);
    const boxes: { left: number; top: number; right: number; bottom: number }[] = [];
    const pen = notingPen((text, x, y) =>
      boxes.push({ left: x, top: y - 9, right: x + text.length * WIDE, bottom: y + 1 }),
    );
    const say = (marks: readonly { x: number; y: number; size: number; next: boolean }[]) => {
      const places = new WordPlaces(stage);
      places.avoid(marks);
      return places.along(pen, '80 ms', curve, PALETTES.light, '3>4');
    };
    expect(say([])).toBe(true);
    const [first] = boxes;
    if (first === undefined) throw new Error('no words');
    for (let share = 0; share <= 1; share += 0.1) {
      const { x, y } = pointAt(curve, share);
      expect(meets(first, { left: x - 1, top: y - 1, right: x + 1, bottom: y + 1 }), `${share}`).toBe(false);
    }
    const there = { x: (first.left + first.right) / 2, y: first.bottom - 4, size: 12, next: false };
    expect(say([there])).toBe(true);
    const moved = boxes.at(-1);
    expect(moved).not.toEqual(first);
    // There it stays when the mark has gone.
    expect(say([])).toBe(true);
    expect(boxes.at(-1)).toEqual(moved);
  });

  it('are those of links that differ, and of a selected replica', () => {
    const stage = stageLayout(4, 1, 1200, 530);
    const frame = {
      ...scriptedFrame(2),
      links: [{ from: 1, to: 2, delay: { min: 80_000, max: 80_000 }, lossRate: 0.3, duplicationRate: 0 }],
    } as unknown as Frame;
    const delay = { min: 20, max: 20 };
    expect(wordsOnLinks(frame, stage, null, delay).map(({ text }) => text)).toEqual(['80 ms, loses 30 %']);
    expect(wordsOnLinks({ ...frame, seat: 3 }, stage, 3, delay)).toEqual([]);
    const asked = wordsOnLinks(frame, stage, 3, delay);
    expect(asked.map(({ link }) => link.join('>'))).toEqual(['1>2', '3>0', '3>1', '3>2']);
  });
});

/** A pen that tells what words it was asked for. */
function notingPen(note: (text: string, x: number, y: number) => void): CanvasRenderingContext2D {
  const calls: Record<string, unknown> = {
    measureText: (text: string) => ({ width: text.length * WIDE }),
    fillText: note,
    getTransform: () => ({ a: 1 }),
  };
  return new Proxy({} as Record<string, unknown>, {
    // What is asked for with `in` is there, but pictures cannot be copied.
    has: () => false,
    get: (_, name: string) => calls[name] ?? (() => ({ addColorStop: () => {} })),
    set: () => true,
  }) as unknown as CanvasRenderingContext2D;
}
