/**
 * Guide, speech, pacing, keys and preferences: small functions that decide what is said and what a press
 * means.
 */
import { describe, expect, it, vi } from 'vitest';
import type { RunInfo } from '../../src/runtime/api.ts';
import { guideAt, transferAgain } from '../../src/ui/guide.ts';
import { actOf } from '../../src/ui/keys.ts';
import { durations, timeLeft, waypoints } from '../../src/ui/pacing.ts';
import { DEFAULT_PREFERENCES, readPreferences } from '../../src/ui/preferences.ts';
import { focusSlot } from '../../src/ui/stage/focus.ts';
import { identicon } from '../../src/ui/stage/identicon.ts';
import { rootMarks } from '../../src/ui/stage/root-mark.ts';
import { createFakeEngine } from './fake-engine.ts';
import { scriptedFrame } from './fake-script.ts';
import { pageOnFake } from './support.ts';

async function info(): Promise<RunInfo> {
  const opened = await createFakeEngine().open({ kind: 'catalogue', id: 'first-light' }, 'inline');
  if ('problem' in opened) throw new Error(opened.problem);
  return opened.info;
}

describe('the guide', () => {
  it('asks for rounds until the client is answered', async () => {
    for (const cursor of [0, 1, 2, 5, 14]) {
      expect(guideAt(scriptedFrame(cursor), await info())?.button.act.kind).toBe('round');
    }
  });

  it('names what only passes on the words of others when nothing else is on its way', async () => {
    const [facts, frame] = [await info(), scriptedFrame(5)];
    const { protocol } = facts;
    const [flight] = frame.inFlight;
    if (flight === undefined) throw new Error('a message on its way expected');
    const { type } = flight.summary;
    const small = {
      ...facts,
      protocol: {
        ...protocol,
        messages: [
          ...protocol.messages.filter((style) => style.type !== 'ECHO'),
          { type: 'ECHO', shape: 'disc', hue: 'vote1', small: true, says: 'Passed on.' },
        ],
      },
    } as const;
    const echo = { ...flight, summary: { ...flight.summary, type: 'ECHO' } };
    const both = { ...frame, inFlight: [flight, echo, echo] };
    expect(guideAt(both, small)?.sentence).toContain(`1 ${type}`);
    expect(guideAt({ ...frame, inFlight: [echo, echo] }, small)?.sentence).toContain('2 ECHO');
  });

  it('says what is on its way in the words of the protocol', async () => {
    expect(guideAt(scriptedFrame(5), await info())?.sentence).toBe(
      '9 PREPAREs on the way. A backup says: I have this proposal.',
    );
  });

  it('then crashes one, then a second replica, each time one that leads nothing', async () => {
    const paid = guideAt(scriptedFrame(30), await info());
    expect(paid?.sentence).toBe('Paid: 2 equal replies. Does it still work when a replica fails?');
    expect(paid?.button).toEqual({
      label: 'Crash one replica and send again',
      act: { kind: 'crash-and-send', replica: 3 },
    });
    const marks = [
      { kind: 'fault', cursor: 20, at: 0, text: '' },
      { kind: 'accepted', cursor: 28, at: 0, text: '' },
    ] as const;
    const still = guideAt(scriptedFrame(30, [3]), { ...(await info()), marks });
    expect(still?.button).toEqual({ label: 'Crash a second', act: { kind: 'crash-and-send', replica: 2 } });
  });

  it('ends with why there are four, and says twice that there are lessons', async () => {
    const marks = [
      { kind: 'fault', cursor: 3, at: 0, text: '' },
      { kind: 'fault', cursor: 4, at: 0, text: '' },
      { kind: 'fault', cursor: 5, at: 0, text: '' },
      { kind: 'accepted', cursor: 28, at: 0, text: '' },
    ] as const;
    const last = guideAt(scriptedFrame(30, [3]), { ...(await info()), marks });
    expect(last?.sentence).toBe(
      'Paid: 2 equal replies. That is why there are 4, 3f + 1 for f = 1: 3 must be enough while 1 is silent, ' +
        'and any two sets of 3 share 2 replicas, at least one of them honest, which says the same to both. ' +
        'Now it is yours: a click on a replica opens its state and its faults.',
    );
    expect(last?.lessons).toBe(true);
    // Of six a quorum is four: how many decide is not said.
    const six = guideAt(scriptedFrame(30, [3]), { ...(await info()), marks, replicas: 6 });
    expect(six?.sentence).toContain(
      'So it is with 6 and f = 1: 5 must be enough while 1 is silent, and any two sets of 5 share 4 replicas',
    );
    expect(guideAt(scriptedFrame(0), await info())?.lessons).toBe(true);
    expect(guideAt(scriptedFrame(5), await info())?.lessons).toBeUndefined();
  });

  it('does not say "still paid" before the client was answered without the crashed one', async () => {
    const marks = [
      { kind: 'accepted', cursor: 28, at: 0, text: '' },
      { kind: 'fault', cursor: 30, at: 0, text: '' },
    ] as const;
    expect(guideAt(scriptedFrame(30, [3]), { ...(await info()), marks })?.button).toEqual({
      label: 'Send again',
      act: { kind: 'send' },
    });
  });

  it('says what is missing when too few are left, and that nothing wrong was decided', async () => {
    const frame = scriptedFrame(5, [2, 3]);
    const stuck = { ...frame, inFlight: [], blocked: ['R0 needs 3 PREPAREs, has 2 with R0'] };
    const step = guideAt(stuck, await info());
    expect(step?.sentence).toContain(
      'R0: needs 3 PREPAREs, has 1 with R0. Nothing wrong was decided: progress waits until 3 replicas are up.',
    );
    expect(step?.button).toEqual({ label: 'Recover R3', act: { kind: 'recover', replica: 3 } });
  });

  it('only says what is going on when somebody lies: that is another lesson', async () => {
    const lying = (cursor: number) => ({ ...scriptedFrame(cursor), faulty: { now: [2], limit: 1 } });
    expect(guideAt(lying(14), await info())?.button.act.kind).toBe('round');
    const done = guideAt(lying(30), await info());
    expect(done?.sentence).toMatch(/^Everything asked for is done\. The request is answered\. /);
    expect(done?.button).toEqual({ label: 'Send another', act: { kind: 'send' } });
    // What is still planned is not done.
    const planned = { ...(await info()), planned: 5_000_000 };
    expect(guideAt(lying(30), planned)?.sentence).not.toContain('is done');
  });

  it('reads the last transfer to send it again', () => {
    expect(transferAgain('account 1 pays account 2 25.00 USD (nonce 3)')).toEqual({
      kind: 'transfer',
      account: 1,
      to: 2,
      asset: 'USD',
      amount: '25.00',
    });
    expect(transferAgain('account 1 pays account 2 1,025.00 USD (nonce 3)')?.amount).toBe('1025.00');
    expect(transferAgain('account 0 deposits')).toBeNull();
  });
});

