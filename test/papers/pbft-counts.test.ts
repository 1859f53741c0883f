/** PROTOCOLS §0.2: how many messages one PBFT decision takes, counted by the run's report. */
import { describe, expect, it } from 'vitest';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { validateScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import type { RunReport } from '../../src/sim/report-types.ts';

const requests = 9;

async function faultFree(replicas: number, delayMs: { min: number; max: number }): Promise<RunReport> {
  const checked = validateScenario(
    {
      version: 1,
      id: 'counts',
      protocol: { id: 'pbft', replicas, options: { requestTimeoutMs: 2_000, clientRetryMs: 1_900 } },
      network: { delayMs },
      workload: { source: 'builtin:transfers', count: requests },
    },
    known,
  );
  if (!checked.ok) throw new Error(checked.problem);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  return runScenario(checked.value, rows.value);
}

/** As DESIGN 6 says: without CHECKPOINT and STATUS. */
function perDecision({ messages, commits }: RunReport, without: readonly string[] = []): number {
  const left = ['CHECKPOINT', 'STATUS', ...without];
  const counted = Object.entries(messages.byType).filter(([type]) => !left.includes(type));
  return counted.reduce((sum, [, count]) => sum + count, 0) / commits.length;
}

describe.each([
  [4, 29],
  [7, 92],
  [10, 191],
  [13, 326],
])('a decision of %i replicas without faults', (n, expected) => {
  it.each([
    { min: 20, max: 20 },
    { min: 5, max: 60 },
  ])(`takes ${expected} messages, with delays of $min to $max ms`, async (delayMs) => {
    const report = await faultFree(n, delayMs);
    expect(2 * n * n - n + 1).toBe(expected);
    expect(report.commits).toHaveLength(requests);
    expect(perDecision(report)).toBe(expected);
    expect(perDecision(report, ['REQUEST', 'REPLY'])).toBe(2 * n * (n - 1));
    expect(report.messages).toMatchObject({
      resent: 0,
      dropped: 0,
      byType: {
        REQUEST: requests,
        'PRE-PREPARE': requests * (n - 1),
        PREPARE: requests * (n - 1) ** 2,
        COMMIT: requests * n * (n - 1),
        REPLY: requests * n,
        CHECKPOINT: Math.floor(requests / 4) * n * (n - 1),
      },
    });
  });
});
