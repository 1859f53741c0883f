/**
 * What a session brings along when it is opened can be taken back, as if one had done it oneself; and so can
 * a restart, with everything that was done before it.
 */
import { describe, expect, it } from 'vitest';
import type { Engine, Intervention, Moved } from '../../../src/runtime/api.ts';
import { limits } from '../../../src/runtime/limits.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { catalogueIds } from '../../../src/scenarios/catalog.ts';
import type { ScenarioCommand } from '../../../src/scenarios/types.ts';
import { hashOf, readHash } from '../../../src/ui/address.ts';
import { NOWHERE } from '../../../src/ui/share/place.ts';
import { readRecord, recordOf, sourceOf } from '../../../src/ui/storage/record.ts';
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

  it('that says it comes after more events than there are is taken back all the same', async () => {
    const commands = [
      { atMs: 10, after: Number.MAX_SAFE_INTEGER, do: 'pause', replica: 1 },
      { atMs: 50, do: 'resume', replica: 1 },
    ];
    const engine = new SeatedEngine(null);
    const value = { version: 1, session: { scenario: 'fault-free', seed: 42, commands } };
    good(await engine.open({ kind: 'json', value }, 'inline', 5));
    good(await engine.undo());
    const undone = good(await engine.undo());
    expect(sessionOf(undone).commands).toEqual([]);
    expect(undone.frame.cursor).toBeLessThanOrEqual(undone.info.length);
  });

  it('of ten thousand parts is opened as soon as one of two', async () => {
    const commands = Array.from({ length: 10_000 }, (_, part) => ({
      atMs: 20,
      joins: true,
      do: part % 2 === 0 ? 'pause' : 'resume',
      replica: 1,
    }));
    const engine = new SeatedEngine(null);
    const value = { version: 1, session: { scenario: 'fault-free', seed: 42, commands } };
    const at = good(await engine.open({ kind: 'json', value }, 'inline', 5));
    expect(at.info.undoes).toBe('R1 is paused; 9999 more');
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

describe('an act of several parts', () => {
  /** A crash with a request after it, a stroke over three links, and one act for itself at the same time. */
  const GESTURES: readonly (readonly Intervention[])[] = [
    [{ do: 'crash', replica: 3 }, ACTS[1] as Intervention],
    [0, 1, 2].map((to) => ({ do: 'cut', from: 3, to })),
    [{ do: 'pause', replica: 1 }],
  ];

  async function gestured(): Promise<{ engine: Engine; at: Moved; undoes: (string | null)[] }> {
    const { engine, at } = await opened('fault-free');
    let now = good(await engine.move(at.frame.cursor, { kind: 'round' }));
    const undoes: (string | null)[] = [];
    for (const parts of GESTURES) {
      for (const [index, part] of parts.entries())
        now = good(await engine.intervene(now.frame.cursor, part, index > 0));
      undoes.unshift(now.info.undoes);
    }
    return { engine, at: now, undoes };
  }

  const carriers: Readonly<Record<string, (session: unknown, engine: Engine) => Promise<unknown>>> = {
    'a file': async (session) => JSON.parse(`${JSON.stringify(session, null, 2)}\n`),
    'a link': async (session, engine) => {
      const catalogue = await engine.catalogue();
      const read = await readHash((await hashOf({ session, catalogue, place: NOWHERE })) ?? '', catalogue);
      if (read === null || 'problem' in read || read.source.kind !== 'json') throw new Error('no link');
      return read.source.value;
    },
    'the database': async (session) => {
      const scenario = { id: 'a', title: 'A', story: [] };
      const record = recordOf({ session, scenario }, NOWHERE, { id: 'x', words: '', savedAt: 1 });
      const read = readRecord(structuredClone(record));
      const found = read === null ? null : sourceOf(read);
      if (found === null || 'problem' in found || found.source.kind !== 'json') throw new Error('no record');
      return found.source.value;
    },
  };

  it.each(Object.keys(carriers))('is one act for undo after %s was opened', async (way) => {
    const here = await gestured();
    expect(here.undoes).toEqual([
      'R1 is paused',
      'The link R3 → R0 is cut; 2 more',
      'R3 crashes; c0 is handed a request: account 1 pays account 2 3.00 USD (nonce 1)',
    ]);
    const engine = new SeatedEngine(null);
    const value = await carriers[way]?.(here.at.info.session, engine);
    let there = good(await engine.open({ kind: 'json', value }, 'inline', here.at.frame.cursor));
    for (const words of here.undoes) {
      expect(there.info.undoes).toBe(words);
      there = good(await engine.undo());
      const mine = good(await here.engine.undo());
      expect(there.frame).toEqual(mine.frame);
      expect(there.info.session).toEqual(mine.info.session);
    }
    expect(sessionOf(there).commands).toEqual([]);
    expect(await engine.undo()).toHaveProperty('problem');
    // Done again as one, too.
    const again = good(await engine.redo());
    expect(sessionOf(again).commands).toHaveLength(2);
  });

  it('runs as the same parts one by one do', async () => {
    const { engine, at } = await gestured();
    const { commands } = sessionOf(at);
    expect(commands.filter((command) => (command as ScenarioCommand).joins === true)).toHaveLength(3);
    const alone = commands.map((command) => ({ ...(command as ScenarioCommand), joins: undefined }));
    const value = JSON.parse(JSON.stringify({ version: 1, session: { ...sessionOf(at), commands: alone } }));
    const other = new SeatedEngine(null);
    const opened = good(await other.open({ kind: 'json', value }, 'inline', at.frame.cursor));
    expect(opened.info.undoes).toBe('R1 is paused');
    expect(good(await other.undo()).info.undoes).toBe('The link R3 → R2 is cut');
    expect(await other.traceHash(at.frame.cursor - 1)).toBe(await engine.traceHash(at.frame.cursor - 1));
  });

  it('does not join what was done at another time, whatever a file says', async () => {
    const commands = [
      { atMs: 10, do: 'pause', replica: 1, joins: true },
      { atMs: 30, do: 'pause', replica: 2, joins: true },
    ];
    const engine = new SeatedEngine(null);
    const value = { version: 1, session: { scenario: 'fault-free', seed: 42, commands } };
    good(await engine.open({ kind: 'json', value }, 'inline', 60));
    expect(sessionOf(good(await engine.undo())).commands).toHaveLength(1);
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
