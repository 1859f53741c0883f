/**
 * What differs between two descriptions: the same replica one event earlier, or two replicas now. Names
 * decide which entries belong together; an entry that one side lacks differs.
 */
import type { AccountView } from '../../kernel/application.ts';
import type { LogCell, ReplicaDetail } from '../../kernel/present.ts';
import type { ReplicaInspection } from '../../runtime/api.ts';
import { shortDigest } from './words.ts';

export interface Differences {
  readonly chart: boolean;
  readonly root: boolean;
  /** Names of variables, with what the other side has; null where it has none. */
  readonly variables: Changes;
  /** `slot/column` of log cells; the column is `value` for the view and digest of a row. */
  readonly cells: Changes;
  /** `account/asset`, and `account/nonce`. */
  readonly balances: Changes;
}

/** Key to the other side's value. */
export type Changes = ReadonlyMap<string, string | null>;

const noDifferences: Differences = {
  chart: false,
  root: false,
  variables: new Map(),
  cells: new Map(),
  balances: new Map(),
};

/** What of `now` is new or other than in `before`; nothing when there is nothing to compare with. */
export function differences(now: ReplicaInspection, before: ReplicaInspection | null): Differences {
  if (before === null || now.detail === null || before.detail === null) return noDifferences;
  return {
    chart: now.detail.chart !== before.detail.chart,
    root: now.root !== before.root,
    variables: changed(variablesOf(now.detail), variablesOf(before.detail)),
    cells: changed(cellsOf(now.detail), cellsOf(before.detail)),
    balances: changed(balancesOf(now.accounts), balancesOf(before.accounts)),
  };
}

/** How many things differ, for a sentence. */
export function countDifferences(found: Differences): number {
  const { chart, variables, cells, balances } = found;
  return Number(chart) + variables.size + cells.size + balances.size;
}

function changed(now: ReadonlyMap<string, string>, before: ReadonlyMap<string, string>): Changes {
  const changes = new Map<string, string | null>();
  for (const [key, value] of now) {
    const other = before.get(key);
    if (other !== value) changes.set(key, other ?? null);
  }
  for (const [key, value] of before) if (!now.has(key)) changes.set(key, value);
  return changes;
}

function variablesOf(detail: ReplicaDetail): Map<string, string> {
  return new Map(detail.variables.map((variable) => [variable.name, variable.value]));
}

function cellsOf(detail: ReplicaDetail): Map<string, string> {
  const cells = new Map<string, string>();
  for (const row of detail.log.rows) {
    cells.set(`${row.slot}/value`, `${shortDigest(row.digest)} in view ${row.view}`);
    row.cells.forEach((cell, column) => {
      cells.set(`${row.slot}/${column}`, cellWords(cell, detail.log.columns[column]));
    });
  }
  return cells;
}

/** What the table shows in a cell; a word that only repeats the column's says no more than yes. */
export function cellWords(cell: LogCell, column: string | undefined): string {
  if (cell.text !== '' && cell.text !== column) return cell.text;
  return cell.reached ? 'yes' : '–';
}

function balancesOf(accounts: readonly AccountView[]): Map<string, string> {
  const balances = new Map<string, string>();
  for (const { account, nonce, balances: held } of accounts) {
    balances.set(`${account}/nonce`, nonce);
    for (const { asset, amount } of held) balances.set(`${account}/${asset}`, amount);
  }
  return balances;
}