describe('pacing', () => {
  const frames = [2, 3, 4, 5].map((cursor) => scriptedFrame(cursor));
  const pace = { delay: 20_000, speed: 1, atMost: Number.POSITIVE_INFINITY };

  it('shows one delay in 0.9 s and events of one instant 0.25 s apart', () => {
    expect(durations(frames, pace)).toEqual([900, 250, 250]);
  });

  it('keeps within the time that a press may take', () => {
    const shown = durations(frames, { ...pace, atMost: 900 });
    expect(shown.reduce((sum, ms) => sum + ms, 0)).toBeCloseTo(900, 6);
  });

  it('goes faster and slower with the speed', () => {
    expect(durations(frames, { ...pace, speed: 2 })[0]).toBe(450);
    expect(durations(frames, { ...pace, speed: 1 / 4 })[0]).toBe(3600);
  });

  it('folds quiet stretches', () => {
    const quiet = { ...scriptedFrame(30), inFlight: [] };
    expect(durations([quiet, { ...quiet, cursor: 31, at: quiet.at + 400_000 }], pace)).toEqual([600]);
  });

  it('shows every event on the way, or a selection of a long one', () => {
    expect(waypoints(2, 5, 60)).toEqual([3, 4]);
    // Looking for it is part of a Round's time, but something of it is always shown.
    expect(timeLeft(900, 0)).toBe(900);
    expect(timeLeft(900, 250)).toBe(650);
    expect(timeLeft(900, 5_000)).toBe(300);
    expect(timeLeft(Number.POSITIVE_INFINITY, 5_000)).toBe(Number.POSITIVE_INFINITY);
    expect(waypoints(2, 3, 60)).toEqual([]);
    const long = waypoints(0, 10_000, 60);
    expect(long).toHaveLength(60);
    expect(new Set(long).size).toBe(60);
    expect(Math.max(...long)).toBeLessThan(10_000);
  });
});

