/** A session has one trace hash, whether its commands are its own or written into its scenario. */
import { expect, it } from 'vitest';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { catalogueIds, findScenario } from '../../src/scenarios/catalog.ts';
import { sessionScenario } from '../../src/scenarios/session.ts';
import { validateSession } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

it('is the same on the page and on the command line', async () => {
  const engine = new SeatedEngine(null);
  await engine.open({ kind: 'catalogue', id: 'fault-free' }, 'inline');
  const far = await engine.move(0, { kind: 'event', target: 100 });
  const acted = await engine.intervene(far.frame.cursor, { do: 'crash', replica: 2 });
  if ('problem' in acted) throw new Error(acted.problem);
  const file = validateSession(acted.info.session, known);
  if (!file.ok) throw new Error(file.problem);
  const find = (id: string) => findScenario(id, known);
  const scenario = sessionScenario(file.value, known, find, catalogueIds);
  if (!scenario.ok) throw new Error(scenario.problem);
  const rows = workloadRows(scenario.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  const report = await runScenario(scenario.value, rows.value);
  expect(report.events).toBeGreaterThan(100);
  expect(await engine.replay('inline', report.events)).toEqual({ traceHash: report.traceHash });
});
