/** The stage's geometry: who stands where, and that marks in flight do not hide each other (VISUAL 1). */
import { describe, expect, it } from 'vitest';
import type { Flight, Frame } from '../../src/projection/frame.ts';
import { placeMarks } from '../../src/ui/canvas/placement.ts';
import { linkCurve, pointAt } from '../../src/ui/stage/curve.ts';
import { labelSide, stageLayout } from '../../src/ui/stage/geometry.ts';
import { curveOf } from '../../src/ui/stage/link-curves.ts';
import { scriptedFrame } from './fake-script.ts';

const round = (value: number) => Math.round(value * 1000) / 1000;

describe('layout', () => {
  it('puts R0 at 12 o’clock and the rest clockwise', () => {
    const { replicas, centre, radius } = stageLayout(4, 1, 640, 524);
    const seen = replicas.map((point) => [
      round((point.x - centre.x) / radius),
      round((point.y - centre.y) / radius),
    ]);
    expect(seen).toEqual([
      [0, -1],
      [1, 0],
      [0, 1],
      [-1, 0],
    ]);
  });

  it.each([
    [4, 640, 524],
    [7, 640, 524],
    [10, 640, 524],
    [16, 640, 524],
    [31, 1200, 700],
    [4, 390, 400],
    [7, 390, 400],
    [4, 1840, 850],
  ])('keeps %i replicas inside a stage of %i × %i and apart from each other', (n, width, height) => {
    const layout = stageLayout(n, 1, width, height);
    const half = layout.level.glyph / 2;
    for (const [id, point] of layout.replicas.entries()) {
      expect(point.x - half).toBeGreaterThanOrEqual(0);
      expect(point.x + half).toBeLessThanOrEqual(layout.width);
      expect(point.y - half).toBeGreaterThanOrEqual(0);
      expect(point.y + half).toBeLessThanOrEqual(layout.height);
      const next = layout.replicas[(id + 1) % n] ?? point;
      expect(Math.hypot(next.x - point.x, next.y - point.y)).toBeGreaterThan(layout.level.glyph);
    }
  });

  it('keeps clients away from replicas', () => {
    for (const [n, width, height] of [
      [4, 640, 524],
      [4, 1200, 600],
      [4, 390, 400],
      [7, 390, 400],
      [10, 640, 524],
    ] as const) {
      const layout = stageLayout(n, 3, width, height);
      for (const client of layout.clients) {
        for (const replica of layout.replicas) {
          const gap =
            Math.hypot(client.x - replica.x, client.y - replica.y) -
            layout.clientRadius -
            layout.level.glyph / 2;
          expect(gap).toBeGreaterThan(0);
        }
      }
    }
  });

  it.each([10, 11, 12, 13, 14, 15, 16])('puts names of %i clear of every other glyph', (n) => {
    for (const [width, height] of [
      [1208, 542],
      [640, 391],
    ] as const) {
      const layout = stageLayout(n, 0, width, height);
      for (const [id, place] of layout.replicas.entries()) {
        const { anchor, x, y, grow } = labelSide(layout, id);
        // "R12" in 13 px: its baseline is at y, a centred one 4 px below the middle.
        const left = place.x + x - (anchor === 'end' ? 26 : anchor === 'middle' ? 13 : 0);
        const baseline = place.y + y + (grow === 'centre' ? 4 : 0);
        for (const [other, at] of layout.replicas.entries()) {
          if (other === id) continue;
          const dx = Math.max(left - at.x, 0, at.x - left - 26);
          const dy = Math.max(baseline - 10 - at.y, 0, at.y - baseline);
          expect(Math.hypot(dx, dy)).toBeGreaterThan(layout.level.glyph / 2);
        }
      }
    }
  });

  it.each([4, 5, 7, 10])('puts the name of the uppermost of %i within the stage, thumbnails too', (n) => {
    for (const height of [352, 391, 542]) {
      const layout = stageLayout(n, 1, 1278, height);
      const { y, grow } = labelSide(layout, 0);
      const baseline = (layout.replicas[0]?.y ?? 0) + y + (grow === 'centre' ? 4 : 0);
      expect(baseline).toBeGreaterThanOrEqual(22);
    }
  });

  it('puts words outside the ring', () => {
    const layout = stageLayout(4, 1, 1200, 600);
    expect([0, 1, 2, 3].map((id) => labelSide(layout, id).anchor)).toEqual([
      'start',
      'start',
      'start',
      'end',
    ]);
  });
});

