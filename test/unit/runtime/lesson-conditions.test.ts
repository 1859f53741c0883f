/** Each breakpoint, measure and claim that a lesson may name, on real runs. */
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/kernel/trace.ts';
import { holds } from '../../../src/runtime/lessons/claims.ts';
import { measure } from '../../../src/runtime/lessons/measures.ts';
import { reach } from '../../../src/runtime/lessons/reach.ts';
import { otherRoot } from '../../../src/runtime/lessons/window.ts';
import { worded } from '../../../src/runtime/lessons/wording.ts';
import { openingCursor } from '../../../src/runtime/moves.ts';
import { PageRun } from '../../../src/runtime/page-run.ts';
import { openSession } from '../../../src/runtime/page-session.ts';
import type { Measure, Until } from '../../../src/scenarios/lessons/conditions.ts';

async function runOf(id: string): Promise<PageRun> {
  const session = openSession({ kind: 'catalogue', id });
  if ('problem' in session) throw new Error(session.problem);
  return PageRun.begin(session, null, null);
}

async function eventAt(
  id: string,
  until: Until,
): Promise<{ run: PageRun; event: TraceEvent; cursor: number }> {
  const run = await runOf(id);
  const { cursor, stopped } = await reach(run, await openingCursor(run), until);
  expect(stopped).toBeNull();
  return { run, event: run.recording.event(cursor - 1) as TraceEvent, cursor };
}

describe('breakpoints', () => {
  it.each<[string, Until, object]>([
    [
      'first-light',
      { until: 'message', type: 'PREPARE', to: 3 },
      { kind: 'replica', replica: 3, at: 60_000 },
    ],
    ['first-light', { until: 'sends', type: 'COMMIT' }, { kind: 'replica', replica: 0, at: 60_000 }],
    ['first-light', { until: 'sends', type: 'COMMIT', replica: 2 }, { replica: 2, at: 60_000 }],
    ['first-light', { until: 'phase', phase: 'prepared', replica: 1, slot: 1 }, { replica: 1, at: 60_000 }],
    ['first-light', { until: 'commit', slot: 1, replica: 3 }, { replica: 3, at: 80_000 }],
    ['first-light', { until: 'accepted' }, { kind: 'client', at: 100_000 }],
    ['primary-crash', { until: 'commit', slot: { measure: 'sum', of: [1, 2] } }, { at: 280_000 }],
    ['primary-crash', { until: 'command', do: 'crash' }, { kind: 'command', at: 430_000 }],
    ['primary-crash', { until: 'submitted' }, { kind: 'client', at: 100_000 }],
    ['primary-crash', { until: 'retried' }, { kind: 'client', at: 800_000 }],
    ['primary-crash', { until: 'timer', timer: 'request' }, { replica: 1, at: 1_220_000 }],
    ['primary-crash', { until: 'timer', timer: 'request', replica: 3 }, { replica: 3, at: 1_220_000 }],
    ['primary-crash', { until: 'view' }, { replica: 1, at: 1_240_000 }],
    ['primary-crash', { until: 'view', view: 1, replica: 3 }, { replica: 3, at: 1_260_000 }],
    ['primary-crash', { until: 'rule', rule: 'pbft/new-view', replica: 2 }, { replica: 2, at: 1_260_000 }],
    ['primary-crash', { until: 'stable' }, { replica: 0, at: 400_000 }],
    ['primary-crash', { until: 'stable', slot: 8, replica: 3 }, { replica: 3 }],
    ['corrupted-state', { until: 'root-differs', replica: 2 }, { kind: 'command', at: 300_000 }],
    ['corrupted-state', { until: 'accepted', voter: 3 }, { kind: 'client' }],
    ['primary-crash', { until: 'any', of: [{ until: 'retried' }, { until: 'view' }] }, { at: 800_000 }],
  ])('%s until %o', async (id, until, expected) => {
    expect((await eventAt(id, until)).event).toMatchObject(expected);
  });

  it('a round takes in what was on its way', async () => {
    const { run, cursor } = await eventAt('first-light', { until: 'round' });
    expect(cursor).toBe(6);
    expect((await reach(run, cursor, { until: 'round' })).cursor).toBe(9);
  });

  it('quiet is the end of the load', async () => {
    expect((await eventAt('first-light', { until: 'quiet' })).cursor).toBe(34);
  });

  it('a refused message is not taken in', async () => {
    const run = await runOf('lossy-network');
    const { cursor } = await reach(run, 0, { until: 'message', type: 'COMMIT', to: 2 });
    const refused = { measure: 'refused', types: ['COMMIT'], to: 2 } as const;
    await reach(run, cursor, { until: 'accepted' });
    const isRefusal = (index: number) =>
      measure(refused, { run, start: 0, from: index, to: index + 1 }) === 1;
    const first = run.recording.slice(0).findIndex(({ index }) => isRefusal(index));
    expect(first).toBeGreaterThan(0);
    const next = await reach(run, first, { until: 'message', type: 'COMMIT', to: 2 });
    expect(next.cursor).toBeGreaterThan(first + 1);
  });

  it('a healed state is equal again, and before that it differs', async () => {
    const { run, cursor } = await eventAt('corrupted-state', { until: 'rule', rule: 'pbft/restored' });
    const healed = await reach(run, cursor - 1, { until: 'root-equal', replica: 2 });
    expect(healed.cursor).toBeGreaterThanOrEqual(cursor);
    expect(otherRoot(run, 2, healed.cursor)).toMatchObject({ known: true, root: null });
  });

  it('says what does not come', async () => {
    const run = await runOf('first-light');
    const { stopped } = await reach(run, 0, { until: 'view' });
    expect(stopped).toMatch(/no such event within the next [\d,.]+ ms|nothing is left to happen/);
  });
});

