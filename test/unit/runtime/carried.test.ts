/**
 * What a session brings along when it is opened can be taken back, as if one had done it oneself; and so can
 * a restart, with everything that was done before it.
 */
import { describe, expect, it } from 'vitest';
import type { Engine, Intervention, Moved } from '../../../src/runtime/api.ts';
import { limits } from '../../../src/runtime/limits.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { catalogueIds } from '../../../src/scenarios/catalog.ts';
import { good, opened } from '../../support/pages.ts';

const ACTS: readonly Intervention[] = [
  { do: 'crash', replica: 2 },
  { do: 'submit', row: { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '3' } },
  { do: 'recover', replica: 2 },
];

async function acted(engine: Engine, from: Moved, acts = ACTS): Promise<Moved> {
  let at = from;
  for (const act of acts) {
    at = good(await engine.intervene(at.frame.cursor, act));
    at = good(await engine.move(at.frame.cursor, { kind: 'round' }));
  }
  return at;
}

async function reopened(at: Moved, cursor?: number): Promise<{ engine: Engine; at: Moved }> {
  const engine = new SeatedEngine(null);
  const value: unknown = JSON.parse(JSON.stringify(at.info.session));
  return { engine, at: good(await engine.open({ kind: 'json', value }, 'inline', cursor)) };
}

function sessionOf({ info }: Moved): { scenario: unknown; commands: readonly unknown[] } {
  return (info.session as { session: { scenario: unknown; commands: readonly unknown[] } }).session;
}

describe('an opened session that holds acts', () => {
  it('is taken back act by act, to the same moments as where it was made', async () => {
    const here = await opened('fault-free');
    const made = await acted(
      here.engine,
      good(await here.engine.move(here.at.frame.cursor, { kind: 'round' })),
    );
    const there = await reopened(made, made.frame.cursor);
    expect(there.at.info.undoes).toBe(made.info.undoes);
    for (const _ of ACTS) {
      const mine = good(await here.engine.undo());
      const other = good(await there.engine.undo());
      expect(other.frame).toEqual(mine.frame);
      expect(other.info.undoes).toBe(mine.info.undoes);
      expect(other.info.session).toEqual(mine.info.session);
    }
    expect(await there.engine.undo()).toHaveProperty('problem');
  });

  it('is taken back too when the link looks at a moment before the acts', async () => {
    const here = await opened('fault-free');
    const made = await acted(here.engine, here.at);
    const { engine, at } = await reopened(made, 1);
    expect(at.frame.cursor).toBe(1);
    expect(at.info.undoes).toBe('R2 recovers');
    const undone = good(await engine.undo());
    expect(sessionOf(undone).commands).toHaveLength(ACTS.length - 1);
    expect(undone.frame.replicas[2]?.status).toBe('crashed');
  });

  it('names the acts of one instant in their order', async () => {
    const { engine, at } = await opened('first-light');
    let now = at;
    const words: (string | null)[] = [];
    for (const replica of [1, 2, 3]) {
      now = good(await engine.intervene(now.frame.cursor, { do: 'pause', replica }));
      words.unshift(now.info.undoes);
    }
    const again = await reopened(now, now.frame.cursor);
    const found: (string | null)[] = [];
    for (let left = 3; left > 0; left--) {
      found.push(again.at.info.undoes);
      again.at = good(await again.engine.undo());
    }
    expect(found).toEqual(words);
    expect(new Set(words).size).toBe(3);
  });

  it('remembers no more acts than undo does', async () => {
    const { engine, at } = await opened('first-light');
    const crowd = Array.from({ length: limits.undoDepth + 5 }, (_, k) => ({
      do: k % 2 === 0 ? 'pause' : 'resume',
      replica: 1,
    }));
    let now = at;
    for (const act of crowd) now = good(await engine.intervene(now.frame.cursor, act));
    const again = await reopened(now, now.frame.cursor);
    for (let left = limits.undoDepth; left > 0; left--) good(await again.engine.undo());
    expect(await again.engine.undo()).toHaveProperty('problem');
  });
});

describe('the trace hash of a link', () => {
  it('is that of the events up to the playhead, however far either side has simulated', async () => {
    const here = await opened('fault-free');
    const made = await acted(here.engine, here.at);
    const { cursor } = made.frame;
    const hash = await here.engine.traceHash(cursor);
    await here.engine.move(cursor, { kind: 'round' });
    const there = await reopened(made, cursor);
    expect(await there.engine.traceHash(cursor)).toBe(hash);
    expect(await here.engine.traceHash(cursor)).toBe(hash);
    expect(await here.engine.traceHash(cursor + 1)).not.toBe(hash);
  });
});