describe('links', () => {
  it('bow to the right of travel, so that the two directions never share a line', () => {
    const there = linkCurve({ x: 0, y: 0 }, 10, { x: 100, y: 0 }, 10, 0.12);
    const back = linkCurve({ x: 100, y: 0 }, 10, { x: 0, y: 0 }, 10, 0.12);
    expect(round(pointAt(there, 0.5).y)).toBe(6);
    expect(round(pointAt(back, 0.5).y)).toBe(-6);
  });

  it.each([
    [4, 640, 524],
    [4, 1200, 600],
    [4, 1200, 290],
    [7, 390, 400],
  ])('of a client stay on a stage of %i replicas and %i × %i', (n, width, height) => {
    const layout = stageLayout(n, 1, width, height);
    for (const replica of layout.replicas.keys()) {
      for (const curve of [curveOf(layout, 'c0', replica), curveOf(layout, replica, 'c0')]) {
        for (let share = 0; share <= 1; share += 0.1) {
          const { x, y } = pointAt(curve, share);
          expect(Math.min(x, y, layout.width - x, layout.height - y)).toBeGreaterThan(0);
        }
      }
    }
  });

  it('begin and end at the rims', () => {
    const curve = linkCurve({ x: 0, y: 0 }, 10, { x: 100, y: 0 }, 20, 0.12);
    expect(Math.hypot(curve.from.x, curve.from.y)).toBeCloseTo(10, 3);
    expect(Math.hypot(curve.to.x - 100, curve.to.y)).toBeCloseTo(20, 3);
  });
});

