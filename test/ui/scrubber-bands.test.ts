/** The scrubber's bands between view changes: never of negative width, whatever lies before the start. */
import { describe, expect, it } from 'vitest';
import type { TimelineMark } from '../../src/runtime/api.ts';
import { erasOf } from '../../src/ui/controls/scrubber-eras.tsx';
import { bandsOf } from '../../src/ui/controls/transport-scrubber.tsx';

const entered = (cursor: number): TimelineMark => ({ kind: 'view', cursor, at: 0, number: cursor, text: '' });

describe('bands', () => {
  it('are the stretches between the views entered', () => {
    expect(bandsOf([entered(10), entered(30)], 0, 50)).toEqual([
      { from: 0, to: 10, odd: false },
      { from: 10, to: 30, odd: true },
      { from: 30, to: 50, odd: false },
    ]);
  });
  it('leave out what was entered before the start, at it, or lies beyond the end', () => {
    expect(bandsOf([entered(1), entered(6), entered(20), entered(60)], 6, 50)).toEqual([
      { from: 6, to: 20, odd: false },
      { from: 20, to: 50, odd: true },
    ]);
  });
});

describe('names of the bands', () => {
  const led = (cursor: number, view: number): TimelineMark => ({
    ...entered(cursor),
    number: view,
    leader: view % 4,
    text: `view ${view}, led by R${view % 4}`,
  });
  const first = { number: 0, leader: 0 };
  it('are the view and its leader; what begins the run has no mark', () => {
    expect(erasOf([led(10, 1), led(30, 2)], first, 0, 50)).toEqual([
      { from: 0, to: 10, view: 'view 0', leader: 'R0' },
      { from: 10, to: 30, view: 'view 1', leader: 'R1' },
      { from: 30, to: 50, view: 'view 2', leader: 'R2' },
    ]);
  });
  it('begin with the view that the start lies in', () => {
    expect(erasOf([led(3, 1), led(20, 2), led(60, 3)], first, 6, 50)).toEqual([
      { from: 6, to: 20, view: 'view 1', leader: 'R1' },
      { from: 20, to: 50, view: 'view 2', leader: 'R2' },
    ]);
  });
});
