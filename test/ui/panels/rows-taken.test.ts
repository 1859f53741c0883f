/** What is said of a command file that became the load. On the real engine. */
import { describe, expect, it } from 'vitest';
import { rowsTaken } from '../../../src/ui/controls/rows-taken.ts';
import { good, opened } from '../../support/pages.ts';

const HEADER = 'kind,account,to,asset,amount,nonce,id';

async function taken(...rows: readonly string[]): Promise<string> {
  const { engine } = await opened('first-light');
  const file = { name: 'day.csv', text: [HEADER, ...rows].join('\n') };
  return rowsTaken(file.name, good(await engine.restart({ file })).info);
}

const PLAIN = 'day.csv: 2 rows taken, and the run began anew with them. Undo brings the load before back.';

describe('rows taken', () => {
  it('are counted', async () => {
    expect(await taken('transfer,1,2,USD,4,,', 'transfer,2,1,USD,4,,')).toBe(PLAIN);
    expect(await taken('transfer,1,2,USD,4,,')).toMatch(/^day\.csv: 1 row taken/);
  });

  it('name payments to oneself, which the ledger refuses', async () => {
    expect(await taken('transfer,1,1,USD,4,,', 'transfer,2,1,USD,4,,')).toBe(
      `${PLAIN} Row 1 pays its own account: the ledger will refuse that.`,
    );
    expect(await taken('transfer,1,1,USD,4,,', 'transfer,2,2,USD,4,,')).toContain(
      'Rows 1 and 2 pay their own',
    );
  });

  it('name accounts that begin with nothing', async () => {
    expect(await taken('transfer,1,99999,USD,4,,', 'transfer,2,1,USD,4,,')).toBe(
      `${PLAIN} Account 99999 is new and begins with nothing.`,
    );
    const many = [7, 8, 9, 10, 11, 12, 13].map((to) => `transfer,1,${to},USD,1,,`);
    expect(await taken(...many)).toContain('Accounts 7, 8, 9, 10, 11 and 2 more are new');
    expect(await taken('deposit,99999,,USD,4,,', 'transfer,99999,1,USD,4,,')).toBe(PLAIN);
  });
});
