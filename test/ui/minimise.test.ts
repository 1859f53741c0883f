/** Minimising as the page's store knows it: progress, the end, stopping, and opening what was found. */
import { describe, expect, it } from 'vitest';
import type { Minimised, MinimiseProgress, StartMinimising } from '../../src/runtime/client.ts';
import { minimiseSession } from '../../src/runtime/minimise-session.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { createMinimiseActions } from '../../src/ui/minimise/minimise-actions.ts';
import { leftSoFar, whatIsLeft } from '../../src/ui/minimise/words.ts';
import { pageOnFake, settled } from './support.ts';

const acts = [
  { atMs: 0, do: 'behave', replica: 0, as: 'equivocate', a: [2], b: [3] },
  { atMs: 0, do: 'behave', replica: 1, as: 'equivocate', a: [2], b: [3] },
  { atMs: 10, do: 'cut', from: 'c0', to: 3 },
];
const failing = { version: 1, session: { scenario: 'fault-free', seed: 42, commands: acts } };

/** A search that a test drives by hand. */
function byHand() {
  const calls: string[] = [];
  let progress: (progress: MinimiseProgress) => void = () => {};
  let finish: (found: Minimised | { readonly problem: string }) => void = () => {};
  const startMinimising: StartMinimising = ({ verdict, seenAt }, onProgress) => {
    calls.push(`start ${verdict} ${seenAt}`);
    progress = onProgress;
    const done = new Promise<Minimised | { readonly problem: string }>((resolve) => {
      finish = resolve;
    });
    return { done, stop: () => calls.push('stop') };
  };
  return {
    calls,
    startMinimising,
    progress: (p: MinimiseProgress) => progress(p),
    finish: (f: Minimised) => finish(f),
  };
}

const verdict = { property: 'agreement', event: 30 } as const;

async function opened(search = byHand()) {
  const page = pageOnFake({ startMinimising: search.startMinimising });
  await page.actions.open({ kind: 'catalogue', id: 'first-light' });
  return { ...page, search, minimising: () => page.store.getState().minimising };
}

describe('minimising in the store', () => {
  it('shows progress until the end', async () => {
    const { actions, search, minimising } = await opened();
    const done = actions.minimise(verdict);
    await settled();
    expect(search.calls).toEqual(['start agreement 30']);
    expect(minimising()).toMatchObject({ verdict: 'agreement', progress: null, result: null });
    search.progress({ runs: 4, commands: 3, of: 9 });
    expect(minimising()?.progress).toEqual({ runs: 4, commands: 3, of: 9 });
    search.finish({ commands: 1 } as Minimised);
    await done;
    expect(minimising()?.result).toMatchObject({ commands: 1 });
  });

  it('is stopped by Cancel, and keeps what was found by then', async () => {
    const { actions, search, minimising } = await opened();
    const done = actions.minimise(verdict);
    await settled();
    actions.stopMinimising();
    expect(search.calls).toEqual(['start agreement 30', 'stop']);
    expect(minimising()?.stopping).toBe(true);
    search.finish({ commands: 5, complete: false } as Minimised);
    await done;
    expect(minimising()).toMatchObject({ stopping: false, result: { commands: 5, complete: false } });
  });

  it('ends when another session is opened, and shows nothing there', async () => {
    const { actions, search, minimising } = await opened();
    const done = actions.minimise(verdict);
    await settled();
    await actions.open({ kind: 'catalogue', id: 'first-light' });
    expect(minimising()).toBeNull();
    search.progress({ runs: 5, commands: 2, of: 9 });
    expect(search.calls).toEqual(['start agreement 30', 'stop']);
    search.finish({ commands: 1 } as Minimised);
    await done;
    expect(minimising()).toBeNull();
  });

  it('says why a run cannot be minimised', async () => {
    const { actions, store } = pageOnFake();
    await actions.open({ kind: 'catalogue', id: 'first-light' });
    await actions.minimise(verdict);
    expect(store.getState().minimising).toBeNull();
    expect(store.getState().notices.minimise).toEqual({
      tone: 'problem',
      text: 'This run could not be minimised: nothing to minimise.',
    });
  });
});

