/**
 * Real failing runs made small by real runs: the same verdict stays broken, no single command can be left
 * out, and nothing else was changed behind anybody's back.
 */
import { describe, expect, it } from 'vitest';
import { known } from '../../src/runtime/known.ts';
import { minimise } from '../../src/runtime/minimise.ts';
import { minimiseSession } from '../../src/runtime/minimise-session.ts';
import type { Minimised } from '../../src/runtime/minimise-types.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { findScenario } from '../../src/scenarios/catalog.ts';
import { sessionScenario } from '../../src/scenarios/session.ts';
import type { Scenario, ScenarioCommand, SessionFile } from '../../src/scenarios/types.ts';
import { validateSession } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import { drawBuggy, drawFailing } from '../support/failing-runs.ts';

const find = (id: string) => findScenario(id, known);

function asScenario(file: SessionFile): Scenario {
  const checked = validateSession(file, known);
  if (!checked.ok) throw new Error(checked.problem);
  const scenario = sessionScenario(checked.value, known, find, []);
  if (!scenario.ok) throw new Error(scenario.problem);
  return scenario.value;
}

async function violatedBy(scenario: Scenario): Promise<readonly string[]> {
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const { verdicts } = await runScenario(scenario, rows.value);
  return verdicts.filter(({ verdict }) => verdict === 'violated').map(({ property }) => property);
}

async function minimised(scenario: Scenario, verdict: string | null = null): Promise<Minimised> {
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const result = await minimise({ scenario, rows: rows.value, verdict, seenAt: null });
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

async function expectMinimal(result: Minimised): Promise<void> {
  const smallest = asScenario(result.session);
  expect(await violatedBy(smallest)).toContain(result.verdict);
  expect(smallest.commands).toHaveLength(result.commands);
  for (const left of smallest.commands) {
    const commands = smallest.commands.filter((command) => command !== left);
    expect(await violatedBy({ ...smallest, commands }), JSON.stringify(left)).not.toContain(result.verdict);
  }
}

describe('minimise', () => {
  it.each([1, 4, 8, 12])('makes drawn run %i small', async (seed) => {
    const scenario = drawFailing(seed);
    const result = await minimised(scenario);
    const before = await violatedBy(scenario);
    expect(before).toContain(result.verdict);
    expect(result.complete).toBe(true);
    expect(result.of).toBe(scenario.commands.length);
    expect(result.requests).toBeLessThanOrEqual(result.requestsOf);
    // One liar more than f is what breaks it.
    expect(result.commands).toBe(Math.floor((scenario.protocol.replicas - 1) / 3) + 1);
    await expectMinimal(result);
  });

  it('finds that a planted bug needs no liar, and leaves the bug in', async () => {
    const scenario = drawBuggy(1);
    expect(scenario.protocol.bugs).toHaveLength(1);
    const result = await minimised(scenario);
    expect(result).toMatchObject({ commands: 0, acts: [], complete: true });
    expect(result.session.session.scenario).toMatchObject({ protocol: { bugs: scenario.protocol.bugs } });
    await expectMinimal(result);
  });

  it('gives the same for the same', async () => {
    const [first, second] = [await minimised(drawFailing(4)), await minimised(drawFailing(4))];
    expect(second).toEqual(first);
  });

  it('keeps to the verdict that it is asked about', async () => {
    const scenario = drawFailing(1);
    const [verdict = ''] = await violatedBy(scenario);
    expect((await minimised(scenario, verdict)).verdict).toBe(verdict);
    const rows = workloadRows(scenario, null);
    const none = await minimise({
      scenario,
      rows: rows.ok ? rows.value : [],
      verdict: 'monotone',
      seenAt: null,
    });
    expect(none).toEqual({ problem: expect.stringContaining('expected monotone violated') });
  });

  it('finds nothing to do in a run that breaks nothing', async () => {
    const scenario = find('fault-free') as Scenario;
    const result = await minimise({ scenario, rows: [], verdict: null, seenAt: null });
    expect(result).toEqual({ problem: expect.stringContaining('nothing to minimise') });
  });

  it('stops when it is told to, with the smallest run so far', async () => {
    const scenario = drawFailing(4);
    const rows = workloadRows(scenario, null);
    let runs = 0;
    const result = await minimise(
      { scenario, rows: rows.ok ? rows.value : [], verdict: null, seenAt: null },
      { onProgress: (progress) => (runs = progress.runs), isStopped: () => runs >= 6 },
    );
    if ('problem' in result) throw new Error(result.problem);
    expect(result).toMatchObject({ runs: 6, complete: false });
    expect(result.commands).toBeLessThanOrEqual(scenario.commands.length);
    expect(await violatedBy(asScenario(result.session))).toContain(result.verdict);
  });
});

describe('what a page hands over', () => {
  /** Two of four lie; what a person did besides changes nothing of that. */
  const acts: readonly ScenarioCommand[] = [
    { atMs: 0, do: 'behave', replica: 0, as: 'equivocate', a: [2], b: [3] },
    { atMs: 0, do: 'behave', replica: 1, as: 'equivocate', a: [2], b: [3] },
    { atMs: 10, do: 'cut', from: 'c0', to: 3 },
    { atMs: 30, do: 'mend', from: 'c0', to: 3 },
    { atMs: 45, do: 'duplicate', message: 'r0>2#1' },
  ];
  const session = { version: 1, session: { scenario: 'fault-free', seed: 42, commands: acts } };
  const search = { onProgress: () => undefined, isStopped: () => false };

  it('is minimised as a session, and broken at the same verdict on the page', async () => {
    const engine = new SeatedEngine(null);
    await engine.open({ kind: 'json', value: session }, 'inline');
    const end = await engine.move(0, { kind: 'event', target: 100_000 });
    const broken = (await engine.verdicts(end.frame.cursor)).find(({ verdict }) => verdict === 'violated');
    const request = { session, verdict: broken?.property ?? null, seenAt: broken?.event ?? null };
    const result = await minimiseSession(request, search);
    if ('problem' in result) throw new Error(result.problem);
    expect(result).toMatchObject({ verdict: broken?.property, of: 5, commands: 2, complete: true });
    await engine.open({ kind: 'json', value: result.session }, 'inline', result.event + 1);
    const verdicts = await engine.verdicts(result.event + 1);
    expect(verdicts.find(({ property }) => property === result.verdict)).toMatchObject({
      verdict: 'violated',
      event: result.event,
    });
    await expectMinimal(result);
  });

  it('is looked at beyond the end of its scenario when the page went on', async () => {
    const scenario = { ...find('fault-free'), until: { quiet: true, ms: 1 } };
    const long = { version: 1, session: { ...session.session, scenario } };
    const missed = await minimiseSession({ session: long, verdict: null, seenAt: null }, search);
    expect(missed).toHaveProperty('problem');
    const result = await minimiseSession({ session: long, verdict: null, seenAt: 10_000 }, search);
    if ('problem' in result) throw new Error(result.problem);
    expect(result.commands).toBe(2);
    await expectMinimal(result);
  });

  it('is refused in a sentence when it is no session', async () => {
    const result = await minimiseSession({ session: { version: 1 }, verdict: null, seenAt: null }, search);
    expect(result).toEqual({ problem: expect.stringContaining('expected') });
  });
});
