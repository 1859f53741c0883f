/**
 * Streamlet's rules one by one, and what each planted bug removes: with the bug the other thing happens, and
 * without it the rule holds.
 */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/kernel/effect.ts';
import { streamletBugs } from '../../src/protocols/streamlet/bugs.ts';
import { blockDigest } from '../../src/protocols/streamlet/signed.ts';
import type { Propose } from '../../src/protocols/streamlet/types.ts';
import { genesisDigest } from '../../src/protocols/streamlet/types.ts';
import {
  block,
  citesIn,
  epochLength,
  Lone,
  signedRequest,
  vote,
  votesCast,
} from '../support/streamlet-replica.ts';

function lone(...bugs: readonly string[]): Lone {
  const one = new Lone({ bugs });
  one.start();
  return one;
}

/** Blocks of these epochs after each other, each notarised. */
function grown(one: Lone, epochs: readonly number[], parent: Propose | null = null): Propose | null {
  let last = parent;
  for (const epoch of epochs) {
    last = block(epoch, last);
    one.grow(last);
  }
  return last;
}

describe('finality and its bugs', () => {
  it.each([
    { bug: 'two-consecutive', epochs: [2, 3], honest: [], broken: [2] },
    { bug: 'epoch-gaps', epochs: [1, 3], honest: [], broken: [1] },
    { bug: 'finalise-third', epochs: [1, 2], honest: [1], broken: [1, 2] },
  ])(
    '$bug: notarised $epochs is final up to $broken instead of $honest',
    ({ bug, epochs, honest, broken }) => {
      const [right, wrong] = [lone(), lone(bug)];
      grown(right, epochs);
      grown(wrong, epochs);
      expect(right.finalEpochs).toEqual(honest);
      expect(wrong.finalEpochs).toEqual(broken);
    },
  );

  it('a second final chain is noticed and changes nothing', () => {
    const one = lone();
    grown(one, [1, 2]);
    /** More than a third vote for everything: another block at length 1 becomes the middle of three. */
    const effects = ['x', 'y', 'z'].reduce<{ parent: Propose | null; rules: readonly string[] }>(
      ({ parent }, _, i) => {
        const next = block(5 + i, parent);
        return { parent: next, rules: citesIn(one.grow(next)) };
      },
      { parent: null, rules: [] },
    );
    expect(effects.rules).toContain('streamlet/conflict');
    expect(one.finalEpochs).toEqual([1]);
  });
});

describe('the vote and its bugs', () => {
  it('any-parent: a child of a shorter chain gets a vote', () => {
    for (const [one, count] of [
      [lone(), 0],
      [lone('any-parent'), 1],
    ] as const) {
      const first = block(1, null);
      one.grow(first);
      grown(one, [2, 3], first);
      expect(votesCast(one.grow(block(5, first), []))).toHaveLength(count);
    }
  });

  it('two-votes: the second block of an epoch gets one, too', () => {
    for (const [one, count] of [
      [lone(), 1],
      [lone('two-votes'), 2],
    ] as const) {
      const [a, b] = [block(1, null), block(1, null, [signedRequest(0, 1)])];
      const effects = [...one.grow(a, []), ...one.grow(b, [])];
      expect(votesCast(effects)).toHaveLength(count);
      expect(new Set(votesCast(effects).map(({ digest }) => digest)).size).toBe(count);
    }
  });

  it('vote-late: a block whose epoch is over gets one', () => {
    for (const [one, count] of [
      [lone(), 0],
      [lone('vote-late'), 1],
    ] as const) {
      one.goTo(2);
      const effects = one.hear(block(1, null), 0, one.now + 1);
      expect(votesCast(effects)).toHaveLength(count);
      if (count === 0) expect(citesIn(effects)).toContain('streamlet/late');
    }
  });

  it('no-echo: nothing is passed on', () => {
    for (const [one, count] of [
      [lone(), 2],
      [lone('no-echo'), 0],
    ] as const) {
      const effects = [...one.hear(block(1, null), 0, 1), ...one.hear(vote(1, block(1, null)), 1)];
      const echoes = effects.filter(
        (effect) => effect.kind === 'broadcast' && effect.message.type === 'ECHO',
      );
      expect(echoes).toHaveLength(count);
    }
  });

  it('every planted bug has a test here, and names a rule that exists', () => {
    const tested = [
      'two-consecutive',
      'epoch-gaps',
      'finalise-third',
      'any-parent',
      'two-votes',
      'no-echo',
      'vote-late',
    ];
    expect(Object.keys(streamletBugs).sort()).toEqual(tested.sort());
  });

  it('waits until the parent is notarised, whichever comes last', () => {
    const one = lone();
    one.goTo(2);
    const [a, b] = [block(1, null), block(2, block(1, null))];
    const child = one.hear(b, 1, one.now + 1);
    expect(votesCast(child)).toEqual([]);
    expect(citesIn(child)).toContain('streamlet/orphan');
    expect(child).toContainEqual({
      kind: 'send',
      to: 1,
      message: { type: 'FETCH-BLOCK', digest: blockDigest(a) },
    });
    const votes = [0, 1, 2].map((replica) => vote(replica, a));
    expect(votesCast(one.hear({ type: 'BLOCK', proposal: a, votes }, 1))).toMatchObject([{ epoch: 2 }]);
  });

  it('is given at the very end of the epoch, before the clock', () => {
    const one = lone();
    expect(votesCast(one.hear(block(1, null), 0, epochLength))).toHaveLength(1);
  });

  it('is not given a microsecond later, although the clock stands still', () => {
    const one = lone();
    expect(votesCast(one.hear(block(1, null), 0, epochLength + 1))).toEqual([]);
  });

  it('is on disk before it is said', () => {
    const effects = lone().hear(block(1, null), 0, 1);
    const kinds = effects.map((effect) => (effect.kind === 'broadcast' ? effect.message.type : effect.kind));
    expect(kinds.indexOf('persist')).toBeGreaterThan(-1);
    expect(kinds.indexOf('persist')).toBeLessThan(kinds.indexOf('VOTE'));
  });

  it('counts once, however often it comes, and is passed on once', () => {
    const one = lone();
    const a = block(1, null);
    one.hear(a, 0, 1);
    const first = one.hear(vote(1, a), 1);
    expect(citesIn(first)).toContain('streamlet/vote-counted');
    expect(one.hear(vote(1, a), 1)).toEqual([]);
    expect(one.hear({ type: 'ECHO', of: vote(1, a) }, 2)).toEqual([]);
  });
});