describe('keys', () => {
  const element = (selectors: readonly string[]) => ({
    closest: (query: string) =>
      selectors.some((selector) => query.split(',').includes(selector)) ? {} : null,
  });
  const press = (key: string, shiftKey = false, target: unknown = null, letterKeys = true) =>
    actOf({ key, shiftKey, target: target as EventTarget | null }, { letterKeys }) !== null;

  it('act on the page', () => {
    for (const key of [' ', 'ArrowRight', 'c', 'v', 'f', 'x', 'z', 's', '?', '0', '9', 'Escape', 'Delete']) {
      expect(press(key), key).toBe(true);
    }
    expect(press('ArrowRight', true)).toBe(true);
    expect(press('q')).toBe(false);
  });

  it('ask for a replica where none is selected: faults as well as crash', async () => {
    vi.stubGlobal('document', { activeElement: null });
    for (const key of ['f', 'x']) {
      const { store, actions } = pageOnFake();
      await actions.open({ kind: 'catalogue', id: 'first-light' }, 5);
      actOf({ key, shiftKey: false, target: null }, { letterKeys: true })?.(store);
      expect(store.getState().notices.faults?.text).toMatch(/^Select a replica first/);
    }
    vi.unstubAllGlobals();
  });

  it('say which replicas there are, where a digit names none', async () => {
    vi.stubGlobal('document', { activeElement: null });
    const { store, actions } = pageOnFake();
    await actions.open({ kind: 'catalogue', id: 'first-light' }, 5);
    actOf({ key: '9', shiftKey: false, target: null }, { letterKeys: true })?.(store);
    expect(store.getState().selection).toBeNull();
    expect(store.getState().notices.faults?.text).toBe('There is no R9 here: the replicas are R0 to R3.');
    vi.unstubAllGlobals();
  });

  it('leave fields alone', () => {
    for (const key of [' ', 'ArrowRight', 'c', '0'])
      expect(press(key, false, element(['textarea'])), key).toBe(false);
  });

  it('leave a button its space bar and a list its arrows', () => {
    expect(press(' ', false, element(['button']))).toBe(false);
    expect(press('ArrowRight', false, element(['button']))).toBe(true);
    expect(press('ArrowRight', false, element(['[role=tablist]']))).toBe(false);
    expect(press('c', false, element(['[role=tablist]']))).toBe(true);
  });

  it('can have their letters switched off', () => {
    expect(press('c', false, null, false)).toBe(false);
    expect(press('3', false, null, false)).toBe(false);
    expect(press(' ', false, null, false)).toBe(true);
    expect(press('Escape', false, null, false)).toBe(true);
  });
});

describe('the stage’s reading of a frame', () => {
  it('focuses the slot that somebody works on, and keeps the finished one', () => {
    expect(focusSlot(scriptedFrame(0), null)).toBe(1);
    expect(focusSlot(scriptedFrame(30), null)).toBe(1);
    expect(focusSlot(scriptedFrame(30), 7)).toBe(7);
  });

  it('tells behind from different', () => {
    const frame = scriptedFrame(16);
    expect(rootMarks(frame).map((mark) => mark.kind)).toEqual(
      ['behind', 'behind', 'behind', 'behind'].map((kind, id) =>
        frame.replicas[id]?.glyph?.executedSlot === 1
          ? 'equal'
          : frame.replicas.some((r) => r.glyph?.executedSlot === 1)
            ? kind
            : 'equal',
      ),
    );
    const replicas = scriptedFrame(30).replicas.map((replica) =>
      replica.id === 2 ? { ...replica, root: 'ab'.repeat(32) } : replica,
    );
    expect(rootMarks({ ...scriptedFrame(30), replicas }).map((mark) => mark.kind)).toEqual([
      'equal',
      'equal',
      'differs',
      'equal',
    ]);
  });

  it('does not mark a healthy replica beside one damaged one at its slot', () => {
    const frame = scriptedFrame(30);
    const replicas = frame.replicas
      .slice(0, 2)
      .map((replica) =>
        replica.id === 1 ? { ...replica, root: 'ab'.repeat(32), corrupted: true } : replica,
      );
    expect(rootMarks({ ...frame, replicas }).map((mark) => mark.kind)).toEqual(['equal', 'differs']);
  });

  it('draws equal roots equally and others otherwise', () => {
    expect(identicon('9f2c41d0'.repeat(8))).toEqual(identicon('9f2c41d0'.repeat(8)));
    expect(identicon('9f2c41d0'.repeat(8))).not.toEqual(identicon('9f2c41d1'.repeat(8)));
    for (const [column, row] of identicon('ffffffff'.repeat(8)))
      expect(column >= 0 && column < 5 && row >= 0 && row < 5).toBe(true);
    expect(identicon('ffffffff'.repeat(8))).toHaveLength(25);
  });
});

describe('preferences', () => {
  it('fall back field by field', () => {
    expect(readPreferences(null)).toEqual(DEFAULT_PREFERENCES);
    expect(readPreferences({ theme: 'dark', sizes: { feed: 9999, inspector: 'wide' } })).toEqual({
      theme: 'dark',
      letterKeys: true,
      guide: true,
      fewControls: true,
      sizes: { feed: 480, inspector: 360, timeline: 176 },
    });
  });
});
