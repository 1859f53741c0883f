/** Challenges are judged by what the sessions did and by the verdicts of their runs, never by claims. */
import { describe, expect, it } from 'vitest';
import { known } from '../../../src/runtime/known.ts';
import { runScenario } from '../../../src/runtime/run.ts';
import { findScenario } from '../../../src/scenarios/catalog.ts';
import { checkHandIn } from '../../../src/scenarios/challenges/hand-in.ts';
import { judge, type Tried } from '../../../src/scenarios/challenges/judge.ts';
import type { Challenge } from '../../../src/scenarios/challenges/types.ts';
import { challenges, findChallenge } from '../../../src/scenarios/challenges.ts';
import { liarOf } from '../../../src/scenarios/hidden.ts';
import type { Scenario, ScenarioCommand } from '../../../src/scenarios/types.ts';
import { workloadRows } from '../../../src/scenarios/workload.ts';

const crash = (replica: number): ScenarioCommand => ({ atMs: 0, do: 'crash', replica });
const lie = (replica: number, as = 'equivocate'): ScenarioCommand => ({
  atMs: 0,
  do: 'behave',
  replica,
  as,
  a: [1],
  b: [2, 3],
});

function challenge(id: string): Challenge {
  const found = findChallenge(id);
  if (found === null) throw new Error(`a challenge called ${id} expected`);
  return found;
}

async function tried(id: string, commands: readonly ScenarioCommand[], seed = 42): Promise<Tried> {
  const scenario = findScenario(challenge(id).scenario, known) as Scenario;
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const run = { ...scenario, seed, commands: [...scenario.commands, ...commands] };
  return { seed, commands, report: await runScenario(run, rows.value) };
}

describe('every challenge', () => {
  it.each(challenges.map((one) => [one.id, one] as const))(
    '%s is not solved by doing nothing',
    async (id, one) => {
      expect(judge(one, [], {}).solved).toBe(false);
      expect(judge(one, [await tried(id, [], 7)], { possible: true }).solved).toBe(false);
    },
  );

  it('has an id of its own and a scenario of the catalogue', () => {
    expect(new Set(challenges.map(({ id }) => id)).size).toBe(challenges.length);
    for (const { scenario } of challenges) expect(findScenario(scenario, known)).not.toBeNull();
  });
});

describe('stop progress', () => {
  const one = challenge('stop-progress');

  it('is solved by two crashes, not by one, and not by more than are allowed', async () => {
    expect(judge(one, [await tried(one.id, [crash(1), crash(2)])], {})).toMatchObject({ solved: true });
    expect(judge(one, [await tried(one.id, [crash(1)])], {})).toEqual({
      solved: false,
      because: 'every request was answered',
    });
    const three = await tried(one.id, [crash(1), crash(2), crash(3)]);
    expect(judge(one, [three], {}).because).toBe('at most 2 replicas may crash, found 3');
  });

  it('is not solved by asking when the run is about to end', async () => {
    const row = { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '1' } as const;
    const asked = (atMs: number): ScenarioCommand => ({ atMs, do: 'submit', row });
    expect(judge(one, [await tried(one.id, [asked(19_999)])], {})).toEqual({
      solved: false,
      because: 'a request is handed in after 19999 ms, too late for an answer before the run ends',
    });
    const stopped = await tried(one.id, [crash(1), crash(2), asked(5_000)]);
    expect(judge(one, [stopped], {}).solved).toBe(true);
  });

  it('is not solved by a lie', async () => {
    const run = await tried(one.id, [lie(0, 'silent'), crash(1)]);
    expect(judge(one, [run], {}).because).toBe('at most 0 replicas may be faulty, found 1');
  });
});

