/**
 * Far too many arrows: columns stand on the lanes they count for and stay below the next one, the filter
 * counts anew, and lanes that have no room end above the times.
 */
import { describe, expect, it, vi } from 'vitest';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { NO_FILTER } from '../../../src/ui/search/filter.ts';
import { timeAxis } from '../../../src/ui/timeline/axis.ts';
import { cellAt, columnsOf, drawDensity, laneAbove } from '../../../src/ui/timeline/columns.ts';
import { drawFoot } from '../../../src/ui/timeline/draw-ground.ts';
import { createInk } from '../../../src/ui/timeline/ink.ts';
import { geometryOf, laneMiddle, lanesOf } from '../../../src/ui/timeline/lanes.ts';
import { MarkStore } from '../../../src/ui/timeline/mark-store.ts';
import { drawMinimap } from '../../../src/ui/timeline/minimap.ts';
import { type Scene, sieveOf } from '../../../src/ui/timeline/scene.ts';
import { timeMap } from '../../../src/ui/timeline/time-map.ts';
import { emptyData, grow } from '../../../src/ui/timeline/use-diagram-data.ts';
import { fitted } from '../../../src/ui/timeline/view.ts';
import { PALETTES } from '../../../src/ui/tokens.ts';
import { good } from '../../support/pages.ts';

