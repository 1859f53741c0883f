/** Long moves in parts on the page: progress, the stop, the fastest play, and goals as moves. */
import { describe, expect, it } from 'vitest';
import type { Engine, Move } from '../../../src/runtime/api.ts';
import { createStride } from '../../../src/ui/fast-play.ts';
import { goalId, goalsOf, goalWords, moveTo } from '../../../src/ui/goals.ts';
import { moveInParts, nextSize } from '../../../src/ui/long-move.ts';
import { mergedWay } from '../../../src/ui/pacing.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { scriptedFrame } from '../fake-script.ts';
import { pageOnFake, settled } from '../support.ts';

/** Finds its goal only in part `parts`; says what it was asked. */
function slowEngine(parts: number): { readonly engine: Engine; readonly asked: Move[] } {
  const fake = createFakeEngine();
  const asked: Move[] = [];
  const engine: Engine = {
    ...fake,
    move: async (cursor, move) => {
      asked.push(move);
      const moved = await fake.move(cursor, move);
      if ('problem' in moved || asked.length >= parts || move.kind === 'event') return moved;
      return { ...moved, frame: scriptedFrame(asked.length), unfinished: true };
    },
  };
  return { engine, asked };
}

describe('a long move', () => {
  it('goes on where the part before has looked', async () => {
    const { engine, asked } = slowEngine(3);
    const lookOut = { progress: () => undefined, isStopped: () => false };
    const found = await moveInParts(engine, 0, { kind: 'commit' }, lookOut);
    expect(found).toMatchObject({ frame: { cursor: 16 } });
    expect(asked.map(({ looked }) => looked)).toEqual([undefined, 1, 2]);
    expect(asked.every(({ atMost }) => (atMost ?? 0) > 0)).toBe(true);
  });

  it('ends where it is stopped, and says what it had looked for', async () => {
    const { engine, asked } = slowEngine(1000);
    const lookOut = { progress: () => undefined, isStopped: () => asked.length >= 4 };
    const found = await moveInParts(engine, 0, { kind: 'view-change' }, lookOut);
    expect(found).toMatchObject({
      sentence: 'Stopped looking for the next view change after 4 events; the playhead stays where it was.',
    });
  });

  it('takes larger parts while they are quick and smaller ones when they are slow', () => {
    expect(nextSize(500, 10)).toBe(1000);
    expect(nextSize(500, 100)).toBe(500);
    expect(nextSize(500, 400)).toBe(250);
    expect(nextSize(50_000, 1)).toBe(50_000);
    expect(nextSize(60, 4000)).toBe(50);
  });

  it('that is stopped leaves the playhead and says so beside the transport', async () => {
    const { store, actions, engine } = pageOnFake();
    await actions.open({ kind: 'catalogue', id: 'first-light' }, 2);
    const plain = engine.move.bind(engine);
    let parts = 0;
    engine.move = async (cursor, move) => {
      const moved = await plain(cursor, move);
      if (++parts === 3) actions.stopLooking();
      return 'problem' in moved ? moved : { ...moved, unfinished: true };
    };
    expect(await actions.move({ kind: 'commit' })).toBe(false);
    expect(store.getState()).toMatchObject({ cursor: 2, progress: null, busy: false });
    expect(store.getState().notices.transport?.text).toContain('the playhead stays where it was');
  });
});

describe('the fastest play', () => {
  it('takes strides through what is known, then on until all is quiet', async () => {
    const { engine, asked } = slowEngine(2);
    const stride = createStride(engine);
    const known = await stride(0, 20);
    expect(known).toMatchObject({ frame: { cursor: 20 } });
    await stride(20, 20);
    expect(asked.map(({ kind }) => kind)).toEqual(['event', 'quiet']);
  });

  it('can be paused', async () => {
    const { store, actions, pass } = pageOnFake();
    await actions.open({ kind: 'catalogue', id: 'first-light' });
    actions.setSpeed(Number.POSITIVE_INFINITY);
    actions.play();
    await settled();
    await pass(200);
    expect(store.getState()).toMatchObject({ playing: false, cursor: 30 });
  });
});

describe('goals', () => {
  it('are moves, each with its way back', async () => {
    const opened = await createFakeEngine().open({ kind: 'catalogue', id: 'first-light' }, 'inline');
    if ('problem' in opened) throw new Error(opened.problem);
    const goals = goalsOf(opened.info);
    expect(new Set(goals.map(goalId)).size).toBe(goals.length);
    const selection = { kind: 'replica', replica: 2 } as const;
    for (const goal of goals) {
      expect(moveTo(goal, true, selection)).toMatchObject({ back: true });
      expect(goalWords(goal, selection)).not.toBe('');
    }
    expect(moveTo({ kind: 'replica' }, false, selection)).toEqual({
      kind: 'replica',
      target: 2,
      back: false,
    });
    expect(moveTo({ kind: 'replica' }, false, null)).toBeNull();
  });

  it('say what is missing when no replica is selected', async () => {
    const { store, actions } = pageOnFake();
    await actions.open({ kind: 'catalogue', id: 'first-light' });
    actions.setGoal({ kind: 'replica' });
    expect(await actions.untilGoal(false)).toBe(false);
    expect(store.getState().notices.transport?.text).toContain('Select a replica first');
  });
});

describe('two branches under one clock', () => {
  it('stop at the times at which something happens in the other one', () => {
    const ours = [scriptedFrame(2), scriptedFrame(5)];
    const [first, last] = [ours[0]?.at ?? 0, ours[1]?.at ?? 0];
    const theirs = [first, first + 5_000, first + 5_000, last].map((at) => ({ ...scriptedFrame(3), at }));
    const merged = mergedWay(ours, theirs);
    expect(merged.map(({ at }) => at)).toEqual([first, first + 5_000, last]);
    expect(merged.map(({ cursor }) => cursor)).toEqual([2, 2, 5]);
    expect(mergedWay(ours, [])).toBe(ours);
  });
});