describe('measures', () => {
  const at = async (id: string, until: Until, from: number, given: Measure) => {
    const { run, cursor } = await eventAt(id, until);
    return measure(given, { run, start: from, from, to: cursor });
  };

  it('what cannot be measured is nothing, and no claim about it holds', async () => {
    const { run, cursor } = await eventAt('primary-crash', { until: 'command', do: 'crash' });
    const window = { run, start: 0, from: 0, to: cursor };
    const nothing: Measure[] = [
      { measure: 'executed', replica: 0 },
      { measure: 'executed', replica: 99 },
      { measure: 'where' },
      { measure: 'slot' },
      { measure: 'signers' },
      { measure: 'cited', rule: 'pbft/prepared', name: 'count' },
      { measure: 'balance', replica: 1, account: 777, asset: 'USD' },
      { measure: 'root', replica: 0 },
      { measure: 'other-root', replica: 1 },
      { measure: 'span', from: { until: 'view' }, to: { until: 'accepted' } },
      { measure: 'count', of: { measure: 'time' } },
    ];
    for (const given of nothing) {
      expect(measure(given, window), JSON.stringify(given)).toBeNull();
      for (const claim of ['equal', 'less', 'more'] as const)
        expect(holds({ claim, of: given, than: given }, window)).toBe(false);
    }
  });

  it('count messages by what is asked of them', async () => {
    const all = { measure: 'sent', types: ['PREPARE', 'COMMIT'] } as const;
    expect(await at('first-light', { until: 'quiet' }, 0, all)).toBe(21);
    expect(await at('first-light', { until: 'quiet' }, 0, { ...all, from: 0 })).toBe(3);
    expect(await at('first-light', { until: 'quiet' }, 0, { ...all, to: 0 })).toBe(6);
    expect(await at('first-light', { until: 'quiet' }, 0, { ...all, slot: 2 })).toBe(0);
    expect(await at('first-light', { until: 'quiet' }, 0, { ...all, view: 0 })).toBe(21);
  });
});

describe('blanks', () => {
  it('are filled with numbers, counted nouns, replicas and words', () => {
    const values = { one: 1, many: 3, who: [0, 2], said: ['R1 (its own)', 2], none: null };
    expect(worded('{one PREPARE}, {many PREPARE}; {who} and {said}; {none}, {none time}', values)).toBe(
      '1 PREPARE, 3 PREPAREs; R0 and R2 and R1 (its own) and R2; –, – times',
    );
    expect(worded('{unknown}', values)).toBe('{unknown}');
  });
});
