/** What presses do to the store: moves, play, pause, acting in the past, problems. On the fake engine. */
import { describe, expect, it } from 'vitest';
import type { Move } from '../../src/runtime/api.ts';
import { shareOf } from '../../src/ui/canvas/walker.ts';
import { partsSpoken } from '../../src/ui/speech.ts';
import { createFakeEngine } from './fake-engine.ts';
import { pageOnFake, settled } from './support.ts';

const FIRST_LIGHT = { kind: 'catalogue', id: 'first-light' } as const;

describe('opening', () => {
  it('shows the opened session, paused at its start', async () => {
    const { store, actions } = pageOnFake();
    expect(store.getState().mode).toBe('idle');
    expect(await actions.open(FIRST_LIGHT)).toBe(true);
    expect(store.getState()).toMatchObject({ mode: 'paused', cursor: 0 });
    expect(store.getState().verdicts).toHaveLength(3);
  });

  it('keeps the open session when the next one cannot be opened, and says why', async () => {
    const { store, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT, 5);
    expect(await actions.open({ kind: 'catalogue', id: 'nothing' })).toBe(false);
    expect(store.getState().cursor).toBe(5);
    expect(store.getState().notices.scenario?.text).toBe('expected a catalogue id, found "nothing"');
  });

  it('lets go of whoever the run before had a lie or a mailbox open for', async () => {
    const { store, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT);
    actions.openMailbox(6);
    actions.composeLie(6);
    await actions.open(FIRST_LIGHT);
    expect(store.getState()).toMatchObject({ composing: null, mailboxOf: null });
  });

  it('takes the sentence away when the same control succeeds', async () => {
    const { store, actions } = pageOnFake();
    await actions.open({ kind: 'catalogue', id: 'nothing' });
    await actions.open(FIRST_LIGHT);
    expect(store.getState().notices.scenario).toBeUndefined();
  });
});

describe('undo', () => {
  it('of nothing is a hint, and leaves with the next move', async () => {
    const { store, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT, 5);
    await actions.undo();
    expect(store.getState().notices.undo).toEqual({ tone: 'info', text: 'Nothing is left to undo.' });
    await actions.move({ kind: 'round' });
    expect(store.getState().notices.undo).toBeUndefined();
  });
});