async function sceneOf(replicas: number, across = 440): Promise<Scene> {
  const engine = new SeatedEngine(null);
  good(await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline'));
  good(await engine.restart({ replicas, count: 2, everyMs: 0 }));
  const { info, frame } = good(await engine.move(0, { kind: 'quiet' }));
  const data = emptyData('');
  await grow(data, engine, info);
  const { messages, idleTypes } = info.protocol;
  const axis = timeAxis(timeMap(data.busy, 20_000, info.endedAt), 20_000, info.endedAt);
  const geometry = geometryOf(1_200, across, replicas + 1, false, false, 0);
  return {
    arrows: data.arrows,
    live: emptyData('').arrows,
    marks: new MarkStore(),
    story: [],
    axis,
    lanes: lanesOf(1, replicas),
    geometry,
    view: fitted(axis.length, geometry, 64),
    sieve: sieveOf(NO_FILTER, messages, idleTypes),
    styles: messages,
    palette: PALETTES.light,
    cursor: frame.cursor,
    seen: info.length,
    time: frame.at,
    playhead: axis.length,
    focus: 0,
    viewWord: 'view',
    leaders: new Map(),
  };
}

/** A pen that notes boxes and words. */
function notingInk() {
  const boxes: { top: number; bottom: number; wide: number }[] = [];
  const words: { text: string; y: number }[] = [];
  const calls: Record<string, unknown> = {
    measureText: (text: string) => ({ width: text.length * 6 }),
    fillText: (text: string, _x: number, y: number) => words.push({ text, y }),
    fillRect: (_x: number, y: number, wide: number, high: number) =>
      boxes.push({ top: y, bottom: y + high, wide }),
  };
  const pen = new Proxy({} as Record<string, unknown>, {
    get: (_, name: string) => calls[name] ?? (() => {}),
  }) as unknown as CanvasRenderingContext2D;
  return { ink: createInk(pen, false), boxes, words };
}

describe('columns', () => {
  it('stand on the line of their lane and end below the line above', async () => {
    const scene = await sceneOf(40);
    const { ink, boxes, words } = notingInk();
    const columns = columnsOf(scene, null);
    drawDensity(ink, scene, columns);
    const lines = scene.lanes.all.map((_, lane) => laneMiddle(scene.geometry, lane));
    expect(boxes.length).toBeGreaterThan(100);
    for (const { top, bottom } of boxes) {
      const line = lines.find((across) => Math.abs(across - bottom) < 0.01);
      expect(line).toBeDefined();
      expect(top).toBeGreaterThanOrEqual((line ?? 0) - scene.geometry.pitch + 4 - 0.01);
      expect(laneAbove(scene.geometry, (top + bottom) / 2)).toBe(lines.indexOf(line ?? 0));
    }
    expect(columns.most).toBeGreaterThan(30);
    expect(words.map(({ text }) => text)).toContain(`highest column: ${columns.most} messages`);
  });

  it('are counted anew for another filter', async () => {
    const scene = await sceneOf(7);
    const all = columnsOf(scene, null);
    expect(columnsOf(scene, all)).toBe(all);
    const sum = (columns: typeof all) =>
      scene.lanes.all.reduce((before, _, lane) => {
        const cells = Array.from({ length: columns.count }, (_each, at) => cellAt(columns, lane, at).sum);
        return before + cells.reduce((one, other) => one + other, 0);
      }, 0);
    for (const filter of [{ sender: '2' }, { receiver: '0' }, { code: '*' }]) {
      const sieve = sieveOf({ ...NO_FILTER, ...filter }, scene.styles, ['STATUS'], [7, 9]);
      const fewer = columnsOf({ ...scene, sieve }, all);
      expect(sum(fewer), JSON.stringify(filter)).toBeLessThan(sum(all));
    }
    const everything = sieveOf({ ...NO_FILTER, type: 'routine' }, scene.styles, ['STATUS']);
    const nothing = sieveOf(
      { ...NO_FILTER, type: 'routine', words: 'no such' },
      scene.styles,
      ['STATUS'],
      [],
    );
    const before = columnsOf({ ...scene, sieve: everything }, all);
    expect(sum(columnsOf({ ...scene, sieve: nothing }, before))).toBe(0);
  });

  it('so is the line below them, and from a seat only what touches it passes any filter', async () => {
    const scene = await sceneOf(7);
    vi.stubGlobal('window', {});
    const pen: unknown = new Proxy(
      {},
      { get: (_, name) => (name === 'canvas' ? { dataset: {} } : () => undefined), set: () => true },
    );
    const canvas = {
      getContext: () => pen,
      clientWidth: 1_200,
      clientHeight: 24,
    } as unknown as HTMLCanvasElement;
    const all = drawMinimap(canvas, scene, null);
    const sum = (cache: typeof all) => Array.from(cache?.bars ?? []).reduce((one, other) => one + other, 0);
    const [own, pair] = [NO_FILTER, { ...NO_FILTER, end: '2' }].map((filter) => {
      return sieveOf(filter, scene.styles, ['STATUS'], [], 1);
    });
    const sieves = [
      sieveOf({ ...NO_FILTER, sender: '2' }, scene.styles, ['STATUS']),
      sieveOf({ ...NO_FILTER, code: '*' }, scene.styles, ['STATUS'], [7, 9]),
      own,
      pair,
    ];
    const sums = sieves.map((sieve) => sum(drawMinimap(canvas, { ...scene, ...(sieve && { sieve }) }, all)));
    vi.unstubAllGlobals();
    for (const fewer of sums) expect(fewer).toBeLessThan(sum(all));
    expect(sums.at(-1)).toBeGreaterThan(0);
    expect(sums.at(-1)).toBeLessThan(sums.at(-2) ?? 0);
  });
});

describe('below the lanes', () => {
  it('times stand on paper where lanes have no room, and nothing is covered where they have', async () => {
    const crowded = notingInk();
    const scene = await sceneOf(40);
    drawFoot(crowded.ink, scene);
    const { across, foot } = scene.geometry;
    expect(crowded.boxes).toEqual([{ top: across - foot - 1, bottom: across, wide: 1_200 }]);
    expect(crowded.words.length).toBeGreaterThan(2);
    expect(crowded.words.every(({ y }) => y > across - foot)).toBe(true);
    const roomy = notingInk();
    drawFoot(roomy.ink, await sceneOf(7));
    expect(roomy.boxes).toEqual([]);
  });
});
