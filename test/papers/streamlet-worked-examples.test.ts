/** The worked examples of the fact pack, section 11.5, and the schedules that its rules forbid (§5.10). */
import { describe, expect, it } from 'vitest';
import { maxFaults, quorum, twoThirds } from '../../src/kernel/quorum.ts';
import type { Propose } from '../../src/protocols/streamlet/types.ts';
import { block, Lone, refusalIn, type Settings, votesCast } from '../support/streamlet-replica.ts';

/** A chain of one notarised block per named epoch, each after the one before. */
function chain(epochs: readonly number[], settings?: Settings): Lone {
  const lone = new Lone(settings);
  lone.start();
  let parent: Propose | null = null;
  for (const epoch of epochs) {
    parent = block(epoch, parent);
    lone.grow(parent);
  }
  return lone;
}

describe('finality: three adjacent blocks of consecutive epochs make the middle one final', () => {
  it.each([
    { notarised: [1, 2], final: [1], why: 'genesis counts as epoch 0' },
    { notarised: [2, 3, 4], final: [2, 3], why: 'the middle one and its ancestors' },
    { notarised: [1, 3, 4], final: [], why: 'a gap before, none after: nothing beyond genesis' },
    { notarised: [1, 3, 4, 5], final: [1, 3, 4], why: 'one more makes three' },
    { notarised: [1, 2, 4, 5], final: [1], why: 'two pairs are no three' },
  ])('notarised $notarised: final $final ($why)', ({ notarised, final }) => {
    expect(chain(notarised).finalEpochs).toEqual(final);
  });

  it('an old block that is notarised late completes the three', () => {
    const lone = new Lone();
    lone.start();
    const [a, b] = [block(1, null), block(2, block(1, null))];
    lone.grow(a, [0]);
    lone.grow(b, [0, 1, 2]);
    expect(lone.finalEpochs).toEqual([]);
    lone.goTo(9);
    lone.grow(a, [1]);
    expect(lone.finalEpochs).toEqual([1]);
  });
});

describe('two longest notarised chains, tips X and Y, of three blocks each', () => {
  function fork(): {
    readonly lone: Lone;
    readonly x: Propose;
    readonly y: Propose;
    readonly short: Propose;
  } {
    const lone = new Lone();
    lone.start();
    const root = block(1, null);
    const short = block(3, root);
    const x = block(5, short);
    const y = block(8, block(7, root));
    for (const one of [root, short, x, block(7, root), y]) lone.grow(one);
    expect(lone.state.tip.length).toBe(3);
    return { lone, x, y, short };
  }

  it.each(['x', 'y'] as const)('a child of %s gets the vote', (tip) => {
    const { lone, [tip]: parent } = fork();
    const child = block(10, parent);
    expect(votesCast(lone.grow(child, []))).toMatchObject([{ epoch: 10 }]);
  });

  it('a child of a block of length 2 does not', () => {
    const { lone, short } = fork();
    const effects = lone.grow(block(10, short), []);
    expect(votesCast(effects)).toEqual([]);
    expect(refusalIn(effects)).toBe('not-longest');
  });
});

describe('the quorum', () => {
  it('is ceil(2n / 3): 3, 5, 7 of 4, 7, 10', () => {
    expect([4, 7, 10].map(twoThirds)).toEqual([3, 5, 7]);
  });
  it('is the safe quorum of every n', () => {
    for (let n = 4; n <= 128; n++) expect(twoThirds(n)).toBe(quorum(n, maxFaults(n)));
  });
});