describe('moving', () => {
  it('goes by rounds and back to the same frame', async () => {
    const { store, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT);
    const start = store.getState().frame;
    for (const cursor of [1, 2, 5, 14, 26, 30]) {
      await actions.move({ kind: 'round' });
      expect(store.getState().cursor).toBe(cursor);
    }
    await actions.move({ kind: 'start' });
    expect(store.getState().frame).toEqual(start);
  });

  it('says one sentence per round', async () => {
    const { store, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT, 5);
    await actions.move({ kind: 'round' });
    expect(store.getState().spoken).toBe(
      '9 PREPAREs arrived; at slot 1 R0 to R3 are prepared; 12 COMMITs are on the way.',
    );
  });

  it('lets time pass before the frame of the goal, with motion', async () => {
    const { store, clock, actions, pass } = pageOnFake({ reducedMotion: false });
    await actions.open(FIRST_LIGHT, 2);
    const arrived = actions.move({ kind: 'round' });
    await settled();
    await pass(300);
    expect(store.getState().mode).toBe('moving');
    expect(clock.time()).toBeGreaterThan(20_000);
    expect(clock.time()).toBeLessThan(40_000);
    await pass(700);
    expect(await arrived).toBe(true);
    expect(store.getState()).toMatchObject({ mode: 'paused', cursor: 5, displayTime: 40_000 });
  });

  it('shows marks half-way and flies nothing where less motion is asked for', async () => {
    const { store, clock, actions, pass } = pageOnFake({ reducedMotion: true, stillsMs: 400 });
    await actions.open(FIRST_LIGHT, 2);
    const shares = () => {
      const { frame } = store.getState();
      const when = { time: clock.time(), stepped: true };
      return [...new Set(frame?.inFlight.map((flight) => shareOf(flight, when)))];
    };
    const arrived = actions.move({ kind: 'round' });
    await settled();
    const seen: number[] = [];
    for (let ms = 0; ms < 500; ms += 16) {
      await pass(16);
      if (store.getState().cursor === 2 && shares()[0] !== seen.at(-1)) seen.push(...shares());
    }
    expect(seen).toEqual([0, 0.5]);
    expect(await arrived).toBe(true);
    expect(store.getState()).toMatchObject({ mode: 'paused', cursor: 5, displayTime: 40_000 });
  });

  it('has what the diagram needs before the marks fly, and counts no further than the run', async () => {
    const { store, actions, pass } = pageOnFake({ reducedMotion: false });
    await actions.open(FIRST_LIGHT);
    const before = store.getState().info?.length ?? 0;
    const arrived = actions.move({ kind: 'event', target: 26 });
    await settled();
    await pass(300);
    const { mode, reach, cursor, info } = store.getState();
    expect(mode).toBe('moving');
    expect(reach).toBeGreaterThanOrEqual(26);
    expect(info?.length).toBe(before);
    expect(cursor).toBeLessThan(26);
    await pass(3000);
    await arrived;
    expect(store.getState().reach).toBe(store.getState().info?.length);
  });

  it('goes to the start for an event that lies before it', async () => {
    const engine = createFakeEngine();
    const { store, actions } = pageOnFake({ engine });
    await actions.open(FIRST_LIGHT, 14);
    const { info } = store.getState();
    if (info !== null) store.setState({ info: { ...info, start: 5 } });
    await actions.move({ kind: 'event', target: 2 });
    expect(store.getState().cursor).toBe(5);
  });

  it('finishes a move at once when the next one is pressed', async () => {
    const { store, actions, pass } = pageOnFake({ reducedMotion: false });
    await actions.open(FIRST_LIGHT, 2);
    const first = actions.move({ kind: 'round' });
    await settled();
    await pass(100);
    const second = actions.move({ kind: 'round' });
    expect(await first).toBe(true);
    await settled();
    await pass(1100);
    await second;
    expect(store.getState().cursor).toBe(14);
  });

  it('asks the engine only for the last place while the scrubber is dragged', async () => {
    const { store, engine, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT, 30);
    for (const cursor of [20, 10, 7]) actions.scrubTo(cursor);
    await settled();
    expect(store.getState().cursor).toBe(7);
    expect(engine.calls.filter((call) => call.includes('event'))).toHaveLength(1);
  });
});

describe('playing', () => {
  it('goes on by itself until nothing is left to happen', async () => {
    const { store, actions, pass } = pageOnFake();
    await actions.open(FIRST_LIGHT);
    actions.play();
    await settled();
    expect(store.getState().playing).toBe(true);
    await pass(10_000);
    expect(store.getState()).toMatchObject({ mode: 'paused', playing: false, cursor: 30 });
  });

  it('stands still where it is paused', async () => {
    const { store, clock, actions, pass } = pageOnFake({ reducedMotion: false });
    await actions.open(FIRST_LIGHT, 2);
    actions.play();
    await settled();
    await pass(400);
    actions.pause();
    const stood = clock.time();
    await pass(2000);
    expect(store.getState().mode).toBe('paused');
    expect(clock.time()).toBe(stood);
    expect(stood).toBeGreaterThan(20_000);
  });

  it('holds when something is selected', async () => {
    const { store, actions, pass } = pageOnFake();
    await actions.open(FIRST_LIGHT);
    actions.play();
    await settled();
    await pass(100);
    actions.select({ kind: 'replica', replica: 1 });
    expect(store.getState()).toMatchObject({ playing: false, tab: 'replica' });
    expect(store.getState().panels.inspector).toBe(true);
  });
});

describe('a violation', () => {
  it.each([false, true])('stops there, selects the event, opens the verdicts: narrow %s', async (narrow) => {
    const plain = createFakeEngine();
    const broken = {
      property: 'agreement',
      kind: 'always',
      promise: null,
      event: 13,
      replicas: [0, 1],
      because: 'two values',
      slot: 1,
    } as const;
    const engine = {
      ...plain,
      move: async (cursor: number, move: Move) => {
        const moved = await plain.move(cursor, move);
        if ('problem' in moved || moved.frame.cursor !== 14) return moved;
        return {
          ...moved,
          frame: { ...moved.frame, broken },
          stopped: 'agreement is violated here',
          info: { ...moved.info, ended: 'agreement is violated' },
        };
      },
    };
    const { store, actions, pass } = pageOnFake({ engine, narrow });
    await actions.open(FIRST_LIGHT, 2);
    actions.play();
    await settled();
    await pass(6000);
    expect(store.getState()).toMatchObject({
      mode: 'stopped',
      playing: false,
      cursor: 14,
      tab: 'verdicts',
      selection: { kind: 'event', event: 13 },
    });
    // On a narrow page the panel would stand before the picture.
    expect(store.getState().panels.inspector).toBe(!narrow);
    expect(store.getState().spoken).toMatch(/^Agreement is violated\. two values/);
  });
});

