/** Words of the diagram: times, breaks and views stand beside each other, never over each other. */
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../../src/ui/search/filter.ts';
import { ArrowStore } from '../../../src/ui/timeline/arrow-store.ts';
import { timeAxis } from '../../../src/ui/timeline/axis.ts';
import { drawGround, drawViewNames } from '../../../src/ui/timeline/draw-ground.ts';
import { createInk } from '../../../src/ui/timeline/ink.ts';
import { geometryOf, lanesOf } from '../../../src/ui/timeline/lanes.ts';
import { MarkStore } from '../../../src/ui/timeline/mark-store.ts';
import { type Scene, sieveOf } from '../../../src/ui/timeline/scene.ts';
import { Busy, timeMap } from '../../../src/ui/timeline/time-map.ts';
import { viewFrom } from '../../../src/ui/timeline/view.ts';
import { PALETTES } from '../../../src/ui/tokens.ts';

const DELAY = 20_000;
const WIDE = 6.4;

interface Words {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** A pen that notes which words it writes where. */
function notingPen() {
  const words: Words[] = [];
  const state = { textAlign: 'start' };
  const calls: Record<string, unknown> = {
    measureText: (text: string) => ({ width: text.length * WIDE }),
    fillText: (text: string, x: number, y: number) => {
      const width = text.length * WIDE;
      const left = state.textAlign === 'center' ? x - width / 2 : x;
      words.push({ text, left, right: left + width, y });
    },
  };
  const pen = new Proxy(state, {
    get: (target, name: string) => calls[name] ?? (name === 'textAlign' ? target.textAlign : () => {}),
  }) as unknown as CanvasRenderingContext2D;
  return { pen, words };
}

function sceneAt(from: number, k: number, changes: Partial<Scene> = {}): Scene {
  const busy = new Busy();
  for (const [begin, end] of [
    [0, 100],
    [380, 480],
    [620, 700],
    [1_500, 1_640],
  ] as const)
    busy.add(begin * 1000, end * 1000);
  const axis = timeAxis(timeMap(busy, DELAY, 1_640_000), DELAY, 1_640_000);
  const geometry = geometryOf(1_280, 132, 5, false, false, 0);
  const palette = PALETTES.light;
  return {
    arrows: new ArrowStore(),
    live: new ArrowStore(),
    marks: new MarkStore(),
    story: [],
    axis,
    lanes: lanesOf(1, 4),
    geometry,
    view: viewFrom(from, k, geometry),
    sieve: sieveOf(NO_FILTER, [], []),
    styles: [],
    palette,
    cursor: 900,
    seen: 900,
    time: 0,
    playhead: 0,
    focus: 0,
    viewWord: 'view',
    leaders: new Map([
      [0, 0],
      [1, 1],
    ]),
    ...changes,
  };
}

const NOTHING = { rows: [], live: [], level: 'single' } as const;

function overlaps(words: readonly Words[]): string[] {
  return words.flatMap((one, index) =>
    words
      .slice(index + 1)
      .filter((other) => one.y === other.y && one.left < other.right && other.left < one.right)
      .map((other) => `${one.text} | ${other.text}`),
  );
}

describe('times and breaks below the lanes', () => {
  it('keep apart at every zoom and place, and a break is no time', () => {
    let [times, breaks] = [0, 0];
    for (const k of [20, 44, 52, 64, 90, 140, 300]) {
      for (let from = -1; from < 20; from += 0.7) {
        const { pen, words } = notingPen();
        drawGround(createInk(pen, false), sceneAt(from, k), NOTHING);
        expect([k, from, overlaps(words)]).toEqual([k, from, []]);
        times += words.filter(({ text }) => /^\d+ ms$/.test(text)).length;
        breaks += words.filter(({ text }) => /^\(\d+ ms quiet\)$/.test(text)).length;
      }
    }
    expect(times).toBeGreaterThan(100);
    expect(breaks).toBeGreaterThan(50);
  });
});

describe('names of views above the lanes', () => {
  it('give way to each other at the left edge: the view that has room is named', () => {
    const marks = new MarkStore();
    marks.append(0, [
      { kind: 'view', lane: 1, cursor: 20, at: 60_000, step: 3, text: '', number: 1, until: null },
    ]);
    for (let from = -1; from < 6; from += 0.05) {
      const { pen, words } = notingPen();
      const scene = sceneAt(from, 64, { marks });
      drawViewNames(createInk(pen, false), scene);
      expect(overlaps(words)).toEqual([]);
      // Entered at 3 units; both are named where both have room.
      expect(words.map(({ text }) => text)).toContain('view 1 · R1');
      const isRoomy = (3 - from) * 64 >= 11 * WIDE + 8;
      expect([from, words.some(({ text }) => text === 'view 0 · R0')]).toEqual([from, isRoomy]);
    }
  });
});
