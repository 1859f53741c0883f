/** Letters of contested values: first come, first lettered, for the whole session. */
import { describe, expect, it } from 'vitest';
import type { MessageSummary } from '../../../src/kernel/present.ts';
import { ValueLog } from '../../../src/runtime/value-log.ts';

const says = (slot: number, digest: string, view: number | null = 0): MessageSummary => ({
  type: 'PREPARE',
  view,
  slot,
  digest,
  hollow: false,
  pips: 0,
  text: '',
});

describe('letters of values', () => {
  it('are given at the second value of a slot, in order of first sight', () => {
    const log = new ValueLog();
    log.see(says(1, 'ff'), 3);
    log.see(says(2, 'cc'), 4);
    expect(log.contestedAt(4)).toEqual([]);
    log.see(says(1, '00', 1), 9);
    expect(log.contestedAt(8)).toEqual([]);
    expect(log.contestedAt(9)).toEqual([
      { slot: 1, digest: 'ff', letter: 'A' },
      { slot: 1, digest: '00', letter: 'B' },
    ]);
    expect(log.indexOf(says(1, '00'))).toBe(1);
  });

  it('are not for digests of states', () => {
    const log = new ValueLog();
    log.see(says(1, 'ff'), 1);
    log.see(says(1, '00', null), 2);
    expect(log.contestedAt(2)).toEqual([]);
    expect(log.indexOf(says(1, '00', null))).toBe(-1);
  });

  it('a branch forgets what it has not seen', () => {
    const log = new ValueLog();
    log.see(says(1, 'ff'), 1);
    log.see(says(1, '00'), 5);
    const branch = log.upTo(4);
    branch.see(says(1, 'aa'), 6);
    expect(branch.contestedAt(9).map((value) => value.digest)).toEqual(['ff', 'aa']);
    expect(log.contestedAt(9).map((value) => value.digest)).toEqual(['ff', '00']);
  });
});
