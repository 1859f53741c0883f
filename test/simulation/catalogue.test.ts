/** Every scenario of the catalogue runs on the real engine and ends as it says. */
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../src/kernel/trace.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { catalogueIds, findScenario } from '../../src/scenarios/catalog.ts';
import { unmetExpectations } from '../../src/scenarios/expect.ts';
import type { Scenario } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

async function run(scenario: Scenario, onEvent: (event: TraceEvent) => void = () => {}) {
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  return runScenario(scenario, rows.value, { onEvent });
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
  }, 120_000);
});

describe('what the stories of Streamlet say', () => {
  async function cited(id: string, rule: string) {
    const found: { readonly at: number; readonly replica: number; readonly values: Cited }[] = [];
    await run(scenarioOf(id), (event) => {
      if (event.kind !== 'replica') return;
      for (const effect of event.effects) {
        if (effect.kind !== 'cite' || effect.rule !== rule) continue;
        found.push({ at: event.at, replica: event.replica, values: effect.because as unknown as Cited });
      }
    });
    return found;
  }

  it('every third leader silent: blocks are notarised and none is final; led by the hash, some are', async () => {
    const id = 'streamlet-every-third';
    expect((await cited(id, 'streamlet/notarised')).length).toBeGreaterThan(50);
    expect(await cited(id, 'streamlet/final')).toEqual([]);
    const { protocol, ...rest } = scenarioOf(id);
    const options = { ...protocol.options, own: { ...protocol.options.own, leaders: 'hash' } };
    const { commits } = await run({ ...rest, protocol: { ...protocol, options } });
    expect(commits.length).toBeGreaterThan(0);
  });

  it('a leader looks back: its votes on a shorter chain convict it', async () => {
    const { accused } = await run(scenarioOf('streamlet-short-chain'));
    expect(new Set(accused.map(({ replica }) => replica))).toEqual(new Set([1]));
    for (const { because } of accused)
      expect(because).toMatch(/^voted on a chain of \d+ in epoch \d+, and on/);
  });

  it('votes shown late: two blocks of one length are notarised before one of them is final', async () => {
    const notarised = await cited('streamlet-late-votes', 'streamlet/notarised');
    const first = notarised.filter(({ replica, values }) => replica === 0 && values.slot === 1);
    expect(first.map(({ values }) => values.epoch)).toEqual([2, 3]);
    const [final] = await cited('streamlet-late-votes', 'streamlet/final');
    expect(final?.at).toBeGreaterThan(first[1]?.at ?? Number.POSITIVE_INFINITY);
  });
});

describe('two double voters of four', () => {
  const id = 'streamlet-fork';
  it('are both convicted, and nobody else', async () => {
    const { accused } = await run(scenarioOf(id));
    expect(new Set(accused.map(({ replica }) => replica))).toEqual(new Set([1, 3]));
  });
  it('do not fork by themselves: their copies must keep apart, and the network the two sides', async () => {
    const scenario = scenarioOf(id);
    const twins = [1, 3].map(
      (replica) => ({ atMs: 0, do: 'behave', replica, as: 'twin', a: [0], b: [2] }) as const,
    );
    const together = { ...scenario.network, links: [] };
    for (const other of [
      { ...scenario, commands: twins },
      { ...scenario, network: together },
    ]) {
      const { verdicts } = await run(other);
      expect(verdicts.find(({ property }) => property === 'agreement')?.verdict).toBe('holds');
    }
  });
});

interface Cited {
  readonly epoch: number;
  readonly slot: number;
}

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
