/** Walking differences and found events, and what differs at one moment: small functions of the tools. */
import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/runtime/api.ts';
import { differingSeats } from '../../../src/ui/branches/differing.ts';
import {
  differenceAt,
  differenceFrom,
  moveToDifference,
  reachedDifferences,
} from '../../../src/ui/branches/walk.ts';
import { comparedWords, forkWords, walkedWords } from '../../../src/ui/branches/words.ts';
import { NO_FILTER, partsOf, queryOf } from '../../../src/ui/search/filter.ts';
import { foundAt, foundFrom } from '../../../src/ui/search/found.ts';
import { scriptedFrame } from '../fake-script.ts';

const parting: Difference = {
  at: 100_000,
  side: 'both',
  here: 51,
  there: 51,
  where: 3,
  sentence: 'The traces part.',
};
const later: Difference = { ...parting, at: 120_000, side: 'there', here: 90, there: 60, where: 1 };
const last: Difference = { ...parting, at: 140_000, side: 'here', here: 70, there: null, where: 2 };
const differences = [parting, later, last];

describe('differences of two branches', () => {
  it('are walked forwards in time, to where they begin on either side', () => {
    const before = { cursor: 40, at: 90_000 };
    expect(differenceFrom(differences, before, false)).toBe(parting);
    expect(moveToDifference(parting)).toEqual({ kind: 'event', target: 51 });
    const parted = { cursor: 51, at: 100_000 };
    expect(differenceAt(differences, parted)).toBe(parting);
    expect(differenceFrom(differences, parted, false)).toBe(later);
    // It happens there first: the open branch has no event then, so the clock is taken to that time.
    expect(moveToDifference(later)).toEqual({ kind: 'time', target: 120_000 });
    const between = { cursor: 58, at: 120_000 };
    expect(differenceAt(differences, between)).toBe(later);
    expect(differenceFrom(differences, between, false)).toBe(last);
    expect(differenceFrom(differences, { cursor: 70, at: 140_000 }, false)).toBeNull();
  });

  it('are walked back the same way', () => {
    expect(differenceFrom(differences, { cursor: 99, at: 200_000 }, true)).toBe(last);
    expect(differenceFrom(differences, { cursor: 70, at: 140_000 }, true)).toBe(later);
    expect(differenceFrom(differences, { cursor: 58, at: 120_000 }, true)).toBe(parting);
    expect(differenceFrom(differences, { cursor: 51, at: 100_000 }, true)).toBeNull();
  });

  it('of one instant are reached event by event', () => {
    expect(reachedDifferences(differences, { cursor: 50, at: 100_000 })).toBe(0);
    expect(reachedDifferences(differences, { cursor: 51, at: 100_000 })).toBe(1);
    expect(reachedDifferences(differences, { cursor: 69, at: 140_000 })).toBe(2);
  });

  it('are counted in words that say how far both are known', () => {
    const beside = { branch: 1, way: [], comparison: { shared: 50, until: 199_999, differences } };
    expect(comparedWords(beside)).toBe('The same up to event 50; then 3 differences before 200 ms.');
    expect(comparedWords({ ...beside, comparison: null })).toBe('Comparing …');
    expect(walkedWords(differences, later, 0)).toBe('Difference 2 of 3: The traces part.');
    expect(walkedWords(differences, null, 300_000)).toBe(
      'No further difference up to 300 ms; go on to look further.',
    );
  });
});

describe('one moment of two branches', () => {
  it('names who differs, and in the weightiest thing', () => {
    const here = scriptedFrame(16, [3]);
    const found = differingSeats(here, scriptedFrame(16));
    expect(found.map(({ seat }) => seat)).toEqual([3]);
    expect(found[0]?.words).toBe('R3: status crashed here, up there');
    expect(differingSeats(here, here)).toEqual([]);
  });

  it('tells a client that is answered from one that waits', () => {
    const found = differingSeats(scriptedFrame(30), scriptedFrame(16));
    expect(found.some(({ seat, words }) => seat === 'c0' && words.startsWith('c0: accepted 1 here, 0'))).toBe(
      true,
    );
  });
});

it('a branch says where it left another one', () => {
  const branch = {
    id: 2,
    current: true,
    from: 1,
    forkedAt: 120_000,
    forkedCursor: 50,
    length: 90,
    differs: '',
    acts: [],
  };
  expect(forkWords(branch)).toBe('leaves branch 1 at 120 ms, event 50');
  expect(forkWords({ ...branch, from: null })).toBe('from the start');
});

describe('a search', () => {
  it('asks for what is filled in, and for nothing when nothing is', () => {
    expect(queryOf(NO_FILTER)).toBeNull();
    expect(queryOf({ ...NO_FILTER, words: '  ', slot: 'three' })).toBeNull();
    expect(queryOf({ ...NO_FILTER, type: 'routine' })).toBeNull();
    const filter = { ...NO_FILTER, type: 'PREPARE', sender: '2', receiver: 'c0', slot: '3', code: '*' };
    const query = { type: 'PREPARE', sender: 2, receiver: 'c0', slot: 3, code: '*' };
    expect(queryOf(filter)).toEqual(query);
    expect(partsOf({ ...filter, end: '1', words: 'stale' }).map(({ text }) => text)).toEqual([
      'PREPARE',
      'from R2',
      'to c0',
      'from or to R1',
      'slot 3',
      'refused',
      '“stale”',
    ]);
  });

  it('is walked from the playhead, both ways', () => {
    const found = [4, 9, 20];
    expect([foundFrom(found, 9, false), foundFrom(found, 9, true)]).toEqual([20, 4]);
    expect([foundFrom(found, 20, false), foundFrom(found, 4, true)]).toEqual([null, null]);
    expect([foundAt(found, 9), foundAt(found, 10)]).toEqual([2, 0]);
  });
});
