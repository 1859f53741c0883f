/**
 * Where the playhead goes (EXPERIENCE, Transport): rounds, goals and their back twins, and that no move runs
 * for ever.
 */
import { describe, expect, it } from 'vitest';
import type { Engine, Move, Moved } from '../../../src/runtime/api.ts';
import { limits } from '../../../src/runtime/limits.ts';
import { good, opened } from '../../support/pages.ts';

async function go(engine: Engine, from: Moved, ...moves: readonly Move[]): Promise<Moved> {
  let at = from;
  for (const move of moves) at = good(await engine.move(at.frame.cursor, move));
  return at;
}

const round: Move = { kind: 'round' };
const roundBack: Move = { kind: 'round', back: true };

describe('first light', () => {
  it('opens with the request on its way, and five Rounds take it to "paid"', async () => {
    const { engine, at } = await opened('first-light');
    expect(at.frame.inFlight.map(({ summary, from, to }) => [summary.type, from, to])).toEqual([
      ['REQUEST', 'c0', 0],
    ]);
    expect(at.frame.at).toBe(0);
    const rounds: unknown[] = [];
    let now = at;
    for (let press = 1; press <= 5; press++) {
      now = await go(engine, now, round);
      const types = new Set(
        now.frame.inFlight.filter(({ idle }) => !idle).map(({ summary }) => summary.type),
      );
      rounds.push([now.frame.at / 1000, [...types], now.stopped]);
    }
    expect(rounds).toEqual([
      [20, ['PRE-PREPARE'], null],
      [40, ['PREPARE'], null],
      [60, ['COMMIT'], null],
      [80, ['REPLY'], null],
      [100, [], null],
    ]);
    expect(now.frame.clients[0]?.request?.outcome).toMatch(/^paid: 2 equal replies/);
  });

  it('goes back Round by Round to where it opened', async () => {
    const { engine, at } = await opened('first-light');
    const cursors = [at.frame.cursor];
    let now = at;
    for (let press = 0; press < 5; press++) {
      now = await go(engine, now, round);
      cursors.push(now.frame.cursor);
    }
    const back: number[] = [now.frame.cursor];
    for (let press = 0; press < 5; press++) {
      now = await go(engine, now, roundBack);
      back.push(now.frame.cursor);
    }
    expect(back).toEqual(cursors.toReversed());
    // From inside a round the way back is to its beginning.
    const inside = await go(engine, now, round, { kind: 'step' }, { kind: 'step' });
    expect((await go(engine, inside, roundBack)).frame.cursor).toBeLessThan(inside.frame.cursor);
    expect((await go(engine, inside, roundBack)).frame.cursor).toBeGreaterThanOrEqual(at.frame.cursor);
  });

  it('still pays with one replica crashed, and waits with two, saying for what', async () => {
    const { engine, at } = await opened('first-light');
    const paid = await go(engine, at, round, round, round, round, round);
    const row = { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '5' };
    const one = good(await engine.intervene(paid.frame.cursor, { do: 'crash', replica: 3 }));
    const asked = good(await engine.intervene(one.frame.cursor, { do: 'submit', row }));
    expect(asked.frame.inFlight.filter(({ idle }) => !idle)).toHaveLength(1);
    const again = await go(engine, asked, round, round, round, round, round);
    expect(again.frame.clients[0]?.request).toMatchObject({ state: 'accepted', timestamp: 2 });
    const two = good(await engine.intervene(again.frame.cursor, { do: 'crash', replica: 2 }));
    const stuck = good(await engine.intervene(two.frame.cursor, { do: 'submit', row }));
    const waiting = await go(engine, stuck, round, round, round);
    expect(waiting.frame.clients[0]?.request?.state).toBe('waiting');
    expect(waiting.frame.blocked.join(' ')).toMatch(/needs 3 PREPAREs, has 2 with R0/);
    expect(waiting.frame.faulty.now).toEqual([2, 3]);
  });
});

