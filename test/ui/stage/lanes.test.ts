/** Several messages on one link: side by side where they would lie on each other, in line where not. */
import { describe, expect, it } from 'vitest';
import type { Flight } from '../../../src/projection/frame.ts';
import { lanesOf } from '../../../src/ui/canvas/lanes.ts';
import { placeMarks } from '../../../src/ui/canvas/placement.ts';
import { stageLayout } from '../../../src/ui/stage/geometry.ts';
import { scriptedFrame } from '../fake-script.ts';

const [flight] = scriptedFrame(2).inFlight as [Flight];
const one = (id: string, sentAt: number, dueAt: number, to = 2): Flight => ({
  ...flight,
  id,
  from: 0,
  to,
  sentAt,
  dueAt,
});
const lanes = (...flights: Flight[]) => [...lanesOf(flights, () => 200)].map(([id, lane]) => `${id}${lane}`);

describe('lanes of a link', () => {
  it('are one for each of those sent at once', () => {
    expect(lanes(one('a', 0, 20), one('b', 0, 20), one('c', 0, 20))).toEqual(['a0', 'b1', 'c2']);
  });

  it('are two where one overtakes the other, or comes too near', () => {
    expect(lanes(one('a', 0, 40), one('b', 5, 20))).toEqual(['a0', 'b1']);
    expect(lanes(one('a', 0, 20), one('b', 1, 21))).toEqual(['a0', 'b1']);
  });

  it('are one for those that follow each other far enough, and on other links', () => {
    expect(lanes(one('a', 0, 20), one('b', 5, 25), one('c', 30, 50))).toEqual(['a0', 'b0', 'c0']);
    expect(lanes(one('a', 0, 20), one('b', 0, 20, 3))).toEqual(['a0', 'b0']);
  });
});

it('two that overtake never touch on their way', () => {
  const layout = stageLayout(4, 1, 1200, 560);
  const inFlight = [one('r0>2#1', 0, 40_000), one('r0>2#2', 6_000, 30_000)];
  for (let time = 7_000; time <= 24_000; time += 1_000) {
    const [a, b] = placeMarks({
      frame: { ...scriptedFrame(2), inFlight },
      layout,
      time,
      styles: new Map(),
      letters: new Map(),
      named: new Set<string>(),
      selected: null,
      focus: null,
      split: null,
      stepped: false,
    });
    const apart = Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0));
    expect(apart, `${time}`).toBeGreaterThan(14);
  }
});
