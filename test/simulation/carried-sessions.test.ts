/**
 * A session is the same run wherever it was carried: in a link, in a file, in the browser's database. Random
 * sessions, each with random interventions, opened again from each form: same trace hash. `SESSIONS=500` in
 * the environment runs as many as the documentation speaks of.
 */
import { describe, expect, it } from 'vitest';
import { drawAt, integerBetween, streamKey } from '../../src/kernel/random.ts';
import type { Moved, Problem, SessionSource } from '../../src/runtime/api.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { catalogueIds } from '../../src/scenarios/catalog.ts';
import { hashOf, readHash } from '../../src/ui/address.ts';
import { readUserFile } from '../../src/ui/controls/file-kind.ts';
import { NOWHERE } from '../../src/ui/share/place.ts';
import { readRecord, recordOf, sourceOf } from '../../src/ui/storage/record.ts';
import { drawSession, sessionCount } from '../support/sessions.ts';

/** Events after which a run is compared. */
const LONGEST = 1_200;
const BATCH = 10;

const count = sessionCount(12);

describe(`${count} random sessions`, () => {
  for (let from = 0; from < count; from += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => from + index);
    it(`${from} to ${from + seeds.length - 1} have one trace hash in every form`, {
      timeout: 300_000,
    }, async () => {
      for (const seed of seeds) await expectOneHash(seed);
    });
  }
});

async function expectOneHash(seed: number): Promise<void> {
  const { engine, session, cursor, undoes } = await playedSession(seed);
  const expected = await engine.traceHash(cursor);
  const forms = { link: throughLink, file: throughFile, database: throughDatabase };
  for (const [form, carry] of Object.entries(forms)) {
    const again = new SeatedEngine(null);
    const opened = ok(await again.open(await carry(engine, session, cursor), 'inline', cursor));
    expect(opened.frame.cursor, `seed ${seed} through ${form}`).toBe(cursor);
    expect(opened.info.session, `seed ${seed} through ${form}`).toEqual(session);
    expect(opened.info.undoes, `seed ${seed} through ${form}`).toBe(undoes);
    expect(await again.traceHash(cursor), `seed ${seed} through ${form}`).toBe(expected);
  }
}

/** A session that somebody played with: opened, moved in, acted in where the run stood, perhaps undone. */
async function playedSession(seed: number) {
  const whole = (purpose: string, most: number) =>
    integerBetween(drawAt(streamKey(seed, `carried/${purpose}`), 0), 0, most);
  const engine = new SeatedEngine(null);
  let moved = ok(await engine.open(await sourceFor(seed, whole), 'inline'));
  const acts = 1 + whole('acts', 9);
  for (let act = 0; act < acts; act += 1) {
    const target = moved.frame.cursor + whole(`way/${act}`, 100);
    moved = ok(await engine.move(moved.frame.cursor, { kind: 'event', target }));
    const acted = await engine.intervene(
      moved.frame.cursor,
      actAt(moved, (word) => whole(`${word}/${act}`, 1e6)),
      whole(`joins/${act}`, 3) === 0,
    );
    if (!('problem' in acted)) moved = acted;
    if (whole(`undo/${act}`, 9) === 0) {
      const undone = await engine.undo();
      if (!('problem' in undone)) moved = undone;
    }
  }
  moved = ok(await engine.move(moved.frame.cursor, { kind: 'event', target: LONGEST }));
  const { session, undoes } = moved.info;
  return { engine, session, cursor: moved.frame.cursor, undoes };
}

async function sourceFor(
  seed: number,
  whole: (purpose: string, most: number) => number,
): Promise<SessionSource> {
  const id = catalogueIds[whole('id', catalogueIds.length - 1)] ?? 'first-light';
  if (seed % 4 === 0) return { kind: 'catalogue', id };
  if (seed % 4 === 1) {
    return {
      kind: 'json',
      value: { version: 1, session: { scenario: id, seed: whole('seed', 1e6), commands: [] } },
    };
  }
  const { scenario, commands } = await drawSession(seed);
  return { kind: 'json', value: { version: 1, session: { scenario, seed: scenario.seed, commands } } };
}

function actAt({ info, frame }: Moved, draw: (word: string) => number) {
  const replica = draw('replica') % info.replicas;
  const other = (replica + 1 + (draw('other') % (info.replicas - 1))) % info.replicas;
  const flight = frame.inFlight[draw('flight') % Math.max(1, frame.inFlight.length)];
  const message = flight?.id ?? 'r0>1#1';
  const [account, to] = [info.accounts[0] ?? 1, info.accounts[1] ?? 2];
  const acts = [
    { do: 'crash', replica },
    { do: 'recover', replica },
    { do: 'lose-disk', replica },
    { do: 'pause', replica },
    { do: 'resume', replica },
    { do: 'corrupt', replica, account, delta: 1 + draw('delta') },
    { do: 'cut', from: replica, to: other },
    { do: 'mend', from: replica, to: other },
    { do: 'partition', groups: [[replica], [other]] },
    { do: 'heal' },
    { do: 'drop', message },
    { do: 'delay', message, byMs: 0.001 * (1 + (draw('by') % 90_000)) },
    { do: 'duplicate', message },
    { do: 'deliver', message },
    { do: 'behave', replica, as: 'silent' },
    { do: 'link', from: replica, to: other, lossRate: (draw('loss') % 100) / 100 },
    { do: 'submit', row: { kind: 'transfer', account, to, asset: 'USD', amount: '0.000001' } },
  ];
  return acts[draw('act') % acts.length] ?? { do: 'heal' };
}

async function throughLink(engine: SeatedEngine, session: unknown, at: number): Promise<SessionSource> {
  const catalogue = await engine.catalogue();
  const hash = await hashOf({ session, catalogue, place: { ...NOWHERE, at } });
  const read = await readHash(hash ?? '#too-large', catalogue);
  if (read === null || 'problem' in read) throw new Error(`the link cannot be read: ${read?.problem}`);
  expect(read.place.at).toBe(at);
  return read.source;
}

async function throughFile(_: SeatedEngine, session: unknown): Promise<SessionSource> {
  const text = `${JSON.stringify(session, null, 2)}\n`;
  const read = await readUserFile({ name: 'a.json', size: text.length, text: async () => text });
  if (read.kind !== 'session') throw new Error(`the file cannot be read: ${JSON.stringify(read)}`);
  return { kind: 'json', value: read.value };
}

async function throughDatabase(_: SeatedEngine, session: unknown, at: number): Promise<SessionSource> {
  const scenario = { id: 'a', title: 'A', story: [] };
  const record = recordOf({ session, scenario }, { ...NOWHERE, at }, { id: 'x', words: '', savedAt: 1 });
  const read = readRecord(structuredClone(record));
  const found = read === null ? { problem: 'no record' } : sourceOf(read);
  if ('problem' in found) throw new Error(found.problem);
  expect(found.place.at).toBe(at);
  return found.source;
}

function ok(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}