describe('links that are cut', () => {
  it('count once, also when a partition parts them a second time', async () => {
    const { engine, at } = await opened('fault-free');
    const halves = [
      [0, 1],
      [2, 3],
    ];
    let now = good(await engine.intervene(at.frame.cursor, { do: 'cut', from: 0, to: 3 }));
    now = good(await engine.intervene(now.frame.cursor, { do: 'partition', groups: halves }));
    expect(now.frame.cuts).toHaveLength(8);
    expect(new Set(now.frame.cuts.map(String)).size).toBe(8);
  });
});

describe('a restart', () => {
  const csv = 'kind,account,to,asset,amount,nonce,id\ntransfer,1,2,USD,4.00,,\n';

  it('is taken back to the run before, with what was done in it, and done again', async () => {
    const { engine, at } = await opened('first-light');
    const made = await acted(engine, at);
    const file = { name: 'day.csv', text: csv };
    const loaded = good(await engine.restart({ file }, made.frame.cursor));
    expect(loaded.info.undoes).toBe('The rows of day.csv become the load');
    const back = good(await engine.undo());
    expect(back.info.session).toEqual(made.info.session);
    expect({ ...back.frame, nextAt: null }).toEqual({ ...made.frame, nextAt: null });
    expect(back.info.undoes).toBe('R2 recovers');
    const again = good(await engine.redo());
    expect(again.info.session).toEqual(loaded.info.session);
    expect(again.frame).toEqual(loaded.frame);
    good(await engine.undo());
    expect(sessionOf(good(await engine.undo())).commands).toHaveLength(ACTS.length - 1);
  });

  it('is no act of the run that it begins, and what was done before it is none either', async () => {
    const { engine, at } = await opened('first-light');
    const made = await acted(engine, at);
    expect(made.info.branches[0]?.differs).toMatch(/^the first run, and in it: R2 crashes; /);
    const anew = good(await engine.restart({ seed: 7 }, made.frame.cursor));
    expect(anew.info.branches[0]?.differs).toBe('the first run');
    const again = await reopened(made);
    expect(again.at.info.branches[0]?.differs).toBe(made.info.branches[0]?.differs);
  });

  it('tells what the load is instead of the story of another one', async () => {
    const { engine } = await opened('first-light');
    const loaded = good(await engine.restart({ file: { name: 'day.csv', text: csv } }));
    expect(loaded.info.scenario.story).toEqual([
      'Network and faults are those of “One transfer, four replicas”; the load is the 1 row of day.csv.',
    ]);
  });

  it.each(catalogueIds)('of %s with nothing changed leaves it the catalogue’s', async (id) => {
    const { engine, at } = await opened(id);
    expect(sessionOf(good(await engine.restart({}))).scenario).toBe(id);
    expect(sessionOf(good(await engine.restart({ replicas: at.info.replicas + 3 }))).scenario).not.toBe(id);
  });
});

describe('a move', () => {
  it('until an answer goes to where a client accepts, and back', async () => {
    const { engine, at } = await opened('fault-free');
    const first = good(await engine.move(at.frame.cursor, { kind: 'answer' }));
    expect(first.frame.clients[0]).toMatchObject({ accepted: 1 });
    const second = good(await engine.move(first.frame.cursor, { kind: 'answer' }));
    expect(second.frame.clients[0]).toMatchObject({ accepted: 2 });
    const back = good(await engine.move(second.frame.cursor, { kind: 'answer', back: true }));
    expect(back.frame.cursor).toBe(first.frame.cursor);
  });

  it('says what was taken in on the way, not only what had been on its way before', async () => {
    const { engine, at } = await opened('fault-free');
    const moved = good(await engine.move(at.frame.cursor, { kind: 'commit' }));
    const lines = await engine.feed(at.frame.cursor, moved.frame.cursor - at.frame.cursor);
    const taken = (moved.taken ?? []).reduce((sum, { count }) => sum + count, 0);
    expect(taken).toBe(lines.filter(({ message }) => message !== null).length);
    expect(moved.taken?.[0]).toEqual({ type: 'PREPARE', count: 9 });
  });

  it('to an event beyond the end of the run opens at the end and is no failed move', async () => {
    const { at } = await opened('first-light', 99_999);
    expect(at.frame.cursor).toBeLessThan(99_999);
    expect(at.stopped).toBeNull();
  });
});
