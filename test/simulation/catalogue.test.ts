/** Every scenario of the catalogue runs on the real engine and ends as it says. */
import { describe, expect, it } from 'vitest';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { catalogueIds, findScenario } from '../../src/scenarios/catalog.ts';
import { unmetExpectations } from '../../src/scenarios/expect.ts';
import type { Scenario } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

async function run(scenario: Scenario) {
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  return runScenario(scenario, rows.value);
}

function scenarioOf(id: string): Scenario {
  const scenario = findScenario(id, known);
  if (scenario === null) throw new Error(`${id} is in the catalogue`);
  return scenario;
}

describe('the catalogue', () => {
  it.each(catalogueIds)('%s ends as it says', async (id) => {
    const scenario = scenarioOf(id);
    expect(unmetExpectations(scenario.expect, await run(scenario))).toEqual([]);
  });

  it('tells the truth in its stories', async () => {
    const reports = new Map(
      await Promise.all(catalogueIds.map(async (id) => [id, await run(scenarioOf(id))] as const)),
    );
    const sent = (id: string, type: string): number => reports.get(id)?.messages.byType[type] ?? 0;
    expect(reports.get('first-light')).toMatchObject({
      simulatedMs: 100,
      clients: { accepted: 1, rejected: 0 },
    });
    expect(reports.get('primary-crash')?.replicas[0]).toMatchObject({ status: 'crashed', view: 0 });
    expect(sent('primary-crash', 'NEW-VIEW')).toBe(3);
    expect(sent('fault-free', 'VIEW-CHANGE') + sent('silent-backup', 'VIEW-CHANGE')).toBe(0);
    expect(sent('long-crash', 'STATE')).toBeGreaterThan(0);
    expect(sent('corrupted-state', 'STATE')).toBeGreaterThan(0);
    expect(sent('lost-disk', 'STATE')).toBeGreaterThan(0);
    expect(reports.get('lossy-network')?.messages.dropped).toBeGreaterThan(50);
    expect(reports.get('equivocating-primary')?.replicas[0]?.behaviour).toBe('equivocate');
    expect(reports.get('partition-3-1')?.replicas[3]).toMatchObject({ status: 'up', executedSlot: 20 });
  });
});

describe('two colluding replicas of four', () => {
  it('break safety, and the verdicts say so', async () => {
    const scenario = scenarioOf('equivocating-primary');
    const lie = (replica: number) =>
      ({ atMs: 0, do: 'behave', replica, as: 'equivocate', a: [2], b: [3] }) as const;
    const report = await run({ ...scenario, commands: [lie(0), lie(1)] });
    expect(report.endedBecause).toBe('violation');
    expect(unmetExpectations({ verdicts: {} }, report)).not.toEqual([]);
  });
});
