/**
 * The engine behind the page: every click is in the session, the session gives the same trace, problems
 * change nothing.
 */
import { describe, expect, it } from 'vitest';
import { createSimulated } from '../../../src/kernel/authenticator.ts';
import type { Engine, Intervention, Moved } from '../../../src/runtime/api.ts';
import { partsOf } from '../../../src/runtime/assemble.ts';
import { SeatRunner } from '../../../src/runtime/seat.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { threads } from '../../support/hosts.ts';
import { good, opened } from '../../support/pages.ts';

const acts: readonly Intervention[] = [
  { do: 'crash', replica: 0 },
  { do: 'corrupt', replica: 2 },
  {
    do: 'partition',
    groups: [
      [0, 1],
      [2, 3],
    ],
  },
  { do: 'submit', row: { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '3' } },
  { do: 'heal' },
  { do: 'recover', replica: 0 },
  { do: 'behave', replica: 3, as: 'silent' },
];

/** Opens what the address would hold after a reload. */
async function reloaded(at: Moved): Promise<Moved> {
  const value: unknown = JSON.parse(JSON.stringify(at.info.session));
  return good(await new SeatedEngine(null).open({ kind: 'json', value }, 'inline', at.info.length));
}

async function expectReproducible(engine: Engine, at: Moved): Promise<void> {
  const { traceHash } = good(await engine.replay('inline', at.info.length));
  expect(traceHash).toBe(at.info.traceHash);
  const again = await reloaded(at);
  expect(again.frame.replicas).toEqual((await frameAt(engine, at.info.length)).replicas);
  expect(again.info.interventions).toEqual(at.info.interventions);
}

async function frameAt(engine: Engine, cursor: number) {
  return good(await engine.frame(cursor));
}

describe('acting', () => {
  it('at any moment, mid-instant too, is reproduced from the session file by the trace hash', async () => {
    for (const start of [1, 4, 5, 9, 17, 26, 40, 63]) {
      const { engine } = await opened('fault-free');
      let at = good(await engine.move(0, { kind: 'event', target: start }));
      for (const [step, act] of acts.entries()) {
        at = good(await engine.intervene(at.frame.cursor, act));
        expect(at.frame.line?.where).toBe(
          act.do === 'submit' && at.frame.line?.where === 'c0' ? 'c0' : 'session',
        );
        for (let presses = (start * 3 + step * 7) % 11; presses > 0; presses--) {
          at = good(await engine.move(at.frame.cursor, { kind: 'step' }));
        }
      }
      expect(at.info.interventions).toHaveLength(acts.length);
      at = good(await engine.move(at.frame.cursor, { kind: 'round' }));
      await expectReproducible(engine, at);
    }
  }, 60_000);

  it('in the past keeps what came before and leaves the later interventions to the other branch', async () => {
    const { engine, at } = await opened('fault-free');
    const places: number[] = [];
    let now = at;
    for (const act of acts.slice(0, 4)) {
      now = good(await engine.intervene(now.frame.cursor, act));
      places.push(now.frame.cursor);
      now = good(await engine.move(now.frame.cursor, { kind: 'round' }));
    }
    const [, second = 0] = places;
    const before = await engine.feed(0, second);
    const changed = good(await engine.intervene(second, { do: 'crash', replica: 3 }));
    expect(changed.info.interventions.map(({ text }) => text)).toEqual([
      'R0 crashes',
      now.info.interventions[1]?.text,
      'R3 crashes',
    ]);
    const { session } = changed.info.session as { session: { commands: readonly { do: string }[] } };
    expect(session.commands.map(({ do: verb }) => verb)).toEqual(['crash', 'corrupt', 'crash']);
    expect(await engine.feed(0, second)).toEqual(before);
    await expectReproducible(engine, changed);
  });

  it('is taken back by undo and done again by redo, with the same trace', async () => {
    const { engine, at } = await opened('primary-crash');
    const states: { readonly at: Moved; readonly feed: unknown }[] = [];
    const remember = async (moved: Moved): Promise<Moved> => {
      const far = good(await engine.move(moved.frame.cursor, { kind: 'time', target: 600_000 }));
      states.push({ at: far, feed: await engine.feed(0, far.frame.cursor) });
      return moved;
    };
    let now = await remember(good(await engine.move(at.frame.cursor, { kind: 'round' })));
    for (const act of acts.slice(0, 5)) {
      now = good(await engine.intervene(now.frame.cursor, act));
      await remember(now);
      now = good(await engine.move(now.frame.cursor, { kind: 'step' }));
    }
    const again = async (): Promise<unknown> => {
      const far = good(await engine.move(0, { kind: 'time', target: 600_000 }));
      return engine.feed(0, far.frame.cursor);
    };
    for (const { at: was, feed } of states.slice(0, -1).toReversed()) {
      const back = good(await engine.undo());
      expect(back.info.interventions.length).toBeLessThan(6);
      expect(back.info.session).toEqual(was.info.session);
      expect(await again()).toEqual(feed);
    }
    expect(await engine.undo()).toEqual({ problem: 'nothing is left to undo' });
    for (const { at: was, feed } of states.slice(1)) {
      const forth = good(await engine.redo());
      expect(forth.info.session).toEqual(was.info.session);
      expect(await again()).toEqual(feed);
    }
    expect(await engine.redo()).toEqual({ problem: 'nothing is left to redo' });
  }, 60_000);

  it('anew forgets what could be redone', async () => {
    const { engine, at } = await opened('first-light');
    const crashed = good(await engine.intervene(at.frame.cursor, { do: 'crash', replica: 1 }));
    expect(crashed.info).toMatchObject({ canUndo: true, canRedo: false });
    const undone = good(await engine.undo());
    expect(undone.info).toMatchObject({ canUndo: false, canRedo: true });
    expect(undone.frame.cursor).toBe(at.frame.cursor);
    const other = good(await engine.intervene(undone.frame.cursor, { do: 'crash', replica: 2 }));
    expect(other.info).toMatchObject({ canUndo: true, canRedo: false });
  });

  it('on what makes no sense is an event that says why', async () => {
    const { engine, at } = await opened('first-light');
    const refused = good(await engine.intervene(at.frame.cursor, { do: 'recover', replica: 1 }));
    expect(refused.frame.line?.sentence).toBe(
      'Refused: R1 recovers; R1 is up: only a crashed replica recovers.',
    );
  });
});