describe('a Round', () => {
  it('ends with the instant in which all that was in flight is taken in, and not earlier', async () => {
    const { engine, at } = await opened('lossy-network');
    let now = at;
    for (let press = 0; press < 12; press++) {
      const before = now.frame;
      const waiting = new Set(before.inFlight.filter(({ idle }) => !idle).map(({ id }) => id));
      now = await go(engine, now, round);
      const left = now.frame.inFlight.filter(({ id }) => waiting.has(id));
      const lines = await engine.feed(before.cursor, now.frame.cursor - before.cursor);
      const last = lines.filter((line) => line.at === now.frame.at);
      const timer = last.some(({ message }) => message === null);
      expect(left.length === 0 || timer).toBe(true);
      // Its very last instant took in something that it waited for, or a timer fired there.
      expect(timer || last.some(({ message }) => message !== null && waiting.has(message))).toBe(true);
    }
  });

  it('stops at a timer that fires first: a held message does not hold it up', async () => {
    const { engine, at } = await opened('first-light');
    const held = good(
      await engine.intervene(at.frame.cursor, { do: 'delay', message: 'c0>0#1', byMs: 5_000 }),
    );
    const next = await go(engine, held, round);
    expect(next.frame.at).toBe(300_000);
    expect(next.frame.line?.sentence).toContain('again');
    expect(next.frame.inFlight.map(({ id }) => id)).toContain('c0>0#1');
  });

  it('does not wait for what the user holds', async () => {
    const { engine, at } = await opened('first-light');
    const two = await go(engine, at, round, round);
    const prepare = two.frame.inFlight.find(({ summary }) => summary.type === 'PREPARE')?.id;
    const held = good(await engine.intervene(two.frame.cursor, { do: 'delay', message: prepare, byMs: 500 }));
    const next = await go(engine, held, round);
    expect(next.frame.at).toBe(60_000);
    expect(next.frame.inFlight.map(({ id }) => id)).toContain(prepare);
    // Where nothing else is on its way, its arrival is what happens next.
    const paid = await go(engine, next, round, round);
    expect(paid.frame.clients[0]?.request?.state).toBe('accepted');
    const arrival = await go(engine, paid, round);
    expect(arrival.frame.at).toBe(560_000);
    expect(arrival.frame.inFlight.map(({ id }) => id)).not.toContain(prepare);
  });

  it('waits for a replica that catches up by routine messages, and stops when it has', async () => {
    const { engine, at } = await opened('first-light');
    const crashed = good(await engine.intervene(at.frame.cursor, { do: 'crash', replica: 3 }));
    const paid = await go(engine, crashed, round, round, round, round, round);
    expect(paid.frame.clients[0]?.request?.state).toBe('accepted');
    let now = good(await engine.intervene(paid.frame.cursor, { do: 'recover', replica: 3 }));
    for (let press = 0; press < 12 && now.stopped === null; press++) now = await go(engine, now, round);
    expect(now.frame.replicas.map(({ glyph }) => glyph?.executedSlot)).toEqual([1, 1, 1, 1]);
    expect(now.stopped).toMatch(/^everything asked for is done/);
  });

  it('does not wait for idle traffic', async () => {
    const { engine, at } = await opened('first-light');
    let now = await go(engine, at, { kind: 'quiet' });
    for (let press = 0; press < 200 && now.frame.inFlight.length === 0; press++)
      now = await go(engine, now, { kind: 'step' });
    expect(now.frame.inFlight.length).toBeGreaterThan(0);
    expect(now.frame.inFlight.every(({ idle }) => idle)).toBe(true);
    // Nobody waits for anything, so no timer but idle ones will fire.
    const still = await go(engine, now, round);
    expect(still.stopped).toBe('everything asked for is done: no message or timer that matters is to come');
    expect(still.frame.cursor).toBe(now.frame.cursor);
    // No more than what is left of the instant.
    expect(still.info.length - now.info.length).toBeLessThan(4);
  });

  it('with nothing in flight goes to the next timer', async () => {
    const { engine } = await opened('first-light', 0);
    const now = await go(engine, good(await engine.move(0, { kind: 'event', target: 0 })), round);
    expect(now.frame.at).toBe(0);
    expect(now.frame.inFlight).toHaveLength(1);
  });
});

