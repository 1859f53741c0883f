/** Where rows come from, and the day that comes with the house. */
import { describe, expect, it } from 'vitest';
import { builtinTransfers, doubleSpends, overdrafts } from '../../../src/scenarios/builtin-transfers.ts';
import type { Row, Scenario } from '../../../src/scenarios/types.ts';
import { validateScenario } from '../../../src/scenarios/validate.ts';
import { workloadFile, workloadRows } from '../../../src/scenarios/workload.ts';
import { knownForTests, leastScenario } from '../../support/known.ts';

function scenarioWith(workload: object): Scenario {
  const checked = validateScenario({ ...leastScenario, workload }, knownForTests);
  if (!checked.ok) throw new Error(checked.problem);
  return checked.value;
}

describe('a workload', () => {
  it('is the builtin day by default', () => {
    expect(workloadRows(scenarioWith({}), null)).toEqual({ ok: true, value: builtinTransfers() });
  });

  it('may stand in the scenario; its deposits get ids', () => {
    const row = { kind: 'deposit', account: 1, asset: 'USD', amount: '1' } as const;
    const scenario = scenarioWith({ commands: [row, { ...row, id: 'x' }] });
    expect(workloadRows(scenario, null)).toEqual({
      ok: true,
      value: [
        { ...row, id: '1' },
        { ...row, id: 'x' },
      ],
    });
  });

  it('may stand in a file, which is named', () => {
    const scenario = scenarioWith({ source: 'file:days/monday.csv', count: 1 });
    expect(workloadFile(scenario)).toBe('days/monday.csv');
    expect(workloadFile(scenarioWith({}))).toBe(null);
    const header = 'kind,account,to,asset,amount,nonce,id\n';
    expect(workloadRows(scenario, `${header}transfer,1,2,BTC,1,,`)).toMatchObject({
      value: [{ asset: 'BTC' }],
    });
    expect(workloadRows(scenario, `${header}x`)).toEqual({
      ok: false,
      problem: 'days/monday.csv: line 2, column 2: expected 7 columns, found 1',
    });
    expect(workloadRows(scenario, null)).toMatchObject({ ok: false });
    expect(workloadRows(scenario, header)).toEqual({
      ok: false,
      problem: 'expected at most the 0 rows there are, found 1, at /workload/count',
    });
  });

  it('may not be asked for more than there is', () => {
    expect(workloadRows(scenarioWith({ count: 200 }), null)).toMatchObject({ ok: true });
    expect(workloadRows(scenarioWith({ count: 201 }), null)).toEqual({
      ok: false,
      problem: 'expected at most the 200 rows there are, found 201, at /workload/count',
    });
  });
});

describe('the builtin day', () => {
  const rows = builtinTransfers();
  const deposits = rows.filter(({ kind }) => kind === 'deposit');

  it('has 200 valid rows, deposits first', () => {
    expect(rows).toHaveLength(200);
    expect(rows.slice(0, deposits.length)).toEqual(deposits);
    expect(scenarioWith({ commands: rows }).workload.commands).toEqual(rows);
    expect(new Set(deposits.map((row) => row.kind === 'deposit' && row.id)).size).toBe(deposits.length);
  });

  it('never pays oneself and names no account without money', () => {
    const funded = new Set(deposits.map(({ account }) => account));
    for (const row of rows) {
      if (row.kind === 'deposit') continue;
      expect(row.to).not.toBe(row.account);
      expect(funded).toContain(row.account);
      expect(funded).toContain(row.to);
    }
  });

  it('is refused exactly where it spends twice or overdraws', () => {
    const refused = settle(rows).map((index) => index - deposits.length);
    expect(refused).toEqual([...doubleSpends, ...overdrafts].sort((a, b) => a - b));
    expect(rows.filter((row) => row.kind === 'transfer' && row.asset === 'BTC').length).toBeGreaterThan(5);
  });
});

/** Plain bookkeeping in whole cents and satoshi: indices of the rows that a ledger must refuse. */
function settle(rows: readonly Row[]): readonly number[] {
  const balances = new Map<string, number>();
  const next = new Map<number, number>();
  const units = (row: Row): number => Math.round(Number(row.amount) * 1e8);
  const add = (account: number, row: Row, amount: number): void => {
    const key = `${account} ${row.asset}`;
    balances.set(key, (balances.get(key) ?? 0) + amount);
  };
  return rows.flatMap((row, index) => {
    if (row.kind === 'deposit') {
      add(row.account, row, units(row));
      return [];
    }
    const nonce = next.get(row.account) ?? 0;
    if (row.nonce !== undefined && row.nonce !== nonce) return [index];
    next.set(row.account, nonce + 1);
    if ((balances.get(`${row.account} ${row.asset}`) ?? 0) < units(row)) return [index];
    add(row.account, row, -units(row));
    add(row.to, row, units(row));
    return [];
  });
}
