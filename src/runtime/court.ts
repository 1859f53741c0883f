/** Answers about guilt and challenges, out of the open run or by runs of their own. */
import { checkHandIn } from '../scenarios/challenges/hand-in.ts';
import { type Judgement, judge, type Tried } from '../scenarios/challenges/judge.ts';
import { workloadRows } from '../scenarios/workload.ts';
import type { AccusationTold, Problem } from './court-api.ts';
import { known } from './known.ts';
import type { PageRun } from './page-run.ts';
import { runScenario } from './run.ts';
import { monitorAt } from './verdicts-at.ts';

export function accusationsAt(run: PageRun, cursor: number): readonly AccusationTold[] {
  const { manifest } = run.assembly;
  return monitorAt(run, cursor)
    .accusations()
    .map((one) => ({ ...one, texts: one.statements.map((message) => manifest.summary(message).text) }));
}

export async function gradeHandIn(value: unknown): Promise<Judgement | Problem> {
  const checked = checkHandIn(value, known);
  if (!checked.ok) return { problem: checked.problem };
  const { handIn, challenge, runs } = checked.value;
  const tried: Tried[] = [];
  for (const [at, scenario] of runs.entries()) {
    const rows = workloadRows(scenario, null);
    const attempt = handIn.attempts[at];
    if (!rows.ok) return { problem: rows.problem };
    if (attempt !== undefined) tried.push({ ...attempt, report: await runScenario(scenario, rows.value) });
  }
  return judge(challenge, tried, handIn.predictions);
}