describe('break agreement with one liar', () => {
  const one = challenge('break-with-one');

  it('is understood after three different tries with a liar', async () => {
    const tries = await Promise.all([0, 1, 2].map((replica) => tried(one.id, [lie(replica)])));
    expect(judge(one, tries, {})).toEqual({
      solved: true,
      because: '3 different tries with a liar, and agreement held in all',
    });
    expect(judge(one, tries.slice(1), {}).because).toBe('2 of 3 different tries with a liar were made');
    const [first] = tries as [Tried];
    expect(judge(one, [first, first, first], {}).solved).toBe(false);
  });

  it('sessions without a lie are no tries', async () => {
    const idle = await tried(one.id, []);
    expect(judge(one, [idle, idle, idle], {}).solved).toBe(false);
  });
});

describe('fork with two', () => {
  const one = challenge('fork-with-two');
  const told = (replica: number, types: readonly string[]): ScenarioCommand => ({
    atMs: 40,
    do: 'behave',
    replica,
    as: 'tell',
    lies: types.map((type) => ({ type, slot: 2, versions: [{ to: [3], edits: { digest: 'c0/1' } }] })),
  });

  it('is solved by what is composed by hand: the proposal, and the votes of both', async () => {
    const run = await tried(one.id, [told(0, ['PRE-PREPARE', 'COMMIT']), told(1, ['PREPARE', 'COMMIT'])]);
    expect(judge(one, [run], {})).toMatchObject({
      solved: true,
      because: expect.stringMatching(/^agreement is violated: R2 executed .* at slot 2, R3 executed/),
    });
    expect(new Set(run.report.accused.map(({ replica }) => replica))).toEqual(new Set([0, 1]));
    const alone = await tried(one.id, [told(0, ['PRE-PREPARE', 'COMMIT'])]);
    expect(judge(one, [alone], {}).solved).toBe(false);
  });
});

describe('name the liar', () => {
  const one = challenge('name-the-liar');

  it('is solved by the name that evidence convicts, under every seed', async () => {
    for (const seed of [1, 2, 3, 5, 8]) {
      const run = await tried(one.id, [], seed);
      const liar = liarOf(seed, 4);
      for (let named = 0; named < 4; named++) {
        expect(judge(one, [run], { liar: named }).solved).toBe(named === liar);
      }
      expect(judge(one, [run], {}).because).toBe('no replica was named');
    }
    expect(new Set([1, 2, 3, 5, 8, 13, 21].map((seed) => liarOf(seed, 4))).size).toBeGreaterThan(2);
  });

  it('allows no lie of one’s own beside it', async () => {
    const run = await tried(one.id, [lie(liarOf(1, 4), 'silent')], 1);
    expect(judge(one, [run], { liar: liarOf(1, 4) }).because).toBe(
      'at most 0 replicas may be faulty, found 1',
    );
  });
});

describe('a hand-in', () => {
  const good = {
    version: 1,
    handIn: {
      name: 'Ada',
      challenge: 'stop-progress',
      attempts: [{ seed: 42, commands: [crash(1), crash(2)] }],
      predictions: { possible: true },
      verdict: 'solved',
    },
  };

  it('comes out as runs of the challenge’s own scenario', () => {
    const checked = checkHandIn(good, known);
    expect(
      checked.ok && checked.value.runs.map(({ id, seed, commands }) => [id, seed, commands.length]),
    ).toEqual([['proving-ground', 42, 2]]);
  });

  it.each([
    ['a foreign version', { ...good, version: 2 }, 'expected 1, found 2, at /version'],
    [
      'an unknown challenge',
      { ...good, handIn: { ...good.handIn, challenge: 'win' } },
      'expected the id of a challenge, found "win", at /handIn/challenge',
    ],
    [
      'a command that is none',
      { ...good, handIn: { ...good.handIn, attempts: [{ seed: 1, commands: [{ atMs: 0, do: 'win' }] }] } },
      /^expected .*, found .*, at \/handIn\/attempts\/0\/commands\/0/,
    ],
    ['nothing', null, 'expected an object, found null, at /'],
  ])('with %s is refused in one sentence', (_what, value, sentence) => {
    const checked = checkHandIn(value, known);
    expect(!checked.ok && checked.problem).toMatch(sentence);
  });
});
