/**
 * Links of clients: their marks pass under no replica and leave the stage nowhere, and of those sent at once
 * few meet before they come near the client (VISUAL 1).
 */
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../src/kernel/ids.ts';
import { around, meets, wordBoxes } from '../../../src/ui/stage/boxes.ts';
import { pointAt } from '../../../src/ui/stage/curve.ts';
import { type Layout, labelRoom, labelSide, stageLayout } from '../../../src/ui/stage/geometry.ts';
import { curveOf } from '../../../src/ui/stage/link-curves.ts';

/** With panels folded, one or both open, and on large screens. */
const ROOMS = [
  [1206, 600],
  [1206, 530],
  [883, 530],
  [640, 524],
  [1846, 850],
] as const;
const RINGS = [4, 5, 7, 10, 11, 13, 16, 17, 22, 28, 31].flatMap((n) =>
  ROOMS.map((room) => [n, ...room] as const),
);

/** Links whose mark is hidden under a replica or another client, or leaves the stage, somewhere. */
function hidden(layout: Layout): string[] {
  const half = layout.level.mark / 2;
  const places: [Endpoint, { x: number; y: number }, number][] = [
    ...layout.replicas.map((at, id) => [id, at, layout.level.glyph / 2] as [Endpoint, typeof at, number]),
    ...layout.clients.map((at, id) => [`c${id}`, at, layout.clientRadius] as [Endpoint, typeof at, number]),
  ];
  return both(layout)
    .filter(([from, to]) => {
      const curve = curveOf(layout, from, to);
      return shares(80).some((share) => {
        const { x, y } = pointAt(curve, share);
        if (x < half || y < half || x > layout.width - half || y > layout.height - half) return true;
        return places.some(
          ([end, at, radius]) =>
            end !== from && end !== to && Math.hypot(x - at.x, y - at.y) < radius + half - 0.5,
        );
      });
    })
    .map(([from, to]) => `${from} > ${to}`);
}

function both({ clients, replicas }: Layout): (readonly [Endpoint, Endpoint])[] {
  return clients.flatMap((_, client) =>
    replicas.flatMap((_at, id) => [[`c${client}`, id] as const, [id, `c${client}`] as const]),
  );
}

function shares(steps: number): number[] {
  return Array.from({ length: steps + 1 }, (_, step) => step / steps);
}

describe('links of clients', () => {
  it.each(RINGS)('of n = %i on %i x %i pass under nobody', (n, width, height) => {
    expect(hidden(stageLayout(n, 1, width, height))).toEqual([]);
  });

  it.each(RINGS.filter(([n]) => n <= 28))(
    'of three clients at n = %i on %i x %i pass under nobody',
    (n, width, height) => {
      expect(hidden(stageLayout(n, 3, width, height))).toEqual([]);
    },
  );

  it.each([22, 31])('of n = %i replies few meet on the first half of their way', (n) => {
    const layout = stageLayout(n, 1, 1206, 530);
    for (const share of [0.1, 0.2, 0.3, 0.4, 0.5]) {
      const marks = layout.replicas.map((_, id) => pointAt(curveOf(layout, id, 'c0'), share));
      const meeting = marks.flatMap((one, index) =>
        marks.slice(index + 1).filter((other) => Math.hypot(one.x - other.x, one.y - other.y) < 12),
      );
      expect(meeting.length, `${share}`).toBeLessThanOrEqual(2);
    }
  });

  it('lie on neither side of each other in both directions', () => {
    const layout = stageLayout(4, 1, 640, 524);
    const [there, back] = [curveOf(layout, 'c0', 0), curveOf(layout, 0, 'c0')];
    const [a, b] = [pointAt(there, 0.5), pointAt(back, 0.5)];
    expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(12);
  });
});

describe('glyphs of a crowd', () => {
  it.each([
    [10, 640, 524, 72],
    [10, 1206, 530, 72],
    [16, 640, 524, 48],
    [16, 640, 360, 40],
    [31, 640, 524, 28],
    [31, 640, 403, 20],
  ])('of n = %i on %i x %i are as large as there is room for: %i', (n, width, height, glyph) => {
    expect(stageLayout(n, 1, width, height).level.glyph).toBe(glyph);
  });
});

