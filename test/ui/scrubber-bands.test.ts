/** The scrubber's bands between view changes: never of negative width, whatever lies before the start. */
import { describe, expect, it } from 'vitest';
import type { TimelineMark } from '../../src/runtime/api.ts';
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
