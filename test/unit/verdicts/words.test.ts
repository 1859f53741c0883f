/** The words that verdicts are made of. */
import { describe, expect, it } from 'vitest';
import { milliseconds, replicaNames, requestNames, shortDigest } from '../../../src/sim/properties/words.ts';
import { requestOf } from '../../support/trace-builder.ts';

const ids = (count: number) => Array.from({ length: count }, (_, id) => id);
const requests = (count: number) => ids(count).map((id) => requestOf('c0', id + 1));

describe('words', () => {
  it.each([
    [0, 'nobody'],
    [1, 'R0'],
    [2, 'R0 and R1'],
    [3, 'R0, R1 and R2'],
    [8, 'R0, R1, R2, R3, R4, R5, R6 and R7'],
    [9, 'R0, R1, R2, R3, R4, R5, R6 and 2 more'],
  ])('name %i replicas', (count, text) => {
    expect(replicaNames(ids(count))).toBe(text);
  });

  it.each([
    [0, 'nothing'],
    [1, "c0's request 1"],
    [4, "c0's request 1, c0's request 2, c0's request 3, c0's request 4"],
    [5, "c0's request 1, c0's request 2, c0's request 3, c0's request 4 and 1 more"],
  ])('name %i requests', (count, text) => {
    expect(requestNames(requests(count))).toBe(text);
  });

  it('are short for digests and whole for times', () => {
    expect(shortDigest('a3f1'.repeat(16))).toBe('a3f1…');
    expect(shortDigest(null)).toBe('the null request');
    expect(milliseconds(12_345)).toBe('12.345 ms');
  });
});
