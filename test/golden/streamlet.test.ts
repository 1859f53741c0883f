/**
 * Golden scripts of Streamlet: a scenario, a line `----`, and the whole story that it must tell.
 * `GOLDEN=rewrite` writes the stories anew; read the difference line by line before believing it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../src/kernel/trace.ts';
import { manifestOf } from '../../src/runtime/assemble.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { parseScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import { transcript } from '../support/transcript.ts';

const folder = join(import.meta.dirname, 'streamlet');
const bar = '\n----\n';

async function tell(head: string): Promise<string> {
  const checked = parseScenario(head.replace(/^#.*$/gm, ''), known);
  if (!checked.ok) throw new Error(checked.problem);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  const events: TraceEvent[] = [];
  const report = await runScenario(checked.value, rows.value, { onEvent: (event) => events.push(event) });
  const wrong = report.verdicts.filter(({ verdict }) => verdict === 'violated');
  expect(wrong).toEqual([]);
  return transcript(events, manifestOf('streamlet'));
}

describe('golden scripts', () => {
  it.each(readdirSync(folder))('%s', async (name) => {
    const file = join(folder, name);
    const [head = '', expected = ''] = readFileSync(file, 'utf8').split(bar);
    const told = await tell(head);
    if (process.env.GOLDEN === 'rewrite') writeFileSync(file, `${head}${bar}${told}`);
    else expect(told).toBe(expected);
  });
});
