/** Another order of arrival: the delays it takes, and what a run makes of them. */
import { describe, expect, it } from 'vitest';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { heldGroups } from '../../src/ui/mailbox/held-groups.ts';
import { queueAt, reordered, tooManyWords } from '../../src/ui/mailbox/order.ts';
import { good } from '../support/pages.ts';

const queued = (from: number, dueAt: number) => ({ id: `r${from}>3#1`, from, dueAt });

describe('the delays', () => {
  it('none where nothing moves', () => {
    expect(reordered([queued(0, 10), queued(1, 20)], 1, 1)).toEqual([]);
    expect(reordered([], 0, 1)).toEqual([]);
  });

  it('whoever comes after another waits until that has come', () => {
    expect(reordered([queued(1, 10), queued(0, 20)], 0, 1)).toEqual([
      { do: 'delay', message: 'r1>3#1', byMs: 0.01 },
    ]);
  });

  it('of one instant the lower sender comes first, so the other waits a microsecond more', () => {
    expect(reordered([queued(0, 20), queued(1, 20)], 0, 1)).toEqual([
      { do: 'delay', message: 'r0>3#1', byMs: 0.001 },
    ]);
  });

  it('to the front, and everybody before it waits in the order that they had', () => {
    const delays = reordered([queued(0, 10), queued(1, 15), queued(2, 30)], 2, 0);
    expect(delays).toEqual([
      { do: 'delay', message: 'r0>3#1', byMs: 0.021 },
      { do: 'delay', message: 'r1>3#1', byMs: 0.016 },
    ]);
  });

  it('of a crowd are too many for one act, and it is said why', () => {
    const crowd = Array.from({ length: 90 }, (_, from) => queued(from, 20));
    expect(tooManyWords(reordered(crowd, 89, 0).length)).toMatch(/^Nothing was moved: 89 messages/);
    expect(tooManyWords(reordered(crowd.slice(0, 60), 59, 0).length)).toBeNull();
  });
});

it('every move of a real queue comes out as asked, and one undo takes it back', async () => {
  for (const seed of [1, 2, 3]) {
    const at = await fullest(seed);
    const places = queueAt(good(await (await opened(seed)).frame(at)).inFlight, 2).map((_, place) => place);
    expect(places.length).toBeGreaterThan(2);
    for (const from of places)
      for (const to of places) if (from !== to) await expectMove(await opened(seed), at, from, to);
  }
}, 60_000);

async function expectMove(engine: SeatedEngine, at: number, from: number, to: number): Promise<void> {
  const before = good(await engine.frame(at));
  const queue = queueAt(before.inFlight, 2);
  let cursor = at;
  for (const [part, delay] of reordered(queue, from, to).entries())
    cursor = good(await engine.intervene(cursor, delay, part > 0)).frame.cursor;
  const ids = queue.map(({ id }) => id);
  const wanted = moved(ids, from, to);
  expect(await arrivals(engine, cursor, wanted)).toEqual(wanted);
  expect(good(await engine.undo()).frame).toEqual(before);
}

it('what a puppet holds is listed by message, copies together', async () => {
  const engine = new SeatedEngine(null);
  await engine.open({ kind: 'catalogue', id: 'proving-ground' }, 'inline');
  await engine.intervene(0, { do: 'behave', replica: 0, as: 'puppet' });
  const { frame } = good(await engine.move(0, { kind: 'time', target: 150_000 }));
  const groups = heldGroups(frame.inFlight);
  expect(groups.map(({ type, copies }) => [type, copies.map(({ to }) => to)])).toEqual([
    ['PRE-PREPARE', [1, 2, 3]],
  ]);
  expect(queueAt(frame.inFlight, 1).every(({ atSender }) => atSender !== true)).toBe(true);
});

async function opened(seed: number): Promise<SeatedEngine> {
  const engine = new SeatedEngine(null);
  good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
  good(await engine.restart({ seed, delayMs: { min: 5, max: 40 } }));
  await engine.move(0, { kind: 'event', target: 40 });
  return engine;
}

/** Where most is on its way to R2. */
async function fullest(seed: number): Promise<number> {
  const engine = await opened(seed);
  let [best, most] = [0, 0];
  for (let cursor = 5; cursor < 40; cursor++) {
    const { length } = queueAt(good(await engine.frame(cursor)).inFlight, 2);
    if (length > most) [best, most] = [cursor, length];
  }
  return best;
}

function moved(ids: readonly string[], from: number, to: number): readonly string[] {
  const others = ids.filter((_, at) => at !== from);
  return [...others.slice(0, to), ids[from] as string, ...others.slice(to)];
}

/** Which of these R2 takes in, in order. */
async function arrivals(engine: SeatedEngine, from: number, ids: readonly string[]): Promise<string[]> {
  await engine.move(from, { kind: 'time', target: 1_000_000 });
  const lines = await engine.feed(from, 400);
  return lines.flatMap(({ message }) => (message !== null && ids.includes(message) ? [message] : []));
}
