/** On a phone time runs downward: words of neighbouring lanes, and names of steps, are whole and apart. */
import { describe, expect, it } from 'vitest';
import { ArrowStore } from '../../../src/ui/timeline/arrow-store.ts';
import { timeAxis } from '../../../src/ui/timeline/axis.ts';
import { drawMarks } from '../../../src/ui/timeline/draw-marks.ts';
import { createInk, stacked } from '../../../src/ui/timeline/ink.ts';
import { geometryOf, laneMiddle, lanesOf } from '../../../src/ui/timeline/lanes.ts';
import { MarkStore } from '../../../src/ui/timeline/mark-store.ts';
import type { Scene } from '../../../src/ui/timeline/scene.ts';
import { Busy, timeMap } from '../../../src/ui/timeline/time-map.ts';
import { viewFrom } from '../../../src/ui/timeline/view.ts';
import { PALETTES } from '../../../src/ui/tokens.ts';

const DELAY = 20_000;
/** Of a character, px: wide type. */
const WIDE = 6.8;
const PHONE = 360;

const geometry = geometryOf(PHONE, 420, 5, true, true, 0);

function words(text: string) {
  const said: { left: number; right: number; y: number }[] = [];
  const state = { textAlign: 'start' };
  const calls: Record<string, unknown> = {
    measureText: (measured: string) => ({ width: measured.length * WIDE }),
    fillText: (line: string, x: number, y: number) => {
      const half = (line.length * WIDE) / 2;
      said.push({ left: x - half, right: x + half, y });
    },
  };
  const pen = new Proxy(state, {
    get: (target, name: string) => calls[name] ?? (name === 'textAlign' ? target.textAlign : () => {}),
  }) as unknown as CanvasRenderingContext2D;
  const busy = new Busy();
  busy.add(0, 100_000);
  const marks = new MarkStore();
  const mark = { kind: 'state', cursor: 20, at: 60_000, step: 3, text, number: 1, until: null } as const;
  marks.append(
    0,
    [0, 1, 2, 3].map((lane) => ({ ...mark, lane })),
  );
  const scene = {
    arrows: new ArrowStore(),
    marks,
    story: [],
    axis: timeAxis(timeMap(busy, DELAY, 100_000), DELAY, 100_000),
    lanes: lanesOf(1, 4),
    geometry,
    view: viewFrom(0, 64, geometry),
    sieve: { types: new Uint8Array(256), place: -1, slot: 0 },
    palette: PALETTES.light,
    cursor: 900,
    seen: 900,
    focus: 0,
  } as unknown as Scene;
  drawMarks(createInk(pen, true), scene, { rows: [], live: [], level: 'single' });
  return said;
}

describe('a timeline on a phone', () => {
  it.each(['committed', 'prepared', 'pre-prepared'])('keeps the words of four lanes apart: %s', (text) => {
    const said = words(text);
    expect(said).toHaveLength(4 * stacked(text).length);
    for (const [index, one] of said.entries()) {
      expect(one.right).toBeLessThanOrEqual(PHONE);
      for (const other of said.slice(index + 1))
        if (Math.abs(one.y - other.y) < 12)
          expect(one.right <= other.left || other.right <= one.left).toBe(true);
    }
  });

  it('has a gutter for the longest line of a step’s name', () => {
    const [, longest = ''] = stacked('commit-certificate');
    expect(longest).toBe('certificate');
    expect(2 + longest.length * 5.7).toBeLessThan(laneMiddle(geometry, 0) - geometry.pitch / 2);
  });
});
