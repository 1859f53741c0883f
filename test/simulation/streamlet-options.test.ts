/** Drawn runs of Streamlet with each of its options: as safe, and live once the network is good. */
import { describe, expect, it } from 'vitest';
import type { OwnValue } from '../../src/kernel/options.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import type { KnownProtocol } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

const seeds = Number(process.env.SEEDS ?? 12);

async function faultOf(seed: number, own: Readonly<Record<string, OwnValue>>): Promise<string | null> {
  const drawn = drawScenario(
    seed,
    { protocol: 'streamlet', liars: seed % 3 === 0 },
    known.protocols.streamlet as KnownProtocol,
  );
  const { protocol } = drawn;
  const scenario = { ...drawn, protocol: { ...protocol, options: { ...protocol.options, own } } };
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const { verdicts, endedBecause } = await runScenario(scenario, rows.value);
  const wrong = verdicts.filter(
    ({ property, verdict }) => verdict === 'violated' || (property === 'progress' && verdict !== 'holds'),
  );
  if (wrong.length === 0 && endedBecause === 'quiet') return null;
  return `seed ${seed} ended because of ${endedBecause}: ${wrong.map(({ because }) => because).join(' ')}`;
}

describe.each([
  { name: 'leaders drawn by a hash', own: { leaders: 'hash' } },
  { name: 'no echo', own: { echo: false } },
  { name: 'one request per block', own: { batch: 1 } },
  { name: 'epochs just as long as two delays', own: { epochMs: 122 } },
])('$name', ({ own }) => {
  it(`${seeds} seeds`, async () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const fault = await faultOf(seed, own);
      if (fault !== null) faults.push(fault);
    }
    expect(faults.join('\n')).toBe('');
  }, 300_000);
});
