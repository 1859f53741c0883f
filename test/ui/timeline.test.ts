/**
 * The space-time diagram: folded time goes both ways, rows are grouped and culled, the view stays on the run.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { NO_FILTER } from '../../src/ui/search/filter.ts';
import { type Lecture, shownUpTo } from '../../src/ui/teaching.ts';
import { partOf } from '../../src/ui/timeline/arrow-store.ts';
import { eachRow, stepAxis, timeAxis } from '../../src/ui/timeline/axis.ts';
import { stacked } from '../../src/ui/timeline/ink.ts';
import { geometryOf, laneMiddle, lanesOf } from '../../src/ui/timeline/lanes.ts';
import { leadersOf } from '../../src/ui/timeline/leaders.ts';
import { liveRows } from '../../src/ui/timeline/live-rows.ts';
import { inSight, sieveOf } from '../../src/ui/timeline/scene.ts';
import { Busy, timeMap } from '../../src/ui/timeline/time-map.ts';
import { emptyData, grow } from '../../src/ui/timeline/use-diagram-data.ts';
import { fitted, followed, panned, zoomed } from '../../src/ui/timeline/view.ts';

const DELAY = 20_000;

function busyOf(...stretches: readonly (readonly [number, number])[]): Busy {
  const busy = new Busy();
  for (const [from, to] of stretches) busy.add(from, to);
  return busy;
}

describe('the names of views', () => {
  it('say who leads them, for whoever opens the page at a late moment too', async () => {
    const engine = new SeatedEngine(null);
    const moved = await engine.open({ kind: 'catalogue', id: 'primary-crash' }, 'inline', 262);
    if ('problem' in moved) throw new Error(moved.problem);
    expect([...leadersOf(moved.info, moved.frame)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });
});

describe('the folded time axis', () => {
  it('is linear while something is on its way', () => {
    const map = timeMap(busyOf([0, 100_000]), DELAY);
    expect(map.folds).toEqual([]);
    expect([0, 20_000, 50_000].map((time) => map.position(time))).toEqual([0, 1, 2.5]);
  });

  it('folds a long quiet stretch to one unit, and no short one', () => {
    const map = timeMap(busyOf([0, 20_000], [60_000, 80_000], [480_000, 500_000]), DELAY);
    expect(map.folds).toEqual([{ from: 80_000, to: 480_000, at: 4 }]);
    expect([60_000, 80_000, 280_000, 480_000, 500_000].map((time) => map.position(time))).toEqual([
      3, 4, 4.5, 5, 6,
    ]);
  });

  it('folds what is quiet up to now', () => {
    const map = timeMap(busyOf([0, 20_000], [480_000, 500_000]), DELAY, 5_000_000);
    expect(map.folds.map(({ at }) => at)).toEqual([1, 3]);
    expect(map.position(5_000_000)).toBe(4);
  });

  it('opens a fold again when a message turns out to have been on its way', () => {
    const busy = busyOf([0, 20_000], [480_000, 500_000]);
    expect(timeMap(busy, DELAY).folds).toHaveLength(1);
    busy.add(10_000, 520_000);
    expect(timeMap(busy, DELAY).folds).toEqual([]);
  });

  it('never goes back, and finds the time under a place again', () => {
    const stretch = fc
      .tuple(fc.nat(5_000_000), fc.nat(60_000))
      .map(([from, long]) => [from, from + long] as const);
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 30 }), (busy) => {
        const map = timeMap(busyOf(...busy.toSorted((a, b) => a[1] - b[1])), DELAY);
        const times = busy.flat().sort((a, b) => a - b);
        const places = times.map((time) => map.position(time));
        expect(places.every((place, index) => index === 0 || place >= (places[index - 1] ?? 0))).toBe(true);
        for (const [index, time] of times.entries()) {
          expect(Math.abs(map.timeAt(places[index] ?? 0) - time)).toBeLessThan(1);
        }
      }),
    );
  });
});

async function dataOf(id: string, acts: readonly number[] = []) {
  const engine = new SeatedEngine(null);
  const opened = await engine.open({ kind: 'catalogue', id }, 'inline');
  if ('problem' in opened) throw new Error(opened.problem);
  let { cursor } = opened.frame;
  for (const replica of acts) {
    const crashed = await engine.intervene(cursor, { do: 'crash', replica });
    if ('problem' in crashed) throw new Error(crashed.problem);
    cursor = crashed.frame.cursor;
  }
  const first = await engine.move(cursor, { kind: 'round' });
  const data = emptyData('');
  expect(await grow(data, engine, first.info)).toBe(true);
  const held = data.arrows.count;
  const done = await engine.move(first.frame.cursor, { kind: 'quiet' });
  expect(await grow(data, engine, done.info)).toBe(true);
  return { data, held, info: done.info, engine, cursor: done.frame.cursor };
}

describe('the messages of a real run', () => {
  it('grow with the run and are the same as those asked for at once', async () => {
    const { data, held, info, engine } = await dataOf('first-light');
    expect(held).toBeGreaterThan(0);
    expect(data.arrows.count).toBeGreaterThan(held);
    const whole = emptyData('');
    await grow(whole, engine, info);
    expect(whole.arrows.count).toBe(data.arrows.count);
    for (const name of ['sentAt', 'endAt', 'cursor', 'number'] as const) {
      expect([...whole.arrows.columns[name].since(0)]).toEqual([...data.arrows.columns[name].since(0)]);
    }
    expect([...whole.busy.from]).toEqual([...data.busy.from]);
  });

  it('refuses rows that do not follow', async () => {
    const { data, engine } = await dataOf('first-light');
    expect(data.arrows.append(await engine.arrows(0))).toBe(false);
  });

  it('put a broadcast into one group, and five steps into five columns', async () => {
    const { data, info } = await dataOf('first-light');
    const { arrows } = data;
    const types = info.protocol.messages.map(({ type }) => type);
    const groups = new Map<number, number>();
    for (let row = 0; row < arrows.count; row += 1) {
      if (types[arrows.columns.type.at(row) ?? 0] !== 'COMMIT') continue;
      const group = arrows.group.at(row) ?? 0;
      groups.set(group, (groups.get(group) ?? 0) + 1);
    }
    expect([...groups.values()]).toEqual([3, 3, 3, 3]);
    expect(stepAxis(arrows, 0).length).toBe(5);
  });

  it('know where replicas are down, which views they entered, and which timers fired', async () => {
    const { data } = await dataOf('first-light', [0]);
    expect(data.marks.downs.get(0)).toHaveLength(1);
    expect(data.marks.views.get(1)?.at(-1)?.view).toBeGreaterThanOrEqual(1);
    expect(data.marks.timers.some((timer) => timer.end?.fired === true)).toBe(true);
    expect(data.arrows.failures.length).toBeGreaterThan(0);
  });

  it('a timer that was put away ends there and did not fire', async () => {
    const { data } = await dataOf('first-light');
    const backups = data.marks.timers.filter(({ lane }) => typeof lane === 'number' && lane > 0);
    expect(backups.length).toBeGreaterThan(0);
    for (const { end, until } of backups) {
      expect(end?.fired).toBe(false);
      expect(end?.at).toBeLessThan(until);
    }
  });

  it('cull to exactly what a full look finds, over time and by steps', async () => {
    const { data, info } = await dataOf('fault-free');
    const { arrows } = data;
    const axes = [
      timeAxis(timeMap(data.busy, DELAY, info.endedAt), DELAY, info.endedAt),
      stepAxis(arrows, 0),
    ];
    for (const axis of axes) {
      for (const [from, to] of [
        [0, 3],
        [10, 14],
        [axis.length - 2, axis.length + 5],
      ] as const) {
        const meets = (row: number) => axis.end(arrows, row) >= from && axis.sent(arrows, row) <= to;
        const found: number[] = [];
        eachRow(axis, arrows, from, to, (row) => {
          if (meets(row)) found.push(row);
          return true;
        });
        expect(found).toEqual(Array.from({ length: arrows.count }, (_, row) => row).filter(meets));
      }
    }
  });

  it('are the same taken in part by part', async () => {
    const { data, engine } = await dataOf('fault-free');
    const rows = await engine.arrows(0);
    const parts = emptyData('').arrows;
    for (let start = 0; start < rows.count; start += 700) parts.append(partOf(rows, start, 700));
    expect(parts.count).toBe(rows.count);
    const { arrows } = data;
    for (const name of ['sentAt', 'endAt', 'cursor', 'number'] as const)
      expect([...parts.columns[name].since(0)]).toEqual([...rows[name]]);
    expect(parts.group.since(0)).toEqual(arrows.group.since(0));
    expect(parts.blockSent).toEqual(arrows.blockSent);
    const marks = await engine.laneMarks(0);
    expect([...(await engine.laneMarks(0, 40)), ...(await engine.laneMarks(40))]).toEqual(marks);
  });

  it('draw what is on its way once: by its own row where the run knows its end', async () => {
    const { data, info, engine, cursor } = await dataOf('first-light');
    const past = await engine.frame(10);
    if ('problem' in past) throw new Error('no frame');
    expect(past.inFlight.length).toBeGreaterThan(0);
    const { messages } = info.protocol;
    expect(liveRows(past.inFlight, messages, data.arrows, 10).count).toBe(0);
    expect(liveRows(past.inFlight, messages, emptyData('').arrows, 10).count).toBe(past.inFlight.length);
    const now = await engine.frame(cursor);
    if ('problem' in now) throw new Error('no frame');
    expect(liveRows(now.inFlight, messages, data.arrows, cursor).count).toBe(now.inFlight.length);
  });
});

describe('while a move is shown', () => {
  it('what it comes to later is not given away, and what flies now has its line', async () => {
    const { data, info } = await dataOf('first-light');
    const { arrows } = data;
    const axis = timeAxis(timeMap(data.busy, DELAY, info.endedAt), DELAY, info.endedAt);
    const geometry = geometryOf(1280, 150, 5, false, false, 0);
    const view = fitted(axis.length, geometry, 64);
    const sieve = sieveOf({ ...NO_FILTER, type: 'routine' }, info.protocol.messages, []);
    const scene = { arrows, live: emptyData('').arrows, axis, geometry, view, sieve };
    const time = 50_000;
    const cursor = arrows.columns.cursor.at(arrows.firstEndingFrom(time)) ?? 0;
    const moving = inSight({ ...scene, seen: 6, cursor: cursor - 1, time });
    const types = (rows: readonly number[]) =>
      [...new Set(rows.map((row) => info.protocol.messages[arrows.columns.type.at(row) ?? 0]?.type))].sort();
    expect(types(moving.rows)).toEqual(['PRE-PREPARE', 'PREPARE', 'REQUEST']);
    expect(moving.rows.every((row) => (arrows.columns.sentAt.at(row) ?? 0) <= time)).toBe(true);
    const arrived = inSight({ ...scene, seen: info.length, cursor: cursor - 1, time });
    expect(types(arrived.rows)).toContain('COMMIT');
  });

  it('nor does it answer what a lecturer asks: what comes after the playhead stays covered', async () => {
    const { data, info } = await dataOf('first-light');
    const { arrows } = data;
    const axis = timeAxis(timeMap(data.busy, DELAY, info.endedAt), DELAY, info.endedAt);
    const geometry = geometryOf(1280, 150, 5, false, false, 0);
    const view = fitted(axis.length, geometry, 64);
    const sieve = sieveOf({ ...NO_FILTER, type: 'routine' }, info.protocol.messages, []);
    const scene = { arrows, live: emptyData('').arrows, axis, geometry, view, sieve };
    // The playhead has gone back to where the PRE-PREPAREs have just left.
    const [time, cursor] = [20_000, arrows.columns.cursor.at(0) as number];
    const rowsIn = (lecture: Lecture | null) =>
      inSight({ ...scene, seen: shownUpTo(lecture, info.length, cursor), cursor, time }).rows;
    const lecture = { diagram: true, cue: null };
    expect(rowsIn(null).length).toBe(arrows.count);
    expect(rowsIn({ ...lecture, revealed: true }).length).toBe(arrows.count);
    const covered = rowsIn({ ...lecture, revealed: false });
    expect(covered.length).toBeLessThan(arrows.count);
    expect(covered.every((row) => (arrows.columns.sentAt.at(row) as number) <= time)).toBe(true);
  });
});

describe('lanes', () => {
  it('have clients above replicas, and one lane for all clients past the second', () => {
    expect(lanesOf(1, 4).all.map(({ label }) => label)).toEqual(['c0', 'R0', 'R1', 'R2', 'R3']);
    const many = lanesOf(12, 4);
    expect(many.all.map(({ label }) => label)).toEqual(['c0', 'c1', 'c2 …', 'R0', 'R1', 'R2', 'R3']);
    expect([many.of('c0'), many.of('c11'), many.of(0)]).toEqual([0, 2, 3]);
  });

  it('are 14 to 72 px apart, at least 44 on a phone, and scroll when they do not fit', () => {
    expect(geometryOf(1280, 150, 5, false, false, 0).pitch).toBeGreaterThanOrEqual(14);
    expect(geometryOf(1280, 900, 5, false, false, 0).pitch).toBe(72);
    expect(geometryOf(390, 420, 5, true, false, 0).pitch).toBeGreaterThanOrEqual(44);
    const tall = geometryOf(1280, 150, 128, false, false, 1e9);
    expect(laneMiddle(tall, 127)).toBeLessThan(150);
  });
});

describe('what is in sight', () => {
  const geometry = geometryOf(1280, 150, 5, false, false, 0);

  it('keeps what is under the pointer where it is when zooming', () => {
    const view = fitted(200, geometry, 64);
    const near = zoomed(view, 4, 700, 200, geometry);
    expect(near.invertX(700)).toBeCloseTo(view.invertX(700), 6);
    expect(near.k).toBeCloseTo(4 * view.k, 6);
  });

  it('never leaves the run, however one pans and zooms', () => {
    const act = fc.oneof(
      fc.tuple(fc.constant('pan'), fc.double({ min: -5_000, max: 5_000, noNaN: true })),
      fc.tuple(fc.constant('zoom'), fc.double({ min: 0.05, max: 20, noNaN: true })),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let view = fitted(500, geometry, 64);
        for (const [kind, by] of acts) {
          view = kind === 'pan' ? panned(view, by, 500, geometry) : zoomed(view, by, 640, 500, geometry);
          expect(view.applyX(0)).toBeLessThan(geometry.along);
          expect(view.applyX(500)).toBeGreaterThan(geometry.head);
        }
      }),
    );
  });

  it('follows the playhead only when that is out of sight', () => {
    const view = fitted(20, geometry, 64);
    expect(followed(view, 3, 20, geometry)).toBe(view);
    const moved = followed(view, 300, 400, geometry);
    expect(moved.applyX(300)).toBeLessThan(geometry.along);
    expect(moved.applyX(300)).toBeGreaterThan(geometry.head);
  });

  it('leaves routine messages out unless they are asked for', () => {
    const styles = ['PREPARE', 'STATUS'].map((type) => ({
      type,
      shape: 'disc' as const,
      hue: 'vote1' as const,
      says: '',
    }));
    const shown = (type: string) => [
      ...sieveOf({ ...NO_FILTER, type }, styles, ['STATUS']).types.slice(0, 2),
    ];
    expect([shown(''), shown('routine'), shown('STATUS')]).toEqual([
      [1, 0],
      [1, 1],
      [0, 1],
    ]);
  });
});

describe('words on narrow lanes', () => {
  it('stand in lines that end at a hyphen, with nothing cut off', () => {
    expect(stacked('pre-prepared')).toEqual(['pre-', 'prepared']);
    expect(stacked('view-change')).toEqual(['view-', 'change']);
    expect(stacked('prepared')).toEqual(['prepared']);
  });
});