describe('marks', () => {
  // With panels folded, one or both open, the timeline too, two branches side by side, and on a phone.
  const rooms = [
    [1206, 530],
    [883, 530],
    [640, 524],
    [640, 467],
    [640, 403],
    [640, 360],
    [600, 400],
    [358, 370],
  ] as const;
  const rings = [4, 5, 6, 7, 8, 9, 10].flatMap((n) =>
    // On a phone more than seven are a list.
    rooms.filter(([width]) => width > 500 || n <= 7).map((room) => [n, ...room] as const),
  );

  it.each(rings)('everyone to everyone at n = %i on %i x %i: no two touch', (n, width, height) => {
    const layout = stageLayout(n, 0, width, height);
    const frame = { ...scriptedFrame(0), inFlight: everyPair(n) };
    for (let share = 0.02; share < 1; share += 0.02) {
      const marks = placeMarks({
        frame,
        layout,
        styles: new Map(),
        letters: new Map(),
        selected: null,
        time: 20_000 * share,
        focus: null,
        stepped: false,
        named: new Set<string>(),
        split: null,
      });
      expect(marks).toHaveLength(n * (n - 1));
      expect(closest(marks)).toBeGreaterThan(marks[0]?.size ?? 0);
    }
  });

  it.each(rings)(
    'everyone to everyone at n = %i on %i x %i: none passes under a glyph',
    (n, width, height) => {
      const layout = stageLayout(n, 0, width, height);
      const { glyph, mark } = layout.level;
      for (const { from, to } of everyPair(n)) {
        const others = layout.replicas.filter((_, id) => id !== from && id !== to);
        for (let share = 0; share <= 1; share += 0.05) {
          const { x, y } = pointAt(curveOf(layout, from, to), share);
          const gaps = others.map((other) => Math.hypot(x - other.x, y - other.y));
          expect(Math.min(...gaps)).toBeGreaterThanOrEqual(glyph / 2 + mark / 2 - 0.5);
        }
      }
    },
  );

  it.each(rings)(
    'of n = %i on %i x %i pass each other between neighbours, drawn large',
    (n, width, height) => {
      const layout = stageLayout(n, 0, width, height);
      if (!layout.level.crowded) return;
      const [there, back] = [pointAt(curveOf(layout, 0, 1), 0.5), pointAt(curveOf(layout, 1, 0), 0.5)];
      expect(Math.hypot(there.x - back.x, there.y - back.y)).toBeGreaterThan(10.5);
    },
  );

  it('stand at their share of the way, and wait at the gate when due', () => {
    const frame = scriptedFrame(2);
    const layout = stageLayout(4, 1, 640, 524);
    const at = (time: number, stepped = false) =>
      placeMarks({
        frame,
        layout,
        styles: new Map(),
        letters: new Map(),
        selected: null,
        time,
        focus: null,
        stepped,
        named: new Set<string>(),
        split: null,
      })[0];
    const curve = curveOf(layout, 0, 1);
    expect(at(20_000)).toMatchObject(curve.from);
    expect(round(at(30_000)?.x ?? 0)).toBe(round(pointAt(curve, 0.5).x));
    expect(round(at(90_000)?.x ?? 0)).toBe(round(curve.to.x));
    expect(round(at(37_000, true)?.x ?? 0)).toBe(round(pointAt(curve, 0.5).x));
    expect(at(30_000)?.next).toBe(true);
  });

  it('are small where a type only passes on what others said', () => {
    const frame = scriptedFrame(2);
    const { type } = (frame.inFlight[0] as Flight).summary;
    const sizeOf = (small: boolean) =>
      placeMarks({
        frame,
        layout: stageLayout(4, 1, 640, 524),
        styles: new Map([[type, { type, shape: 'disc', hue: 'vote1', says: '', small }]]),
        letters: new Map(),
        selected: null,
        time: 30_000,
        focus: null,
        stepped: false,
        named: new Set<string>(),
        split: null,
      })[0]?.size ?? 0;
    expect(sizeOf(true)).toBe(7);
    expect(sizeOf(false)).toBeGreaterThan(9);
  });

  it('queue one behind the other at a gate', () => {
    const [flight] = scriptedFrame(2).inFlight as [Flight];
    const frame: Frame = { ...scriptedFrame(2), inFlight: [flight, { ...flight, id: 'r0>1#9' }] };
    const layout = stageLayout(4, 1, 640, 524);
    const [first, second] = placeMarks({
      frame,
      layout,
      styles: new Map(),
      letters: new Map(),
      selected: null,
      time: 90_000,
      focus: null,
      stepped: false,
      named: new Set<string>(),
      split: null,
    });
    expect(
      Math.hypot((first?.x ?? 0) - (second?.x ?? 0), (first?.y ?? 0) - (second?.y ?? 0)),
    ).toBeGreaterThan(12);
  });

  it('due at one instant from several senders wait in the order in which they are taken in', () => {
    const [flight] = scriptedFrame(2).inFlight as [Flight];
    const inFlight = [0, 2, 3].map((from) => ({ ...flight, from, to: 1, id: `r${from}>1#9` }));
    const layout = stageLayout(4, 1, 640, 524);
    const marks = placeMarks({
      frame: { ...scriptedFrame(2), inFlight },
      layout,
      styles: new Map(),
      letters: new Map(),
      selected: null,
      time: 90_000,
      focus: null,
      stepped: false,
      named: new Set<string>(),
      split: null,
    });
    const back = marks.map(({ x, y }, index) => {
      const { to } = curveOf(layout, inFlight[index]?.from ?? 0, 1);
      return Math.hypot(x - to.x, y - to.y);
    });
    expect(back[0]).toBeCloseTo(0, 3);
    expect(back[1]).toBeGreaterThan(10);
    expect(back[2]).toBeGreaterThan((back[1] ?? 0) + 10);
    expect(marks.map(({ next }) => next)).toEqual([true, false, false]);
  });

  it('become one per broadcast from n = 11 on, and single again for a chosen replica', () => {
    const layout = stageLayout(16, 0, 640, 524);
    const scene = {
      frame: { ...scriptedFrame(0), inFlight: everyPair(16) },
      layout,
      styles: new Map(),
      letters: new Map(),
      selected: null,
      time: 10_000,
      stepped: false,
      named: new Set<string>(),
      split: null,
    };
    const waves = placeMarks({ ...scene, focus: null });
    expect(waves).toHaveLength(16);
    expect(waves.every((mark) => mark.count === 15)).toBe(true);
    expect(closest(waves)).toBeGreaterThan(12);
    expect(placeMarks({ ...scene, focus: 3 })).toHaveLength(30 + 15);
  });

  it('of broadcasts of which some have arrived stand at as many receivers as are left', () => {
    const layout = stageLayout(16, 0, 1208, 542);
    const inFlight = everyPair(16).filter(({ to }) => Number(to) > 3);
    const marks = placeMarks({
      frame: { ...scriptedFrame(0), inFlight },
      layout,
      styles: new Map(),
      letters: new Map(),
      selected: null,
      focus: null,
      time: 20_000,
      stepped: false,
      named: new Set<string>(),
      split: null,
    });
    const receivers = marks.map(({ id }) => inFlight.find((flight) => flight.id === id)?.to);
    expect(new Set(receivers).size).toBe(12);
  });
});

function everyPair(n: number): Flight[] {
  const [flight] = scriptedFrame(2).inFlight as [Flight];
  const ids = Array.from({ length: n }, (_, id) => id);
  return ids.flatMap((from) =>
    ids
      .filter((to) => to !== from)
      .map((to) => ({ ...flight, id: `r${from}>${to}#1`, from, to, sentAt: 0, dueAt: 20_000 })),
  );
}

function closest(marks: readonly { readonly x: number; readonly y: number }[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, a] of marks.entries()) {
    for (const b of marks.slice(index + 1)) least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y));
  }
  return least;
}
