/**
 * What is said when a command file has become the load: how many rows, and what in them looks like a slip of
 * the pen. Such rows are taken all the same, because what a ledger refuses is worth seeing.
 */
import type { RunInfo } from '../../runtime/api.ts';
import type { Scenario } from '../../scenarios/types.ts';
import { counted } from '../panels/words.ts';

/** Rows or accounts named in one sentence at most. */
const NAMED_MOST = 5;

export function rowsTaken(file: string, { session }: Pick<RunInfo, 'session'>): string {
  const workload = workloadOf(session);
  const rows = workload?.commands ?? [];
  return [
    `${file}: ${counted(rows.length, 'row')} taken, and the run began anew with them.`,
    'Undo brings the load before back.',
    selfPayments(rows),
    workload === null ? '' : emptyAccounts(workload),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

type Workload = Scenario['workload'];

function workloadOf(session: unknown): Workload | null {
  const { scenario } = (session as { readonly session: { readonly scenario: Scenario | string } }).session;
  return typeof scenario === 'string' ? null : scenario.workload;
}

function selfPayments(rows: Workload['commands']): string {
  const found = rows.flatMap((row, index) =>
    row.kind === 'transfer' && row.account === row.to ? [index + 1] : [],
  );
  if (found.length === 0) return '';
  const verb = found.length === 1 ? 'pays its own account' : 'pay their own account';
  return `${found.length === 1 ? 'Row' : 'Rows'} ${named(found)} ${verb}: the ledger will refuse that.`;
}

/** Named in a row, but with neither an opening balance nor a deposit: a number may be mistyped. */
function emptyAccounts({ commands, opening }: Workload): string {
  const funded = new Set(opening.map(({ account }) => account));
  for (const row of commands) if (row.kind === 'deposit') funded.add(row.account);
  const found = new Set<number>();
  for (const row of commands) {
    if (row.kind !== 'transfer') continue;
    for (const account of [row.account, row.to])
      if (account !== 0 && !funded.has(account)) found.add(account);
  }
  if (found.size === 0) return '';
  const accounts = [...found].sort((a, b) => a - b);
  return found.size === 1
    ? `Account ${accounts[0]} is new and begins with nothing.`
    : `Accounts ${named(accounts)} are new and begin with nothing.`;
}

function named(numbers: readonly number[]): string {
  const shown = numbers.slice(0, NAMED_MOST).map(String);
  const more = numbers.length - shown.length;
  const parts = more > 0 ? [...shown, `${more} more`] : shown;
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
