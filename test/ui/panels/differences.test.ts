import { describe, expect, it } from 'vitest';
import type { ReplicaInspection } from '../../../src/runtime/api.ts';
import { countDifferences, differences } from '../../../src/ui/panels/differences.ts';

const digest = '9f2c41d07b3e8a65'.repeat(4);

function inspection(view: string, text: string, amount: string, slots = [1]): ReplicaInspection {
  return {
    replica: 1,
    root: digest,
    receipts: [],
    accounts: [{ account: 7, nonce: '0', balances: [{ asset: 'USD', amount }] }],
    detail: {
      chart: 'normal',
      variables: [
        { name: 'v', value: view, meaning: 'the view' },
        { name: 'h', value: '0', meaning: 'low water mark' },
      ],
      log: {
        columns: ['prepared'],
        rows: slots.map((slot) => ({
          slot,
          view: 0,
          digest,
          cells: [{ reached: text === '3/3', text, certificate: [] }],
        })),
      },
    },
  };
}

describe('differences', () => {
  it('finds none between equal descriptions', () => {
    const found = differences(inspection('0', '2/3', '10'), inspection('0', '2/3', '10'));
    expect(countDifferences(found)).toBe(0);
  });

  it('names what changed and says what it was', () => {
    const found = differences(inspection('1', '3/3', '10'), inspection('0', '2/3', '25'));
    expect([...found.variables]).toEqual([['v', '0']]);
    expect([...found.cells]).toEqual([['1/0', '2/3']]);
    expect([...found.balances]).toEqual([['7/USD', '25']]);
    expect(countDifferences(found)).toBe(3);
  });

  it('counts what one side lacks, on either side', () => {
    const more = inspection('0', '2/3', '10', [1, 2]);
    const less = inspection('0', '2/3', '10', [1]);
    expect([...differences(more, less).cells.keys()]).toEqual(['2/value', '2/0']);
    expect(differences(more, less).cells.get('2/0')).toBeNull();
    expect(differences(less, more).cells.get('2/0')).toBe('2/3');
  });

  it('compares nothing with a replica that is down', () => {
    const down: ReplicaInspection = { ...inspection('0', '2/3', '10'), detail: null };
    expect(countDifferences(differences(inspection('9', '3/3', '1'), down))).toBe(0);
    expect(countDifferences(differences(inspection('9', '3/3', '1'), null))).toBe(0);
  });
});
