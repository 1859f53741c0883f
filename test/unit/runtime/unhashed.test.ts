/** A run that nobody asks for its hash comes to the same, without one. */
import { expect, it } from 'vitest';
import { known } from '../../../src/runtime/known.ts';
import { runScenario } from '../../../src/runtime/run.ts';
import { drawScenario } from '../../../src/scenarios/draw.ts';
import { workloadRows } from '../../../src/scenarios/workload.ts';

it.each(Object.entries(known.protocols))('%s without hashes: the same report', async (protocol, manifest) => {
  const scenario = drawScenario(3, { protocol, liars: true }, manifest);
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const hashed = await runScenario(scenario, rows.value);
  expect(hashed.traceHash).toMatch(/^[0-9a-f]{64}$/);
  expect(await runScenario(scenario, rows.value, { hashes: false })).toEqual({ ...hashed, traceHash: '' });
});
