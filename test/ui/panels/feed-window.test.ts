import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedLine } from '../../../src/projection/frame.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import {
  emptyWindow,
  type FeedWindow,
  feedMost,
  feedStretch,
  missing,
  pastKey,
  runKey,
  shownLines,
  withLines,
} from '../../../src/ui/panels/feed-window.ts';
import { good } from '../../support/pages.ts';
import { runInfo } from './support.ts';

function line(event: number): FeedLine {
  const weight = event % 3 === 0 ? 'milestone' : 'quiet';
  return {
    event,
    at: event,
    where: 0,
    weight,
    sentence: `event ${event}`,
    rule: null,
    message: null,
    slot: null,
  };
}

function lines(from: number, count: number): FeedLine[] {
  return Array.from({ length: count }, (_, k) => line(from + k));
}

/** Asks until nothing is missing, as the panel does. */
function settle(held: FeedWindow, run: string, cursor: number): FeedWindow {
  const wanted = missing(held, run, cursor);
  return wanted === null ? held : withLines(held, run, wanted.from, lines(wanted.from, wanted.count));
}

describe('the window of the feed', () => {
  it('asks for nothing at the start and for the newest lines later', () => {
    expect(missing(emptyWindow, 'a', 0)).toBeNull();
    expect(missing(emptyWindow, 'a', 1_000)).toEqual({ from: 1_000 - feedStretch, count: feedStretch });
  });

  it('asks only for what is new when the playhead moves on, and for nothing when it moves back', () => {
    const held = settle(emptyWindow, 'a', 50);
    expect(missing(held, 'a', 53)).toEqual({ from: 50, count: 3 });
    expect(missing(held, 'a', 20)).toBeNull();
  });

  it('begins anew for another run', () => {
    const held = settle(emptyWindow, 'a', 50);
    expect(missing(held, 'b', 10)).toEqual({ from: 0, count: 10 });
    expect(withLines(held, 'b', 0, lines(0, 10)).lines).toHaveLength(10);
  });

  it('grows backwards', () => {
    const held = settle(emptyWindow, 'a', 1_000);
    const grown = withLines(held, 'a', held.from - 100, lines(held.from - 100, 100));
    expect([grown.from, grown.to]).toEqual([500, 1_000]);
    expect(grown.lines.map(({ event }) => event)).toEqual(lines(500, 500).map(({ event }) => event));
  });

  it('always ends at or after the playhead, without gaps and within its limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 30 }), (cursors) => {
        let held = emptyWindow;
        for (const cursor of cursors) {
          held = settle(held, 'a', cursor);
          expect(missing(held, 'a', cursor)).toBeNull();
          expect(held.lines.map(({ event }) => event)).toEqual(
            lines(held.from, held.to - held.from).map(({ event }) => event),
          );
          expect(held.lines.length).toBeLessThanOrEqual(feedMost);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('shows nothing after the playhead, quiet lines on request, and the current line always', () => {
    const held = settle(emptyWindow, 'a', 10);
    expect(shownLines(held, 5, true).map(({ event }) => event)).toEqual([0, 1, 2, 3, 4]);
    expect(shownLines(held, 6, false).map(({ event }) => event)).toEqual([0, 3, 5]);
  });
});

describe('the key of a run', () => {
  it('changes with every intervention and every number of the header, and not with the playhead', async () => {
    const info = await runInfo();
    const intervention = { at: 0, cursor: 3, text: 'crash R1' };
    const others = [
      { ...info, seed: 43 },
      { ...info, delayMs: { min: 1, max: 20 } },
      { ...info, load: { count: 9, everyMs: 50 } },
      { ...info, interventions: [intervention] },
      { ...info, interventions: [{ ...intervention, cursor: 4 }] },
    ];
    expect(new Set([info, ...others].map(runKey)).size).toBe(6);
    expect(runKey({ ...info, length: 99, traceHash: 'ff' })).toBe(runKey(info));
  });

  it('tells what one replica knows from what another does and from what is true, and pasts from a seat', async () => {
    const engine = new SeatedEngine(null);
    const { frame } = good(await engine.open({ kind: 'catalogue', id: 'equivocating-primary' }, 'inline'));
    const at = async () =>
      good(await engine.move(frame.cursor, { kind: 'event', target: frame.cursor })).info;
    const infos = [await at()];
    for (const seat of [2, 3]) {
      await engine.sit(seat, frame.cursor);
      infos.push(await at());
    }
    expect(new Set(infos.map(runKey)).size).toBe(3);
    const seen = infos.slice(1);
    expect(new Set(seen.map(pastKey)).size).toBe(1);
    for (const replica of [0, 1]) {
      seen.push(good(await engine.intervene(frame.cursor, { do: 'crash', replica })).info);
      await engine.undo();
    }
    expect(new Set(seen.map(pastKey)).size).toBe(3);
  });
});