describe('a problem', () => {
  it.each<[Intervention, RegExp]>([
    [{ do: 'crash', replica: 9 }, /expected/],
    [{ do: 'explode' }, /expected/],
    [{ do: 'behave', replica: 1, as: 'nonsense' }, /expected/],
    [{ do: 'delay', message: 'r0>1#1', byMs: -5 }, /expected/],
    [
      { do: 'submit', row: { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: 'much' } },
      /expected/,
    ],
    [{ do: 'crash', replica: 1, extra: true }, /expected/],
  ])('with an intervention leaves the session untouched: %o', async (act, words) => {
    const { engine, at } = await opened('first-light');
    const answer = await engine.intervene(at.frame.cursor, act);
    expect('problem' in answer ? answer.problem : '').toMatch(words);
    const after = good(await engine.move(at.frame.cursor, { kind: 'event', target: at.frame.cursor }));
    expect(after).toEqual(at);
  });

  it.each<[unknown, string]>([
    [{ kind: 'catalogue', id: 'no-such' }, 'first-light'],
    [{ kind: 'json', value: 7 }, 'expected'],
    [{ kind: 'json', value: { version: 1, session: { scenario: 'no-such' } } }, 'first-light'],
    [{ kind: 'json', value: { version: 1, id: 'x', protocol: { id: 'pbft', replicas: 3 } } }, 'expected'],
    [
      {
        kind: 'json',
        value: {
          version: 1,
          session: { scenario: 'first-light', commands: [{ atMs: 1, do: 'crash', replica: 8 }] },
        },
      },
      'expected',
    ],
  ])('with what is to be opened leaves the open run alone: %o', async (source, words) => {
    const { engine, at } = await opened('first-light');
    const answer = await engine.open(source as Parameters<Engine['open']>[0], 'inline');
    expect('problem' in answer ? answer.problem : '').toContain(words);
    expect(good(await engine.move(at.frame.cursor, { kind: 'event', target: at.frame.cursor }))).toEqual(at);
  });

  it('with new numbers leaves the open run alone', async () => {
    const { engine, at } = await opened('first-light');
    for (const changes of [
      { replicas: 3 },
      { replicas: 129 },
      { seed: -1 },
      { delayMs: { min: 5, max: 1 } },
      { count: 9 },
    ]) {
      expect(await engine.restart(changes)).toHaveProperty('problem');
    }
    expect(await engine.restart({ file: { name: 'x.csv', text: 'kind;account\n' } })).toHaveProperty(
      'problem',
    );
    expect(good(await engine.move(at.frame.cursor, { kind: 'event', target: at.frame.cursor }))).toEqual(at);
  });
});

