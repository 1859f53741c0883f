/**
 * Broadcasts drawn as one, in a run of the real engine: at no event of a whole decision do two of their marks
 * touch, while copies fly, are due and are taken in one by one (VISUAL 1).
 */
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../src/projection/frame.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { placeMarks } from '../../../src/ui/canvas/placement.ts';
import { type Layout, stageLayout } from '../../../src/ui/stage/geometry.ts';
import { good } from '../../support/pages.ts';

/** The frames of one decision, every so many events. */
async function framesOf(replicas: number, every: number): Promise<Frame[]> {
  const engine = new SeatedEngine(null);
  good(await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline'));
  good(await engine.restart({ replicas, count: 1, everyMs: 0 }));
  const length = 2 * replicas ** 2;
  await engine.move(0, { kind: 'event', target: length });
  const frames: Frame[] = [];
  for (let cursor = 1; cursor < length; cursor += every) frames.push(good(await engine.frame(cursor)));
  return frames.filter(({ inFlight }) => inFlight.some(({ to }) => typeof to === 'number'));
}

function marksOf(frame: Frame, layout: Layout, time: number) {
  return placeMarks({
    frame,
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
}

function closest(marks: readonly { readonly x: number; readonly y: number }[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, a] of marks.entries())
    for (const b of marks.slice(index + 1)) least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y));
  return least;
}

describe('marks of broadcasts drawn as one', () => {
  it.each([
    [13, 5],
    [16, 4],
    [22, 23],
  ])('at n = %i never touch, event by event', async (n, every) => {
    const frames = await framesOf(n, every);
    expect(frames.length).toBeGreaterThan(30);
    for (const [width, height] of [
      [1208, 542],
      [640, 524],
    ] as const) {
      const layout = stageLayout(n, 1, width, height);
      for (const frame of frames) {
        const ahead = (frame.nextAt ?? frame.at) - frame.at;
        // Messages of clients meet near the client.
        for (const share of ahead > 0 ? [0, 0.25, 0.5, 0.75, 0.95] : [0]) {
          const marks = marksOf(frame, layout, frame.at + share * ahead).filter(
            ({ id }) => !id.includes('c'),
          );
          expect(closest(marks), `event ${frame.cursor} of ${width} x ${height}`).toBeGreaterThan(12);
        }
      }
    }
  });
});
