/**
 * One session, one trace hash: in Node inline, in Chromium with a worker per replica, in Chromium inline.
 * Over every scenario of the catalogue and 20 drawn ones.
 */
import { expect, type Page, test } from '@playwright/test';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { catalogueIds, findScenario } from '../../src/scenarios/catalog.ts';
import { drawScenario } from '../../src/scenarios/draw.ts';
import type { Scenario } from '../../src/scenarios/types.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

const drawn = 20;
const pbft = known.protocols.pbft;

test.describe.configure({ mode: 'parallel', timeout: 240_000 });

for (const id of catalogueIds) {
  test(`${id} has one trace hash everywhere`, async ({ page }) => {
    const scenario = findScenario(id, known);
    if (scenario === null) throw new Error(`the catalogue expected to hold ${id}`);
    await expectOneHash(page, [scenario]);
  });
}

test(`${drawn} drawn scenarios have one trace hash each`, async ({ page }) => {
  if (pbft === undefined) throw new Error('the registry expected to hold pbft');
  const scenarios = Array.from({ length: drawn }, (_, i) =>
    drawScenario(1_000 + i, { protocol: 'pbft', liars: false }, pbft),
  );
  await expectOneHash(page, scenarios);
});

async function expectOneHash(page: Page, scenarios: readonly Scenario[]): Promise<void> {
  await page.goto('./');
  // The page opens a session of its own first; on a busy machine that would come between.
  await page.getByRole('button', { name: /^R0, / }).waitFor();
  for (const scenario of scenarios) {
    const rows = workloadRows(scenario, null);
    if (!rows.ok) throw new Error(rows.problem);
    const { traceHash, events } = await runScenario(scenario, rows.value);
    const found = await replay(page, scenario, events);
    expect(found, `${scenario.id}, seed ${scenario.seed}`).toEqual({ workers: traceHash, inline: traceHash });
  }
}

/** The page's engine replays the same scenario on both of its hosts up to as many events. */
function replay(page: Page, scenario: Scenario, events: number): Promise<unknown> {
  return page.evaluate(
    async ([value, length]) => {
      interface Replayer {
        open(source: unknown, host: string): Promise<{ problem?: string }>;
        replay(host: string, length: number): Promise<{ traceHash?: string; problem?: string }>;
      }
      const { engine } = (globalThis as unknown as { quorumscope: { engine: Replayer } }).quorumscope;
      const opened = await engine.open({ kind: 'json', value }, 'inline');
      if (opened.problem !== undefined) return opened.problem;
      const workers = await engine.replay('workers', length);
      const inline = await engine.replay('inline', length);
      return { workers: workers.traceHash ?? workers.problem, inline: inline.traceHash ?? inline.problem };
    },
    [scenario, events] as const,
  );
}
