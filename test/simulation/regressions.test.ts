/** Drawn scenarios that once failed, each with what went wrong: they stay clean. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

interface Regression {
  readonly seed: number;
  readonly liars: boolean;
  /** The lies that there were when it failed. */
  readonly behaviours?: readonly string[];
  readonly was: string;
}

const regressions: readonly Regression[] = JSON.parse(
  readFileSync(new URL('./regressions.json', import.meta.url), 'utf8'),
);

const { pbft } = known.protocols;
if (pbft === undefined) throw new Error('pbft expected in the registry');

describe('once a failure', () => {
  it.each(regressions)(
    'seed $seed (liars: $liars): $was',
    async ({ seed, liars, behaviours = pbft.behaviours }) => {
      const scenario = drawScenario(seed, { protocol: 'pbft', liars }, { ...pbft, behaviours });
      const rows = workloadRows(scenario, null);
      if (!rows.ok) throw new Error(rows.problem);
      const { verdicts } = await runScenario(scenario, rows.value);
      expect(verdicts.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
    },
  );
});