describe('goals', () => {
  it('are the next commit and the one before', async () => {
    const { engine, at } = await opened('fault-free');
    const first = await go(engine, at, { kind: 'commit' });
    const second = await go(engine, first, { kind: 'commit' });
    const marks = second.info.marks.filter(({ kind }) => kind === 'commit');
    expect(marks.map(({ number, cursor }) => [number, cursor])).toEqual([
      [1, first.frame.cursor],
      [2, second.frame.cursor],
    ]);
    expect(
      [first, second].map(
        ({ frame }) => frame.replicas.filter(({ glyph }) => (glyph?.executedSlot ?? 0) > 0).length,
      ),
    ).toEqual([1, 4]);
    expect((await go(engine, second, { kind: 'commit', back: true })).frame.cursor).toBe(first.frame.cursor);
    const start = await go(engine, first, { kind: 'commit', back: true });
    expect(start.frame.cursor).toBe(at.frame.cursor);
    expect((await go(engine, at, { kind: 'commit' })).frame.cursor).toBe(first.frame.cursor);
  });

  it('are the next view change and the one before', async () => {
    const { engine, at } = await opened('two-primaries-crash');
    const views: Moved[] = [await go(engine, at, { kind: 'view-change' })];
    views.push(await go(engine, views[0] as Moved, { kind: 'view-change' }));
    const reached = views.map(({ frame }) =>
      Math.max(...frame.replicas.map(({ glyph }) => glyph?.view ?? 0)),
    );
    expect(reached).toEqual([1, 2]);
    expect((await go(engine, views[1] as Moved, { kind: 'view-change', back: true })).frame.cursor).toBe(
      views[0]?.frame.cursor,
    );
  });

  it('lead back to one start: where the run opens, and where "to the start" goes', async () => {
    for (const id of ['first-light', 'equivocating-primary', 'fault-free']) {
      const { engine, at } = await opened(id);
      expect(at.info.start).toBe(at.frame.cursor);
      expect(at.frame.inFlight.length).toBeGreaterThan(0);
      const far = await go(engine, at, round, round, round);
      for (const kind of ['step', 'round', 'commit', 'view-change', 'verdict', 'quiet', 'start'] as const) {
        let now = far;
        for (let press = 0; press < 80; press++) now = await go(engine, now, { kind, back: true });
        expect([id, kind, now.frame.cursor]).toEqual([id, kind, at.frame.cursor]);
      }
      expect((await go(engine, far, { kind: 'start' })).frame.cursor).toBe(at.frame.cursor);
    }
  });

  it('"to the start" is before what the user did at time 0', async () => {
    const { engine, at } = await opened('first-light');
    const acted = good(await engine.intervene(at.frame.cursor, { do: 'crash', replica: 3 }));
    expect(acted.frame.at).toBe(0);
    const start = await go(engine, acted, { kind: 'start' });
    expect([start.frame.cursor, start.info.start]).toEqual([at.frame.cursor, at.frame.cursor]);
    expect(start.frame.replicas[3]?.status).toBe('up');
  });

  it('are quiet, a time, an event, the start and the end', async () => {
    const { engine, at } = await opened('first-light');
    const quiet = await go(engine, at, { kind: 'quiet' });
    expect(quiet.stopped).toBeNull();
    expect(quiet.frame.clients[0]?.request?.state).toBe('accepted');
    const time = await go(engine, at, { kind: 'time', target: 60_000 });
    expect(time.frame.at).toBe(60_000);
    expect(time.frame.nextAt).toBeGreaterThan(60_000);
    expect((await go(engine, at, { kind: 'event', target: 12 })).frame.cursor).toBe(12);
    expect((await go(engine, quiet, { kind: 'start' })).frame.cursor).toBe(at.frame.cursor);
    expect((await go(engine, at, { kind: 'end' })).frame.cursor).toBe(quiet.info.length);
    expect((await go(engine, at, { kind: 'step' }, { kind: 'step', back: true })).frame.cursor).toBe(
      at.frame.cursor,
    );
    expect((await go(engine, quiet, { kind: 'event', target: 0 })).frame.cursor).toBe(0);
    expect(
      (await go(engine, quiet, { kind: 'event', target: 0 }, { kind: 'step', back: true })).frame.cursor,
    ).toBe(0);
  });

  it('are found again in what is known, without simulating', async () => {
    const { engine, at } = await opened('fault-free');
    const far = await go(engine, at, { kind: 'event', target: 300 });
    const commit = await go(engine, at, { kind: 'commit' });
    expect(commit.info.length).toBe(far.info.length);
  });
});

