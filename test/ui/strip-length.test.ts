/** The strip of time: going forward, its mark never goes back, until the strip has to be drawn anew. */
import { describe, expect, it } from 'vitest';
import { stripEnd } from '../../src/ui/controls/strip-length.ts';

const at = (known: number) => stripEnd({ start: 5, known, ended: false, lesson: 0 });

describe('the strip', () => {
  it('has room for what is to come', () => {
    expect(at(6)).toBe(37);
    expect(at(37)).toBe(37);
    expect(at(38)).toBe(69);
  });

  it('moves its mark forward with the run, but where it doubles', () => {
    let turns = 0;
    for (let known = 7; known < 2_000; known += 1) {
      const share = (events: number) => (events - 5) / (at(events) - 5);
      if (share(known) <= share(known - 1)) turns += 1;
    }
    expect(turns).toBeLessThanOrEqual(7);
  });

  it('leaves so much free at most that dragging there is no long wait', () => {
    for (const known of [3_000, 40_000, 100_000]) expect(at(known) - known).toBeLessThanOrEqual(1_024);
  });

  it('is as long as a run that has ended, and as a lesson from its first step on', () => {
    expect(stripEnd({ start: 5, known: 60, ended: true, lesson: 0 })).toBe(60);
    for (const known of [6, 20, 37]) expect(stripEnd({ start: 5, known, ended: false, lesson: 37 })).toBe(37);
    expect(stripEnd({ start: 0, known: 0, ended: true, lesson: 0 })).toBe(1);
  });
});