describe('what geometry forbids', () => {
  it.each([
    [29, 640, 360],
    [30, 640, 403],
    [31, 640, 403],
    [31, 600, 400],
  ])('at n = %i on %i x %i no mark has room between the smallest glyphs', (n, width, height) => {
    const { radius, level } = stageLayout(n, 1, width, height);
    const gap = 2 * radius * Math.sin(Math.PI / n) - level.glyph;
    expect(level.glyph).toBe(20);
    expect(gap).toBeLessThan(level.mark + 2);
  });

  it('of 31 replies at the client: they are wider than the circle around it', () => {
    const { clientRadius, level } = stageLayout(31, 1, 640, 524);
    expect(31 * level.mark).toBeGreaterThan(2 * Math.PI * (clientRadius + 10));
  });
});

describe('words', () => {
  it.each([4, 5, 6, 7])('of R0 at n = %i: no mark of its neighbours over them', (n) => {
    const layout = stageLayout(n, 1, 640, 524);
    const place = layout.replicas[0] ?? layout.centre;
    const side = labelSide(layout, 0);
    const [left, top] = [place.x + side.x, place.y + side.y - 12];
    expect(top).toBeGreaterThanOrEqual(0);
    for (const [from, to] of [
      [0, 1],
      [1, 0],
    ] as const) {
      for (const share of shares(40)) {
        const { x, y } = pointAt(curveOf(layout, from, to), share);
        const box = around({ x, y }, layout.level.mark / 2);
        const lines = n === 4 ? 6 : 4;
        expect(meets(box, { left, top, right: left + 126, bottom: top + 16 * lines - 4 })).toBe(false);
      }
    }
  });

  it.each([8, 9, 10])('of the lowest of n = %i stand clear of the glyph beside it', (n) => {
    const layout = stageLayout(n, 1, 640, 524);
    const id = Math.floor(n / 2);
    const [place, next] = [layout.replicas[id], layout.replicas[id - 1]];
    if (place === undefined || next === undefined) throw new Error('no neighbours');
    const { grow, x, y } = labelSide(layout, id);
    if (grow !== 'down') return;
    const name = { left: place.x + x, right: place.x + x + 80, top: place.y + y - 10 };
    const dx = Math.max(name.left - next.x, 0, next.x - name.right);
    expect(Math.hypot(dx, name.top - next.y)).toBeGreaterThan(layout.level.glyph / 2 + 4);
  });

  it('of seven on a phone stand outside the ring, where no mark passes', () => {
    const layout = stageLayout(7, 1, 358, 430);
    const boxes = layout.replicas.flatMap((place, id) => {
      const { anchor, grow, x, y } = labelSide(layout, id);
      if (grow !== 'centre') return [];
      const left = place.x + x - (anchor === 'end' ? 22 : 0);
      return [{ left, top: place.y + y - 16, right: left + 22, bottom: place.y + y + 16 }];
    });
    expect(boxes).toHaveLength(4);
    for (const box of boxes) {
      expect(box.left).toBeGreaterThanOrEqual(0);
      expect(box.right).toBeLessThanOrEqual(layout.width);
      for (const from of layout.replicas.keys())
        for (const to of layout.replicas.keys())
          for (const share of from === to ? [] : shares(20))
            expect(meets(box, around(pointAt(curveOf(layout, from, to), share), 4.5))).toBe(false);
    }
  });

  it('of a replica beside the client keep clear of what it asks for, and within the stage', () => {
    for (const n of [8, 9, 10]) {
      const layout = stageLayout(n, 1, 640, 524);
      const id = n - 1;
      const place = layout.replicas[id] ?? layout.centre;
      const side = labelSide(layout, id);
      const room = labelRoom(layout, id);
      const right = place.x + side.x;
      const top = place.y + (side.grow === 'down' ? side.y - 12 : -24);
      const box = { left: right - Math.min(101, room), top, right, bottom: top + 48 };
      const asked = wordBoxes(layout).at(-1);
      const [client] = layout.clients;
      if (asked === undefined || client === undefined) throw new Error('no client');
      expect(meets(box, { ...asked, right: asked.left + 120 }), `n = ${n}, request`).toBe(false);
      expect(meets(box, around(client, layout.clientRadius)), `n = ${n}, client`).toBe(false);
      for (const other of layout.replicas.keys())
        expect(labelRoom(layout, other), `room of R${other}`).toBeGreaterThan(70);
    }
  });
});
