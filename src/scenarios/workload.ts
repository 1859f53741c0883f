/** A scenario's workload as rows, wherever they come from. */
import { builtinTransfers } from './builtin-transfers.ts';
import { accept, type Checked, refuse } from './problem.ts';
import type { Row } from './row-schema.ts';
import { fillIds, parseRows } from './rows.ts';
import type { Scenario } from './types.ts';

const filePrefix = 'file:';

/** Name of the command file that the workload needs, as written; null if it needs none. */
export function workloadFile({ workload }: Scenario): string | null {
  return workload.source.startsWith(filePrefix) ? workload.source.slice(filePrefix.length) : null;
}

/**
 * All rows of the workload, each deposit with its id. `count` may leave some of them out of the run, but
 * asking for more than there are is refused.
 * @param file Text of the command file, where {@link workloadFile} names one.
 */
export function workloadRows(scenario: Scenario, file: string | null): Checked<readonly Row[]> {
  const rows = sourceRows(scenario, file);
  if (!rows.ok) return rows;
  const { count } = scenario.workload;
  if (count === undefined || count <= rows.value.length) return rows;
  return refuse(
    `expected at most the ${rows.value.length} rows there are, found ${count}, at /workload/count`,
  );
}

function sourceRows(scenario: Scenario, file: string | null): Checked<readonly Row[]> {
  const { source, commands } = scenario.workload;
  if (source === 'inline') return accept(fillIds(commands));
  if (source === 'builtin:transfers') return accept(builtinTransfers());
  const name = workloadFile(scenario) ?? '';
  if (file === null) return refuse(`expected the text of ${name}, found nothing, at /workload/source`);
  const rows = parseRows(name, file);
  return rows.ok ? rows : refuse(`${name}: ${rows.problem}`);
}
