/**
 * Who is correct, and until when (DESIGN 3 "Correct"): damaged states that heal, disks that are lost and made
 * up for.
 */
import { describe, expect, it } from 'vitest';
import {
  appliedAt,
  ballot,
  digestOf,
  requestOf,
  rootAt,
  TraceBuilder,
  toy,
} from '../../support/trace-builder.ts';

/** Slots 1 … `slots` executed by `replicas`, all as it should be. */
function ordered(slots: number, replicas: readonly number[] = [0, 1, 2, 3]): TraceBuilder {
  const trace = new TraceBuilder();
  for (let timestamp = 1; timestamp <= 12; timestamp++) trace.submit(requestOf('c0', timestamp));
  for (let slot = 1; slot <= slots; slot++) {
    for (const replica of replicas) trace.decide(replica, slot, requestOf('c0', slot));
  }
  return trace;
}

function violated(trace: TraceBuilder): string[] {
  return trace.monitor
    .verdicts()
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ property }) => property);
}

const corrupt = { do: 'corrupt', replica: 3 } as const;
const wrong = digestOf('damaged');

describe('a damaged state', () => {
  it('is not compared, but its order is judged', () => {
    const trace = ordered(2).command(corrupt).decide(0, 3, requestOf('c0', 3));
    trace.decide(3, 3, requestOf('c0', 3), { root: wrong });
    expect(violated(trace)).toEqual([]);
    expect(trace.monitor.world.isCorrect(3)).toBe(true);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
    expect(trace.monitor.world.faultyNow()).toEqual([3]);
    trace.decide(0, 4, requestOf('c0', 4)).decide(3, 4, requestOf('c0', 5), { view: 1 });
    expect(violated(trace)).toContain('agreement');
  });

  it('heals with a certified checkpoint whose root it really has', () => {
    const trace = ordered(3, [0, 1, 2]).command(corrupt).stable(0, 3);
    trace.restore(3, 3);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
    trace.stable(3, 3);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(true);
    expect(trace.monitor.world.faultyNow()).toEqual([]);
    trace.decide(0, 4, requestOf('c0', 4)).decide(3, 4, requestOf('c0', 4), { root: wrong });
    expect(violated(trace)).toEqual(['state-root']);
  });

  it.each([
    ['its own root is another one', { own: wrong, said: rootAt(3), signers: [0, 1, 2] }],
    ['it calls its own root the certified one', { own: wrong, said: wrong, signers: [0, 1, 2] }],
    ['too few have signed', { own: rootAt(3), said: rootAt(3), signers: [0, 1] }],
  ])('does not heal when %s', (_, { own, said, signers }) => {
    const trace = ordered(3, [0, 1, 2]).command(corrupt).restore(3, 3, own);
    trace.stable(3, 3, { root: said, signers });
    expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
    expect(violated(trace)).toEqual([]);
  });

  it('does not heal by a root that it had before it was damaged', () => {
    const trace = ordered(3).command(corrupt).stable(3, 3);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
  });

  it('does not heal by a root that it had before its process was lost', () => {
    const trace = ordered(3, [0, 1, 2]).command(corrupt);
    trace.restore(3, 3).command({ do: 'crash', replica: 3 }).recover(3).stable(3, 3);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
  });

  it('does not heal by a tentative root, or by one that a snapshot has undone', () => {
    const tentative = ordered(3, [0, 1, 2]).command(corrupt);
    tentative
      .replica(3, [{ kind: 'execute', slot: 3, commands: [] }], [appliedAt(3, rootAt(3), 'execute')])
      .stable(3, 3);
    expect(tentative.monitor.world.isStateCorrect(3)).toBe(false);
    const undone = ordered(3, [0, 1, 2]).command(corrupt).restore(3, 3).restore(3, 2, wrong).stable(3, 3);
    expect(undone.monitor.world.isStateCorrect(3)).toBe(false);
  });

  it('heals when a liar is among the signers: quorum − f of them count', () => {
    const trace = ordered(3, [0, 1, 2]).command({ do: 'behave', replica: 2, as: 'silent' }).command(corrupt);
    expect(trace.restore(3, 3).stable(3, 3).monitor.world.isStateCorrect(3)).toBe(true);
  });

  it('does not heal by votes for different digests, slots or phases', () => {
    const right = [0, 1].map((signer) => ballot(signer, 'CHECKPOINT', 0, 3, digestOf('D')));
    for (const odd of [
      ballot(2, 'CHECKPOINT', 0, 3, digestOf('E')),
      ballot(2, 'CHECKPOINT', 0, 4, digestOf('D')),
      ballot(2, 'COMMIT', 0, 3, digestOf('D')),
    ]) {
      const trace = ordered(3, [0, 1, 2]).command(corrupt).restore(3, 3);
      const certificate = [...right, odd];
      for (const vote of certificate) trace.broadcast(vote.signer, vote);
      trace.replica(3, [{ kind: 'stable', slot: 3, root: rootAt(3), certificate }]);
      expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
    }
  });

  it('does not heal by votes that nobody sent', () => {
    const trace = ordered(3, [0, 1, 2]).command(corrupt).restore(3, 3);
    const certificate = [0, 1, 2].map((signer) =>
      ballot(signer, 'CHECKPOINT', 0, 3, digestOf('checkpoint 3')),
    );
    trace.replica(3, [{ kind: 'stable', slot: 3, root: rootAt(3), certificate }]);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
  });

  it('may sign its checkpoint again, rightly, once it has healed', () => {
    const trace = ordered(3, [0, 1, 2]).command(corrupt);
    trace.broadcast(3, ballot(3, 'CHECKPOINT', 0, 3, wrong));
    trace.restore(3, 3).stable(3, 3);
    trace.broadcast(3, ballot(3, 'CHECKPOINT', 0, 3, digestOf('checkpoint 3')));
    expect(violated(trace)).toEqual([]);
    trace.broadcast(3, ballot(3, 'CHECKPOINT', 0, 3, digestOf('third')));
    expect(violated(trace)).toEqual(['no-equivocation']);
  });
});