it('says so when the search cannot even be loaded', async () => {
  const { store } = await opened();
  const { minimise } = createMinimiseActions(
    { loadMinimiser: () => Promise.reject(new Error('offline')) },
    store,
  );
  await minimise(verdict);
  expect(store.getState().minimising).toBeNull();
  expect(store.getState().notices.minimise?.text).toContain('its code could not be loaded');
});

describe('the minimal run', () => {
  it('opens as a branch at the event that breaks the verdict, and undo goes back', async () => {
    const startMinimising: StartMinimising = (request, onProgress) => ({
      done: minimiseSession(request, { onProgress, isStopped: () => false }),
      stop: () => {},
    });
    const engine = new SeatedEngine(null);
    const { actions, store } = pageOnFake({ engine, startMinimising });
    await actions.open({ kind: 'json', value: failing }, 100_000);
    const before = store.getState();
    const broken = before.verdicts.find((one) => one.verdict === 'violated');
    expect(broken).toBeDefined();
    await actions.minimise({ property: broken?.property ?? '', event: broken?.event ?? 0 });
    const result = store.getState().minimising?.result;
    expect(result).toMatchObject({ commands: 2, of: 3, complete: true });
    expect(result?.acts).toEqual([
      { at: 0, text: expect.stringMatching(/^R0 lies: equivocate/) },
      { at: 0, text: expect.stringMatching(/^R1 lies: equivocate/) },
    ]);

    expect(await actions.openMinimal()).toBe(true);
    const { info, cursor, verdicts, selection } = store.getState();
    expect(info?.branches.map(({ current, differs }) => [current, differs])).toEqual([
      [false, expect.stringContaining('the first run')],
      [true, 'the run is minimised to 2 commands'],
    ]);
    expect([cursor, selection]).toEqual([(result?.event ?? 0) + 1, { kind: 'event', event: result?.event }]);
    expect(verdicts.find(({ property }) => property === broken?.property)?.verdict).toBe('violated');
    expect(info?.session).toEqual(result?.session);

    await actions.undo();
    expect(store.getState().info?.session).toEqual(before.info?.session);
    expect(store.getState().cursor).toBe(before.cursor);
    // It is gone over to again, not made again.
    expect(await actions.openMinimal()).toBe(true);
    expect(store.getState().info?.branches).toHaveLength(2);
  });

  it('is refused as a branch when its replicas do not fit the stage', async () => {
    const engine = new SeatedEngine(null);
    await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline');
    const seven = { version: 1, session: { scenario: 'two-primaries-crash', seed: 1, commands: [] } };
    expect(await engine.adopt(0, seven, 5, 'x')).toEqual({
      problem: 'expected a session of 4 replicas, found 7',
    });
    expect(await engine.adopt(0, { version: 9 }, 5, 'x')).toHaveProperty('problem');
  });
});

describe('words', () => {
  const result = {
    commands: 2,
    of: 14,
    requests: 1,
    requestsOf: 20,
    complete: true,
    heldFor: null,
  } as Minimised;

  it('say what is left and what is promised of it', () => {
    expect(leftSoFar(null)).toBe('The run is repeated without some of its commands …');
    expect(leftSoFar({ runs: 3, commands: 4, of: 14 })).toBe('4 of 14 commands left so far.');
    expect(whatIsLeft(result)).toBe(
      '2 of 14 commands and 1 of 20 requests are left. No single command can be left out.',
    );
    expect(whatIsLeft({ ...result, heldFor: 100_000 })).toContain(
      'No single command can be left out: without it, 100,000 events break nothing.',
    );
    expect(whatIsLeft({ ...result, of: 2, requestsOf: 1, complete: false })).toBe(
      'All 2 commands and 1 request are left. The search was stopped: there may be a smaller one.',
    );
  });
});
