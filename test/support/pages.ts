/** Runs and engines as the page has them, all replicas in this thread. */
import type { Engine, Moved, Problem } from '../../src/runtime/api.ts';
import { PageRun } from '../../src/runtime/page-run.ts';
import type { PageSession } from '../../src/runtime/page-session.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import type { ScenarioCommand } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import type { Session } from './sessions.ts';

/** What was asked for, or the problem as a failure of the test. */
export function good<T extends object>(answer: T | Problem): T {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

export async function opened(id: string, cursor?: number): Promise<{ engine: Engine; at: Moved }> {
  const engine = new SeatedEngine(null);
  return { engine, at: good(await engine.open({ kind: 'catalogue', id }, 'inline', cursor)) };
}

/** The session of a page whose user did `interventions` on top of the scenario's own commands. */
export function pageSession({ scenario, commands }: Session): PageSession {
  const rows = workloadRows(scenario, null);
  if (!rows.ok) throw new Error(rows.problem);
  const own = { fromCatalogue: false, seed: scenario.seed, interventions: commands, notes: [] };
  return { scenario, rows: rows.value, ...own };
}

/** A run with at least `length` events, or all there are. */
export async function runTo(session: PageSession, length: number): Promise<PageRun> {
  const run = await PageRun.begin(session, null, null);
  await run.extend(() => run.length >= length);
  return run;
}

/** A branch that begins at a cursor of `run`, with other interventions, simulated up to `length`. */
export async function branchTo(
  run: PageRun,
  cursor: number,
  interventions: readonly ScenarioCommand[],
  length: number,
): Promise<PageRun> {
  const branch = await PageRun.begin({ ...run.session, interventions }, null, { run, cursor });
  await branch.extend(() => branch.length >= length);
  return branch;
}
