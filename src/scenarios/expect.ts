/** Does a run end as its scenario says? Reads the report alone. */
import { maxFaults } from '../kernel/quorum.ts';
import type { RunReport } from '../sim/report-types.ts';
import type { Expectation } from './types.ts';

export type { RunReport } from '../sim/report-types.ts';

/** One sentence for each thing that does not hold; empty if all is as expected. */
export function unmetExpectations(expect: Expectation, report: RunReport): readonly string[] {
  const unmet: string[] = [];
  const verdicts = Object.entries(expect.verdicts);
  for (const [property, wanted] of verdicts) {
    const verdict = report.verdicts.find((candidate) => candidate.property === property);
    if (verdict?.verdict === wanted) continue;
    const found = verdict === undefined ? 'no such verdict' : `${verdict.verdict} (${verdict.because})`;
    unmet.push(`expected ${property} ${wanted}, found ${found}`);
  }
  if (expect.commits !== undefined) {
    const commits = report.commits.filter(({ digest }) => digest !== null).length;
    if (commits !== expect.commits) unmet.push(`expected ${expect.commits} commits, found ${commits}`);
  }
  if (expect.view !== undefined) {
    const view = commonView(report);
    if (view !== expect.view) unmet.push(`expected view ${expect.view}, found ${view ?? 'none'}`);
  }
  const empty = verdicts.length === 0 && expect.commits === undefined && expect.view === undefined;
  return empty ? violations(report) : unmet;
}

/**
 * The highest view that f + 1 honest replicas have reached, at least one of them certainly correct: a single
 * replica that is cut off and changes views alone does not count. Null if there are fewer.
 */
export function commonView(report: RunReport): number | null {
  const views = report.replicas.filter(({ behaviour }) => behaviour === 'honest').map(({ view }) => view);
  return views.sort((a, b) => b - a)[maxFaults(report.n)] ?? null;
}

function violations(report: RunReport): readonly string[] {
  return report.verdicts
    .filter(({ verdict }) => verdict === 'violated')
    .map(({ property, because }) => `expected ${property} not violated, found violated (${because})`);
}