describe('opening', () => {
  it('offers every scenario of the catalogue, and each opens with its request on its way', async () => {
    const engine = new SeatedEngine(null);
    const entries = await engine.catalogue();
    expect(entries.length).toBeGreaterThanOrEqual(12);
    for (const { id } of entries) {
      const at = good(await engine.open({ kind: 'catalogue', id }, 'inline'));
      expect(at.frame.at).toBe(0);
      // A run that hides a liar opens from a seat, where nobody knows of a request on its way.
      if (id === 'hidden-liar') expect(at.frame.seat).toBe(1);
      else expect(at.frame.inFlight.length).toBeGreaterThan(0);
      expect(at.info.session).toMatchObject({ version: 1, session: { scenario: id, commands: [] } });
    }
  });

  it('starts again with other numbers', async () => {
    const { engine } = await opened('fault-free');
    const at = good(
      await engine.restart({ replicas: 7, seed: 5, delayMs: { min: 1, max: 2 }, count: 3, everyMs: 10 }),
    );
    expect(at.info).toMatchObject({ replicas: 7, faults: 2, seed: 5, delayMs: { min: 1, max: 2 } });
    const quiet = good(await engine.move(at.frame.cursor, { kind: 'quiet' }));
    expect(quiet.frame.clients[0]?.accepted).toBe(3);
    await expectReproducible(engine, quiet);
  });

  it('with rows that the user brings runs those', async () => {
    const { engine } = await opened('first-light');
    const text = 'kind,account,to,asset,amount,nonce,id\ndeposit,7,,USD,10,,\ntransfer,7,8,USD,4,,\n';
    const at = good(await engine.restart({ file: { name: 'day.csv', text } }));
    expect(at.info.accounts).toEqual(expect.arrayContaining([7, 8]));
    const quiet = good(await engine.move(at.frame.cursor, { kind: 'quiet' }));
    expect(quiet.frame.clients[0]).toMatchObject({ accepted: 2, rejected: 0 });
    await expectReproducible(engine, quiet);
  });

  it('at a cursor goes there, and no further than there is', async () => {
    const { at } = await opened('first-light', 20);
    expect(at.frame.cursor).toBe(20);
    const { engine } = await opened('first-light');
    expect((await frameAt(engine, 10_000_000)).cursor).toBeLessThan(100);
    expect((await frameAt(engine, -5)).cursor).toBe(0);
    expect((await frameAt(engine, Number.NaN)).cursor).toBe(0);
  });
});

describe('with workers', () => {
  /** What replica.worker.ts builds, in this process. */
  function pages(): { readonly engine: SeatedEngine; readonly log: ReturnType<typeof threads>['log'] } {
    const { start, log } = threads(
      (plan, self) => new SeatRunner(partsOf(plan, createSimulated(plan.seed)), self),
    );
    return { engine: new SeatedEngine(start), log };
  }

  it('a run, its branches and its replay have the trace hash of an inline one', async () => {
    const { engine, log } = pages();
    let at = good(await engine.open({ kind: 'catalogue', id: 'primary-crash' }, 'workers'));
    expect(at.info.host).toBe('workers');
    at = good(await engine.move(at.frame.cursor, { kind: 'time', target: 300_000 }));
    const started = log.started.length;
    expect(started).toBe(4);
    at = good(await engine.intervene(100, { do: 'crash', replica: 2 }));
    at = good(await engine.move(at.frame.cursor, { kind: 'time', target: 400_000 }));
    at = good(await engine.intervene(at.frame.cursor, { do: 'recover', replica: 2 }));
    at = good(await engine.move(at.frame.cursor, { kind: 'time', target: 500_000 }));
    const inline = good(await engine.replay('inline', at.info.length));
    const live = good(await engine.replay('workers', at.info.length));
    expect([inline.traceHash, live.traceHash]).toEqual([at.info.traceHash, at.info.traceHash]);
    expect(log.started.length).toBeGreaterThan(started);
  });

  it('closed ones leave no thread behind', async () => {
    const { engine, log } = pages();
    for (const id of ['first-light', 'fault-free']) {
      const at = good(await engine.open({ kind: 'catalogue', id }, 'workers'));
      good(await engine.move(at.frame.cursor, { kind: 'round' }));
    }
    expect(log.started.length - log.terminated.length).toBe(4);
  });
});
