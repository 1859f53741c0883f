/** The view change as a story: the worked example of the fact pack (11.1), its what-ifs, and what a replica holds. */
import { describe, expect, it } from 'vitest';
import { digestText } from '../../src/kernel/hash.ts';
import { changeTeller } from '../../src/protocols/pbft/change-story.ts';
import { certificate, host, newView, viewChange } from '../support/pbft-messages.ts';
import { feed } from '../support/pbft-net.ts';

const [a, b, c, z] = ['A', 'B', 'C', 'Z'].map(digestText) as [string, string, string, string];
const told = [
  viewChange(0, { view: 2, stableSlot: 8, prepared: [certificate(0, 9, a), certificate(1, 11, c)] }),
  viewChange(2, { view: 2, stableSlot: 8, prepared: [certificate(1, 9, b)] }),
  viewChange(3, { view: 2, stableSlot: 4, prepared: [certificate(0, 5, z)] }),
];
const cluster = { replicas: 4, faults: 1 };
const tell = (included: readonly number[], needed: number | null = null) =>
  changeTeller.tell(2, told, { included, needed }, cluster);

describe('a view change told', () => {
  it('has a row per VIEW-CHANGE and the certificates where they belong', () => {
    const { leader, quorum, slots, rows } = tell([0, 2, 3]);
    expect([leader, quorum, slots]).toEqual([2, 3, [9, 10, 11]]);
    expect(rows.map(({ replica, checkpoint, needless }) => [replica, checkpoint, needless])).toEqual([
      [0, 8, []],
      [2, 8, []],
      [3, 4, [5]],
    ]);
    expect(rows[0]?.cells.map((cell) => cell && [cell.view, cell.digest, cell.signers])).toEqual([
      [0, a, [0, 1, 2]],
      null,
      [1, c, [1, 0, 2]],
    ]);
  });

  it('proposes the highest view, null in a gap, and what only one brings', () => {
    expect(tell([0, 2, 3]).proposals).toEqual([
      { slot: 9, digest: b, why: 'highest view' },
      { slot: 10, digest: null, why: 'null: gap' },
      { slot: 11, digest: c, why: 'only one' },
    ]);
  });

  it('refuses fewer rows than the rule asks for', () => {
    const { refused, proposals, rows } = tell([2, 3]);
    expect([refused, proposals]).toEqual(['V has 2 rows and needs 3', []]);
    expect(rows.map(({ included }) => included)).toEqual([false, true, true]);
  });

  it('forgets slot 11 when the rule is weakened and its only row is left out', () => {
    const { refused, proposals } = tell([2, 3], 2);
    expect(refused).toBeNull();
    expect(proposals).toEqual([
      { slot: 9, digest: b, why: 'only one' },
      { slot: 10, digest: null, why: 'not proposed' },
      { slot: 11, digest: null, why: 'not proposed' },
    ]);
  });

  it('keeps the columns when the only row with the high checkpoint is left out', () => {
    expect(tell([3], 1).slots).toEqual([5, 6, 7, 8, 9, 10, 11]);
  });
});

describe('what a replica holds', () => {
  it('is nothing, then the VIEW-CHANGEs, then what opened the view', () => {
    const one = host(3);
    expect(changeTeller.held(one.state)).toBeNull();
    feed(one, { kind: 'message', from: 0, message: viewChange(0) });
    feed(one, { kind: 'message', from: 1, message: viewChange(1) });
    expect(changeTeller.held(one.state)).toMatchObject({ view: 1, opened: null });
    feed(one, { kind: 'message', from: 1, message: newView() });
    expect(changeTeller.held(one.state)).toMatchObject({ view: 1, opened: [1, 2, 3] });
  });
});
