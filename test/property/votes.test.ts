/** The small immutable collections behind votes and logs, against the plain ones they stand for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, emptyList, listOf, membersOf, withMember } from '../../src/protocols/shared/chunked.ts';
import {
  emptyMask,
  hasReplica,
  type Mask,
  maskFromHex,
  maskToHex,
  withReplica,
} from '../../src/protocols/shared/mask.ts';
import {
  addVote,
  type Ballot,
  countFor,
  decided,
  emptyTally,
  hasVoted,
  type Tally,
  voteOf,
  votesFor,
} from '../../src/protocols/shared/tally.ts';

const replica = fc.integer({ min: 0, max: 127 });

describe('masks', () => {
  it('are sets of replicas, also through hex', () => {
    fc.assert(
      fc.property(fc.uniqueArray(replica), (members) => {
        const mask = members.reduce<Mask>(withReplica, emptyMask);
        for (let id = 0; id < 128; id++) {
          expect(hasReplica(mask, id)).toBe(members.includes(id));
          expect(hasReplica(maskFromHex(maskToHex(mask)), id)).toBe(members.includes(id));
        }
      }),
    );
  });
});

describe('tallies', () => {
  it('count distinct signers per value, whatever the order', () => {
    const vote = fc.record({ replica, digest: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (votes, needed) => {
        const first = new Map<number, Ballot>();
        let tally: Tally<Ballot> = emptyTally;
        for (const one of votes) {
          expect(hasVoted(tally, one.replica)).toBe(first.has(one.replica));
          if (first.has(one.replica)) continue;
          first.set(one.replica, one);
          tally = addVote(tally, one);
        }
        for (const digest of ['a', 'b', 'c']) {
          const expected = [...first.values()]
            .filter((one) => one.digest === digest)
            .sort((x, y) => x.replica - y.replica);
          expect(countFor(tally, digest)).toBe(expected.length);
          expect(votesFor(tally, digest)).toEqual(expected);
        }
        for (const [id, one] of first) expect(voteOf(tally, id)).toBe(one);
        const winner = decided(tally, needed);
        expect(winner === null).toBe(['a', 'b', 'c'].every((digest) => countFor(tally, digest) < needed));
        if (winner !== null) expect(countFor(tally, winner)).toBeGreaterThanOrEqual(needed);
      }),
    );
  });
});

describe('chunked lists', () => {
  it('are dense lists whose old versions stay as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(80), fc.nat()), { maxLength: 100 }), (writes) => {
        let plain: number[] = [];
        let list = listOf<number>(plain);
        for (const [index, member] of writes) {
          const place = Math.min(index, plain.length);
          const [before, plainBefore] = [list, plain];
          list = withMember(list, place, member);
          plain = plain.slice();
          plain[place] = member;
          expect(membersOf(before)).toEqual(plainBefore);
        }
        expect(membersOf(list)).toEqual(plain);
        expect(membersOf(listOf(plain))).toEqual(plain);
        expect(list.length).toBe(plain.length);
        expect([at(list, -1), at(list, plain.length), at(emptyList, 0)]).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
        expect(plain.map((_, index) => at(list, index))).toEqual(plain);
      }),
    );
  });
});
