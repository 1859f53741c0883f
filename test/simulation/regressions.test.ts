/** Drawn scenarios that once failed, each with what went wrong: they stay clean. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import type { KnownProtocol } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

interface Regression {
  readonly protocol: string;
  readonly seed: number;
  readonly liars: boolean;
  /** The lies that there were when it failed; absent, all of the protocol. */
  readonly behaviours?: readonly string[];
  readonly was: string;
}

const regressions: readonly Regression[] = JSON.parse(
  readFileSync(new URL('./regressions.json', import.meta.url), 'utf8'),
);

function knownProtocol(id: string): KnownProtocol {
  const found = known.protocols[id];
  if (found === undefined) throw new Error(`${id} expected in the registry`);
  return found;
}

describe('once a failure', () => {
  it.each(regressions)(
    '$protocol, seed $seed (liars: $liars): $was',
    async ({ protocol, seed, liars, behaviours }) => {
      const manifest = knownProtocol(protocol);
      const drawn = behaviours === undefined ? manifest : { ...manifest, behaviours };
      const scenario = drawScenario(seed, { protocol, liars }, drawn);
      const rows = workloadRows(scenario, null);
      if (!rows.ok) throw new Error(rows.problem);
      const { verdicts } = await runScenario(scenario, rows.value);
      expect(verdicts.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
    },
  );
});
