/** What a liar could say: its next message with its fields, and one that is on its way. */
import { expect, it } from 'vitest';
import type { Moved, Problem } from '../../../src/runtime/api.ts';
import type { LieSheet } from '../../../src/runtime/court-api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';

it('the next PRE-PREPARE of the primary: fields that can be edited, and those that cannot, with why', async () => {
  const engine = await opened('proving-ground');
  const sheet = good(await engine.lieSheet(0, 0, 'PRE-PREPARE'));
  expect(sheet).toMatchObject({ replica: 0, type: 'PRE-PREPARE', view: 0, slot: 1, to: [1, 2, 3] });
  expect(sheet.types).toEqual(['PRE-PREPARE', 'COMMIT', 'REPLY']);
  const fields = new Map(sheet.fields.map((field) => [field.field, field]));
  expect(fields.get('digest')?.edit?.kind).toBe('choice');
  expect(fields.get('replica')).toMatchObject({ edit: null, cannot: expect.stringMatching(/own key/) });
});

it('names the votes that come for the same value, each replica’s own', async () => {
  const engine = await opened('proving-ground');
  const { votes } = good(await engine.lieSheet(0, 0, 'PRE-PREPARE'));
  expect(votes.map(({ replica, type }) => `R${replica} ${type}`)).toEqual([
    'R0 COMMIT',
    'R1 PREPARE',
    'R1 COMMIT',
    'R2 PREPARE',
    'R2 COMMIT',
    'R3 PREPARE',
    'R3 COMMIT',
  ]);
  for (const { view, slot } of votes) expect([view, slot]).toEqual([0, 1]);
});

it('looking ahead changes nothing of the run', async () => {
  const [one, other] = [await opened('proving-ground'), await opened('proving-ground')];
  await one.lieSheet(0, 2, null);
  for (const engine of [one, other]) await engine.move(0, { kind: 'time', target: 1_000_000 });
  expect(await one.traceHash(60)).toBe(await other.traceHash(60));
});

it('a backup’s next message of any type, and a replica that is down', async () => {
  const engine = await opened('proving-ground');
  expect(good(await engine.lieSheet(0, 2, null)).type).toBe('PREPARE');
  const { frame } = moved(await engine.intervene(3, { do: 'crash', replica: 2 }));
  expect(await engine.lieSheet(frame.cursor, 2, null)).toEqual({
    problem: 'R2 is down: it sends nothing to lie with',
  });
  expect(await engine.lieSheet(0, 7, null)).toHaveProperty('problem');
  expect(await engine.lieSheet(0, 1, 'NEW-VIEW')).toEqual({
    problem: 'R1 sends no NEW-VIEW in what comes next',
  });
});

it('a message on its way', async () => {
  const engine = await opened('proving-ground');
  const { frame } = moved(await engine.move(0, { kind: 'time', target: 30_000 }));
  const flight = frame.inFlight.find(({ from }) => from === 0);
  const sheet = good(await engine.alterSheet(frame.cursor, flight?.id ?? ''));
  expect(sheet).toMatchObject({ replica: 0, type: 'PRE-PREPARE', to: [flight?.to] });
  expect(await engine.alterSheet(frame.cursor, 'r9>9#9')).toHaveProperty('problem');
});

async function opened(id: string): Promise<SeatedEngine> {
  const engine = new SeatedEngine(null);
  moved(await engine.open({ kind: 'catalogue', id }, 'inline'));
  return engine;
}

function moved(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

function good(answer: LieSheet | Problem): LieSheet {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}