describe('two statements in one epoch', () => {
  it('are evidence, and the second vote counts for its own block', () => {
    const one = lone();
    const [a, b] = [block(1, null), block(1, null, [signedRequest(0, 1)])];
    one.hear(a, 0, 1);
    one.hear(b, 0);
    one.hear(vote(2, a), 2);
    one.hear(vote(2, b), 2);
    expect(one.state.evidence.map(({ replica, second }) => [replica, second.type])).toEqual([
      [0, 'PROPOSE'],
      [2, 'VOTE'],
    ]);
    for (const replica of [0, 1]) one.hear(vote(replica, b), replica);
    expect(one.state.tip.digest).toBe(blockDigest(b));
  });
});

describe('leading', () => {
  it('proposes what waits and is not in its chain already, after the longest notarised chain', () => {
    const one = new Lone({ self: 2 });
    one.start();
    const [held, waits] = [signedRequest(0, 1), signedRequest(1, 1)];
    one.hear(held, 'c0', 1);
    const a = block(1, null, [held]);
    one.grow(a, [0, 1]);
    one.hear(waits, 'c1');
    one.goTo(2);
    const proposed = one
      .goTo(3)
      .flatMap((effect) =>
        effect.kind === 'broadcast' && effect.message.type === 'PROPOSE' ? [effect.message as Propose] : [],
      );
    expect(proposed).toMatchObject([{ epoch: 3, parent: blockDigest(a), payload: [waits] }]);
  });

  it('names the block that it goes on from, and genesis by its name', () => {
    const parents = (effects: readonly Effect[]) =>
      effects.flatMap((effect) =>
        effect.kind === 'cite' && effect.rule === 'streamlet/propose' ? [effect.because.parent] : [],
      );
    const first = new Lone({ self: 0, own: { everyEpoch: true } });
    expect(parents(first.start())).toEqual(['genesis']);
    const second = new Lone({ self: 1, own: { everyEpoch: true } });
    second.start();
    const a = block(1, null);
    second.grow(a, [0, 2]);
    expect(parents(second.goTo(2))).toEqual([`block ${blockDigest(a).slice(0, 4)}`]);
  });

  it('proposes nothing while nothing waits, unless told to', () => {
    for (const everyEpoch of [true, false]) {
      const one = new Lone({ self: 0, own: { everyEpoch } });
      const sent = one.start().filter((effect) => effect.kind === 'broadcast');
      expect(sent.length > 0).toBe(everyEpoch);
      expect(JSON.stringify(one.state.mode.phase).includes('busy')).toBe(everyEpoch);
    }
  });
});

describe('a new process', () => {
  it('remembers its vote, the notarised chain that it voted on, and what is final', () => {
    const one = lone();
    const third = grown(one, [1, 2, 3]);
    one.grow(block(4, third), []);
    const again = new Lone();
    const effects = again.take({ kind: 'recover', stable: one.disk }, one.now);
    expect(again.finalEpochs).toEqual(one.finalEpochs);
    expect(again.state.voted).toEqual({ epoch: 4, length: 3 });
    expect(effects.filter(({ kind }) => kind === 'commit')).toHaveLength(2);
    expect(effects.some(({ kind }) => kind === 'reply' || kind === 'persist')).toBe(false);
    expect(again.state.tip).toEqual(one.state.tip);
    // The three that proved it are not looked at again.
    expect(effects.some((effect) => effect.kind === 'cite' && effect.rule === 'streamlet/final')).toBe(false);
    /** It does not help a chain that is shorter than what it voted on. */
    expect(votesCast(again.grow(block(5, block(2, block(1, null))), []))).toEqual([]);
    expect(votesCast(again.grow(block(4, third, [signedRequest(0, 1)]), []))).toEqual([]);
    expect(votesCast(again.grow(block(6, third), []))).toHaveLength(1);
  });

  it('shows the others a chain that it alone saw notarised, as long as it votes for no shorter one', () => {
    const one = lone();
    const a = block(1, null);
    const b = block(2, a);
    one.grow(a);
    one.grow(b);
    const again = new Lone();
    again.take({ kind: 'recover', stable: one.disk }, one.now);
    const other = new Lone({ self: 2 });
    other.start();
    other.goTo(3);
    for (const effect of again.hear(
      { type: 'STATUS', epoch: 3, final: 0, tip: genesisDigest, length: 0 },
      2,
    )) {
      if (effect.kind === 'send') other.hear(effect.message, 3);
    }
    expect(other.state.tip).toEqual(one.state.tip);
  });

  it('with an empty disk does not vote in the epoch that it wakes up in', () => {
    const again = new Lone();
    again.take({ kind: 'recover', stable: {} }, 10);
    expect(votesCast(again.hear(block(1, null), 0, 20))).toEqual([]);
    expect(votesCast(again.grow(block(2, null), []))).toHaveLength(1);
  });
});