describe('acting', () => {
  it('acts at the playhead', async () => {
    const { store, engine, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT, 5);
    expect(await actions.intervene({ do: 'crash', replica: 3 })).toBe(true);
    expect(engine.calls).toContain('intervene 5 {"do":"crash","replica":3}');
    expect(store.getState().frame?.replicas[3]?.status).toBe('crashed');
  });

  it('does several parts as one act and tells all of them; the first refused one ends it', async () => {
    const { store, engine, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT, 5);
    const parts = [3, 2].map((replica) => ({ do: 'crash', replica }) as const);
    expect(await actions.interveneAll(parts)).toBe(true);
    const asked = engine.calls.filter((call) => call.startsWith('intervene'));
    expect(asked.map((call) => call.endsWith(' joins'))).toEqual([false, true]);
    const one = store.getState().frame?.line?.sentence ?? '';
    expect(store.getState().spoken).toBe(`${one} ${one}`);
    expect(await actions.interveneAll([{ do: 'heal' }, { do: 'crash', replica: 1 }])).toBe(false);
    expect(engine.calls.filter((call) => call.startsWith('intervene'))).toHaveLength(3);
  });

  it('tells the first three parts of a long act, and how many more', () => {
    expect(partsSpoken(['a.', 'b.', 'c.'])).toBe('a. b. c.');
    expect(partsSpoken(['a.', 'b.', 'c.', 'd.', 'e.'])).toBe('a. b. c. And 2 more.');
  });

  it('acts in the past without a question: the engine keeps the other future', async () => {
    const { store, engine, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT, 14);
    await actions.intervene({ do: 'crash', replica: 3 });
    await actions.move({ kind: 'start' });
    expect(await actions.intervene({ do: 'crash', replica: 2 })).toBe(true);
    expect(engine.calls.filter((call) => call.startsWith('intervene'))).toHaveLength(2);
    expect(store.getState().frame?.replicas.map((replica) => replica.status)).toEqual([
      'up',
      'up',
      'crashed',
      'up',
    ]);
  });

  it('puts a refusal beside the control that asked', async () => {
    const { store, actions } = pageOnFake();
    await actions.open(FIRST_LIGHT);
    expect(await actions.intervene({ do: 'corrupt', replica: 1 }, 'network')).toBe(false);
    expect(store.getState().notices.network).toEqual({
      tone: 'problem',
      text: 'the fake engine does not know this',
    });
  });
});

describe('panels', () => {
  it('lets story and Inspector take turns on a narrow page', async () => {
    const { store, actions } = pageOnFake({ narrow: true });
    actions.setPanel('feed', true);
    actions.select({ kind: 'replica', replica: 0 });
    expect(store.getState().panels).toMatchObject({ feed: false, inspector: true });
    actions.setPanel('feed', true);
    expect(store.getState().panels).toMatchObject({ feed: true, inspector: false });
  });

  it('unfolds the timeline when the first run ends, once', async () => {
    const { store, actions } = pageOnFake({ roomy: true });
    await actions.open(FIRST_LIGHT, 26);
    expect(store.getState().panels.timeline).toBe(false);
    await actions.move({ kind: 'round' });
    expect(store.getState().panels.timeline).toBe(true);
    actions.setPanel('timeline', false);
    await actions.move({ kind: 'round', back: true });
    await actions.move({ kind: 'round' });
    expect(store.getState().panels.timeline).toBe(false);
  });

  it('keeps both on a wide one', () => {
    const { store, actions } = pageOnFake();
    actions.setPanel('feed', true);
    actions.select({ kind: 'message', id: 'r0>1#1' });
    expect(store.getState().panels).toMatchObject({ feed: true, inspector: true });
    expect(store.getState().tab).toBe('evidence');
  });
});
