/** Metrics as series, and two ledgers as one table: what the plots and tables are drawn from. */
import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import type { LedgerComparison, Metrics } from '../../../src/runtime/api.ts';
import { MetricsPanel } from '../../../src/ui/metrics/metrics-panel.tsx';
import { seriesOf } from '../../../src/ui/metrics/series.ts';
import { ledgerRows, ledgerSentence } from '../../../src/ui/panels/ledger-rows.ts';
import { scriptedFrame } from '../fake-script.ts';
import { markup, textOf } from '../panels/support.ts';

const slot = { slot: 1, proposedAt: 20_000, executedAt: 80_000, steps: 3, messages: 24, bytes: 6_200 };
const metrics: Metrics = {
  slots: [slot, { ...slot, slot: 2, proposedAt: 120_000, executedAt: 180_500 }],
  views: [{ at: 400_000, view: 1 }],
  accepted: [100, 200, 300].map((ms) => ({ at: ms * 1000, latency: 100_000 })),
  byType: [],
};

describe('series', () => {
  const series = new Map(seriesOf(metrics, 1000).map((each) => [each.id, each]));

  it('have one point per decision, with its values in words', () => {
    expect(series.get('messages')?.points).toEqual([
      { x: 1, y: 24, words: 'slot 1: 24 messages' },
      { x: 2, y: 24, words: 'slot 2: 24 messages' },
    ]);
    expect(series.get('decided')?.points[1]).toEqual({ x: 2, y: 60.5, words: 'slot 2: 60.5 ms' });
    expect(series.get('bytes')?.points[0]?.words).toBe('slot 1: 6,200 bytes');
  });

  it('count every accepted request in exactly one bin of the throughput', () => {
    const points = series.get('throughput')?.points ?? [];
    const seconds = points.slice(1).map(({ x }, index) => (x - (points[index]?.x ?? 0)) / 1000);
    const counted = seconds.reduce((sum, width, index) => sum + width * (points[index]?.y ?? 0), 0);
    expect(counted).toBeCloseTo(3, 9);
    expect(points.at(-1)?.x).toBe(1000);
  });

  it('hold a view until the playhead', () => {
    expect(series.get('view')?.points.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [400, 1],
      [1000, 1],
    ]);
  });

  it('are empty before anything was decided', () => {
    const epochs = seriesOf(metrics, 1000, 'epoch').find(({ id }) => id === 'view');
    expect(epochs).toMatchObject({ title: 'Highest epoch entered', yName: 'epoch' });
    expect(epochs?.points[0]?.words).toBe('epoch 0 from the start');
    const none = seriesOf({ slots: [], views: [], accepted: [], byType: [] }, 0);
    expect(none.filter(({ id }) => id !== 'view').every(({ points }) => points.length === 0)).toBe(true);
  });
});

describe('two ledgers', () => {
  const account = (id: number, usd: string, nonce = '0') => ({
    account: id,
    nonce,
    balances: [{ asset: 'USD', amount: usd }],
  });
  const comparison: LedgerComparison = {
    slots: [5, 5],
    roots: ['aa', 'bb'],
    differences: [{ account: 2, field: 'USD', values: ['10.000000', '12.000000'] }],
  };

  it('stand in one table, what differs marked, the first of all named', () => {
    const rows = ledgerRows(
      [account(1, '5.000000'), account(2, '10.000000')],
      [account(1, '5.000000'), account(2, '12.000000', '3')],
      comparison,
    );
    expect(rows.filter(({ first }) => first)).toEqual([
      { account: 2, field: 'USD', values: ['10.00', '12.00'], differs: true, first: true, opens: false },
    ]);
    expect(rows.filter(({ differs }) => differs).map(({ field }) => field)).toEqual(['nonce', 'USD']);
    expect(ledgerSentence(comparison, ['R1', 'R2'])).toBe(
      'They differ at slot 5, first in account 2, USD: 10.00 at R1, 12.00 at R2.',
    );
  });

  it('of different slots are not called different', () => {
    expect(ledgerSentence({ ...comparison, slots: [5, 3] }, ['R1', 'R2'])).toMatch(
      /^R2 has executed slot 3 only, the other one 5: not the same moment\./,
    );
    expect(ledgerSentence({ ...comparison, roots: ['aa', 'aa'], differences: [] }, ['R1', 'R2'])).toBe(
      'Equal: the same root at slot 5.',
    );
  });

  it('leave out what neither side holds, and say who has no such account', () => {
    const rows = ledgerRows([account(1, '0.000000')], [], {
      ...comparison,
      differences: [{ account: 1, field: 'exists', values: ['yes', 'no'] }],
    });
    expect(rows).toEqual([
      { account: 1, field: 'nonce', values: ['0', 'none'], differs: true, first: true, opens: true },
    ]);
  });
});

it('from a seat there are none, and that is said', async () => {
  const landed = { ...scriptedFrame(16), seat: 2 };
  expect(textOf(await markup(createElement(MetricsPanel), { landed }))).toMatch(
    /^From R2’s seat nobody can measure the run: /,
  );
});
