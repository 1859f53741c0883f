/** Runs of the scenarios of planted bugs, with the bug and without. */
import type { TraceEvent } from '../../src/kernel/trace.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { findScenario } from '../../src/scenarios/catalog.ts';
import type { RunReport } from '../../src/scenarios/expect.ts';
import type { Scenario, ScenarioCommand } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

export interface Played {
  readonly scenario: Scenario;
  readonly report: RunReport;
  readonly events: readonly TraceEvent[];
}

/** Runs a scenario of the catalogue to its end; `bugs`: other ones than its own; `more`: commands on top. */
export async function play(
  id: string,
  bugs?: readonly string[],
  more: readonly ScenarioCommand[] = [],
): Promise<Played> {
  const found = findScenario(id, known);
  if (found === null) throw new Error(`${id} expected in the catalogue`);
  const commands = [...found.commands, ...more];
  const protocol = { ...found.protocol, bugs: bugs ?? found.protocol.bugs };
  const scenario = { ...found, protocol, commands };
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const events: TraceEvent[] = [];
  const report = await runScenario(scenario, rows.value, { onEvent: (event) => events.push(event) });
  return { scenario, report, events };
}
