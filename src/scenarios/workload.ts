/** A scenario's workload as rows, wherever they come from; and the nonces that rows leave to be counted. */
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
 * All rows of the workload, each deposit with its id. `count` may leave some of them out of the run, but asking for
 * more than there are is refused.
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

/**
 * The nonce with which each row is signed, in order: a given one, or the next of the account. The next one grows only
 * when the ledger takes the nonce: a reused or skipped one leaves it where it was (fact pack of the ledger, §1.2).
 */
export function rowNonces(rows: readonly Row[]): readonly number[] {
  const next = new Map<number, number>();
  return rows.map((row) => {
    const signer = row.kind === 'deposit' ? 0 : row.account;
    const expected = next.get(signer) ?? 0;
    const nonce = row.kind === 'transfer' ? (row.nonce ?? expected) : expected;
    if (nonce === expected) next.set(signer, expected + 1);
    return nonce;
  });
}
