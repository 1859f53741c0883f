/**
 * A swarm of drawn runs: whatever the seed draws, safety holds always, and once the network is good every
 * request is answered. A failing seed prints how to see it again, and belongs into regressions.json.
 */
import { describe, expect, it } from 'vitest';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import type { KnownProtocol } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import type { RunReport } from '../../src/sim/report-types.ts';

/** Seeds per protocol, in bunches: a test per seed costs more in reporting than in running. */
const seeds = 300;
const bunch = 25;

/** What is wrong with a run; null when nothing is. */
function fault({ verdicts, endedBecause }: RunReport, liars = false): string | null {
  const violated = verdicts.filter(({ verdict }) => verdict === 'violated');
  if (violated.length > 0)
    return violated.map(({ property, because }) => `${property}: ${because}`).join(' ');
  const progress = verdicts.find(({ property }) => property === 'progress');
  if (progress?.verdict !== 'holds') return `no progress: ${progress?.because ?? 'no such verdict'}`;
  // A liar can keep the network busy for ever.
  return endedBecause === 'quiet' || (liars && endedBecause === 'time')
    ? null
    : `ended because of ${endedBecause}`;
}

async function run(protocol: string, seed: number, liars: boolean): Promise<string | null> {
  const scenario = drawScenario(seed, { protocol, liars }, known.protocols[protocol] as KnownProtocol);
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const report = await runScenario(scenario, rows.value);
  const wrong = fault(report, liars);
  if (wrong === null) return null;
  const again = `npm run --silent sim -- swarm --protocol ${protocol} --seeds ${seed}..${seed}${liars ? ' --liars' : ''} --save .`;
  return `seed ${seed}: ${wrong}\n  to see it again: ${again}`;
}

describe.each(Object.keys(known.protocols))('%s', (protocol) => {
  it.each(Array.from({ length: seeds / bunch }, (_, i) => [1 + i * bunch, (i + 1) * bunch]))(
    'seeds %i to %i are safe, and make progress when the network is good',
    async (first, last) => {
      const faults: string[] = [];
      for (let seed = first as number; seed <= (last as number); seed++) {
        const wrong = await run(protocol, seed, seed % 3 === 0);
        if (wrong !== null) faults.push(wrong);
      }
      expect(faults.join('\n')).toBe('');
    },
    120_000,
  );
});

describe('the swarm itself', () => {
  it('tells a run that broke or stalled from one that did not', () => {
    const verdict = { kind: 'always', event: 3, replicas: [1], because: 'why' } as const;
    const progress = { ...verdict, kind: 'eventually', property: 'progress' } as const;
    const report = (
      verdicts: RunReport['verdicts'],
      endedBecause: RunReport['endedBecause'] = 'quiet',
    ): RunReport => ({ verdicts, endedBecause }) as RunReport;
    const done = { ...progress, verdict: 'holds' } as const;
    expect(fault(report([done]))).toBeNull();
    expect(fault(report([{ ...verdict, property: 'agreement', verdict: 'violated' }, done]))).toBe(
      'agreement: why',
    );
    expect(fault(report([{ ...progress, verdict: 'pending' }]))).toBe('no progress: why');
    expect(fault(report([]))).toContain('no progress');
    expect(fault(report([done], 'limit'))).toBe('ended because of limit');
  });

  it('draws what it speaks of: sizes, losses, duplicates, crashes, lost disks, partitions, lies', () => {
    const pbft = known.protocols['pbft'] as KnownProtocol;
    const drawn = Array.from({ length: seeds }, (_, i) =>
      drawScenario(i + 1, { protocol: 'pbft', liars: (i + 1) % 3 === 0 }, pbft),
    );
    expect(new Set(drawn.map(({ protocol }) => protocol.replicas)).size).toBe(7);
    const share = (is: (scenario: (typeof drawn)[number]) => boolean): number =>
      drawn.filter(is).length / seeds;
    expect(share(({ network }) => network.lossRate > 0)).toBeGreaterThan(0.3);
    expect(share(({ network }) => network.duplicateRate > 0)).toBeGreaterThan(0.3);
    for (const verb of ['crash', 'lose-disk', 'recover', 'partition', 'heal', 'behave', 'link']) {
      expect(
        share(({ commands }) => commands.some(({ do: done }) => done === verb)),
        verb,
      ).toBeGreaterThan(0.05);
    }
  });
});