describe('a lost disk', () => {
  const lost = { do: 'lose-disk', replica: 3 } as const;

  /** R3 had a stable checkpoint at 2, loses its disk and comes back. */
  function back(): TraceBuilder {
    return ordered(3).stable(3, 2).command(lost).recover(3);
  }

  it('excludes from everything', () => {
    const trace = back().decide(3, 1, requestOf('c0', 5), {
      view: 1,
      root: wrong,
      voters: [3],
      unsent: true,
    });
    trace.broadcast(3, ballot(3, 'COMMIT', 0, 1, digestOf('other')));
    expect(violated(trace)).toEqual([]);
    expect(trace.monitor.world.isCorrect(3)).toBe(false);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
    expect(trace.monitor.world.faultyNow()).toEqual([3]);
  });

  it('ends with a stable checkpoint at or above its old high water mark, and not below', () => {
    const high = 2 + toy.window;
    const below = back().stable(3, high - 1);
    expect(below.monitor.world.isCorrect(3)).toBe(false);
    expect(
      back()
        .stable(3, high, { signers: [0, 1] })
        .monitor.world.isCorrect(3),
    ).toBe(false);
    const trace = below.stable(3, high);
    expect(trace.monitor.world.isCorrect(3)).toBe(true);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(true);
    trace.broadcast(3, ballot(3, 'COMMIT', 0, high + 1, digestOf('A')));
    trace.broadcast(3, ballot(3, 'COMMIT', 0, high + 1, digestOf('B')));
    expect(violated(trace)).toEqual(['no-equivocation']);
  });

  it('counts the higher mark when a second disk is lost', () => {
    const soon = back()
      .command(lost)
      .recover(3)
      .stable(3, 1 + toy.window);
    expect(soon.monitor.world.isCorrect(3)).toBe(false);
    expect(soon.stable(3, 2 + toy.window).monitor.world.isCorrect(3)).toBe(true);
    const trace = back().stable(3, 4).command(lost).recover(3).stable(3, toy.window);
    expect(trace.monitor.world.isCorrect(3)).toBe(false);
    expect(trace.stable(3, 4 + toy.window).monitor.world.isCorrect(3)).toBe(true);
  });

  it('makes a fresh start with votes and views, but what was sent was sent', () => {
    const trace = ordered(1, [0]);
    trace
      .broadcast(3, ballot(3, 'COMMIT', 5, 1, digestOf('A')))
      .command(lost)
      .recover(3);
    trace.stable(3, toy.window).broadcast(3, ballot(3, 'COMMIT', 0, 1, digestOf('B')));
    trace.broadcast(3, ballot(3, 'COMMIT', 5, 1, digestOf('C')));
    expect(violated(trace)).toEqual([]);
    const vote = { phase: 'COMMIT', signer: 3, view: 5, slot: 1, digest: digestOf('A') };
    expect(trace.monitor.world.wasSent(vote)).toBe(true);
    expect(trace.monitor.world.wasSent({ ...vote, digest: digestOf('C') })).toBe(true);
    expect(trace.monitor.world.wasSent({ ...vote, digest: digestOf('D') })).toBe(false);
  });

  it('takes the damaged state with it, which still has to prove itself', () => {
    const trace = ordered(3, [0, 1, 2]).command(corrupt).command(lost).recover(3).stable(3, toy.window);
    expect(trace.monitor.world.isCorrect(3)).toBe(true);
    expect(trace.monitor.world.isStateCorrect(3)).toBe(false);
    const before = ordered(toy.window, [0, 1, 2]).command(corrupt).restore(3, toy.window);
    before.command(lost).recover(3).stable(3, toy.window);
    expect(before.monitor.world.isCorrect(3)).toBe(true);
    expect(before.monitor.world.isStateCorrect(3)).toBe(false);
  });
});
