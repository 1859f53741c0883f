/** The space-time diagram: folded time goes both ways, arrows and lanes are what the events say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StripEvent } from '../../src/projection/strip.ts';
import { diagramOf } from '../../src/ui/timeline/diagram.ts';
import { timeMap } from '../../src/ui/timeline/time-map.ts';
import { LEGS, scriptedFrame, stripOf } from './fake-script.ts';

const DELAY = 20_000;

describe('the folded time axis', () => {
  it('is linear while something is on its way', () => {
    const map = timeMap([[0, 100_000]], DELAY);
    expect(map.folds).toEqual([]);
    expect([0, 20_000, 50_000].map((time) => map.position(time))).toEqual([0, 1, 2.5]);
  });

  it('folds a long quiet stretch to one unit, and no short one', () => {
    const map = timeMap(
      [
        [0, 20_000],
        [60_000, 80_000],
        [480_000, 500_000],
      ],
      DELAY,
    );
    expect(map.folds).toEqual([{ from: 80_000, to: 480_000, at: 4 }]);
    expect([60_000, 80_000, 280_000, 480_000, 500_000].map((time) => map.position(time))).toEqual([
      3, 4, 4.5, 5, 6,
    ]);
  });

  it('never goes back, and finds the time under a place again', () => {
    const stretch = fc
      .tuple(fc.nat(5_000_000), fc.nat(60_000))
      .map(([from, long]) => [from, from + long] as const);
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 30 }), (busy) => {
        const map = timeMap(busy, DELAY);
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

describe('the diagram of the scripted round', () => {
  const events = Array.from({ length: 14 }, (_, index) => stripOf(index));
  const source = {
    events,
    flying: scriptedFrame(14).inFlight,
    clients: 1,
    replicas: 4,
    styles: new Map(),
    delay: DELAY,
    now: scriptedFrame(14).at,
  };

  it('has clients above replicas', () => {
    expect(diagramOf(source).lanes.map((lane) => lane.label)).toEqual(['c0', 'R0', 'R1', 'R2', 'R3']);
  });

  it('draws every message once: those that arrived, and those on their way', () => {
    const { arrows } = diagramOf(source);
    expect(arrows.filter((arrow) => arrow.fate === 'taken')).toHaveLength(13);
    expect(arrows.filter((arrow) => arrow.fate === 'flying')).toHaveLength(12);
    expect(new Set(arrows.map((arrow) => arrow.id)).size).toBe(LEGS.length - 4);
  });

  it('does not draw as flying what the events know the end of', () => {
    const later = { ...source, events: Array.from({ length: 30 }, (_, index) => stripOf(index)) };
    expect(diagramOf(later).arrows.filter((arrow) => arrow.fate === 'flying')).toHaveLength(0);
  });

  it('marks where a replica is down and where it entered a view', () => {
    const base = { arrows: [], executed: [], status: null, view: null, kind: 'command' } as const;
    const story: StripEvent[] = [
      { ...base, cursor: 1, at: 0, lane: 1, view: 0, kind: 'start' },
      { ...base, cursor: 2, at: 10_000, lane: 0, status: 'down' },
      { ...base, cursor: 3, at: 40_000, lane: 1, view: 1, kind: 'message' },
      { ...base, cursor: 4, at: 60_000, lane: 0, status: 'up' },
    ];
    const { downs, bands, commands } = diagramOf({ ...source, events: story, flying: [], now: 60_000 });
    expect(downs).toEqual([{ lane: 1, from: 10_000, to: 60_000 }]);
    expect(bands.map(({ lane, view, from }) => [lane, view, from])).toEqual([
      [2, 0, 0],
      [2, 1, 40_000],
    ]);
    expect(commands).toHaveLength(2);
  });
});