describe('no move runs for ever', () => {
  const moves: readonly Move[] = (['commit', 'view-change', 'quiet', 'round', 'step'] as const).map(
    (kind) => ({ kind }),
  );

  it.each(moves)(
    'with all replicas crashed: $kind',
    async (move) => {
      const { engine, at } = await opened('first-light');
      let now = at;
      for (const replica of [0, 1, 2, 3]) {
        now = good(await engine.intervene(now.frame.cursor, { do: 'crash', replica }));
      }
      for (let press = 0; press < 3; press++) {
        const next = await go(engine, now, move);
        if (move.kind === 'round' || move.kind === 'step') {
          expect(next.frame.cursor).toBeGreaterThan(now.frame.cursor);
          now = next;
          continue;
        }
        expect(next.stopped).toMatch(/within the next 12\d,\d{3}(\.\d+)? ms$/);
        // A miss leaves the playhead where it was.
        expect(next.frame.cursor).toBe(now.frame.cursor);
        break;
      }
    },
    60_000,
  );

  it.each(moves)(
    'when everything is quiet: $kind',
    async (move) => {
      const { engine, at } = await opened('first-light');
      const quiet = await go(engine, at, { kind: 'quiet' });
      const next = await go(engine, quiet, move);
      if (move.kind === 'commit' || move.kind === 'view-change') {
        expect(next.stopped).toMatch(/^everything asked for is done: no .* is to come$/);
        expect([next.frame.cursor, next.info.length]).toEqual([quiet.frame.cursor, quiet.info.length]);
      } else expect(next.info.length - quiet.info.length).toBeLessThan(limits.eventsPerMove);
    },
    60_000,
  );

  it.each(moves)(
    'in a partition that lasts: $kind',
    async (move) => {
      const { engine, at } = await opened('first-light');
      const cut = good(
        await engine.intervene(at.frame.cursor, {
          do: 'partition',
          groups: [
            [0, 1],
            [2, 3],
          ],
        }),
      );
      const next = await go(engine, cut, move);
      if (move.kind === 'commit' || move.kind === 'quiet') expect(next.stopped).toMatch(/within the next/);
      expect(next.info.length).toBeLessThan(2 * limits.eventsPerMove);
    },
    60_000,
  );

  it('beyond the end of what can happen: it says so', async () => {
    const { engine, at } = await opened('first-light');
    let now = await go(engine, at, { kind: 'quiet' });
    for (const replica of [0, 1, 2, 3]) {
      now = good(await engine.intervene(now.frame.cursor, { do: 'crash', replica }));
    }
    expect((await go(engine, now, { kind: 'commit' })).stopped).toMatch(/^everything asked for is done/);
    const over = await go(engine, now, { kind: 'event', target: 10_000 });
    expect(over.stopped).toBe('nothing is left to happen');
    expect((await go(engine, over, { kind: 'step' })).stopped).toBe('nothing is left to happen');
    expect((await go(engine, over, round)).stopped).toBe('nothing is left to happen');
    // Something can be made to happen.
    const back = good(await engine.intervene(over.frame.cursor, { do: 'recover', replica: 1 }));
    expect((await go(engine, back, { kind: 'step' })).stopped).toBeNull();
  });
});
