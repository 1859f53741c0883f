/**
 * The golden timeline of the fact pack, section 8, and the counts of section 0.2: one delay is 1 ms, an epoch
 * two, processing takes none, and every epoch has a block.
 */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/kernel/effect.ts';
import type { OwnValue } from '../../src/kernel/options.ts';
import type { TraceEvent } from '../../src/kernel/trace.ts';
import { known } from '../../src/runtime/known.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { validateScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';

async function play(replicas: number, epochs: number, own: Readonly<Record<string, OwnValue>>) {
  const checked = validateScenario(
    {
      version: 1,
      id: 'golden',
      protocol: { id: 'streamlet', replicas, options: { own: { epochMs: 2, everyEpoch: true, ...own } } },
      network: { delayMs: { min: 1, max: 1 } },
      workload: { source: 'builtin:transfers', count: 3, everyMs: 1 },
      until: { quiet: true, ms: 2 * epochs - 0.001 },
    },
    known,
  );
  if (!checked.ok) throw new Error(checked.problem);
  const rows = workloadRows(checked.value, null);
  if (!rows.ok) throw new Error(rows.problem);
  const events: TraceEvent[] = [];
  const report = await runScenario(checked.value, rows.value, { onEvent: (event) => events.push(event) });
  return { events, report };
}

/** When a replica first did what `isIt` recognises, by epoch, in delays; one list per replica. */
function times(
  events: readonly TraceEvent[],
  epochOf: (effect: Effect) => number | null,
): readonly number[][] {
  const lists: number[][] = [[], [], [], []];
  for (const event of events) {
    if (event.kind !== 'replica') continue;
    for (const effect of event.effects) {
      const epoch = epochOf(effect);
      const list = lists[event.replica] as number[];
      if (epoch !== null) list[epoch] ??= event.at / 1_000;
    }
  }
  return lists;
}

const rule =
  (name: string) =>
  (effect: Effect): number | null =>
    effect.kind === 'cite' && effect.rule === `streamlet/${name}` ? Number(effect.because.epoch) : null;

describe('the block of epoch e, with s = 2(e − 1)', () => {
  const epochs = Array.from({ length: 9 }, (_, i) => i + 1);
  it('is proposed at s, notarised everywhere at s + 2, final everywhere at s + 4', async () => {
    const { events } = await play(4, 12, {});
    const proposed = times(events, rule('propose'));
    const notarised = times(events, rule('notarised'));
    const committed = times(events, (effect) => (effect.kind === 'commit' ? effect.view : null));
    for (const epoch of epochs) {
      const start = 2 * (epoch - 1);
      expect(proposed[(epoch - 1) % 4]?.[epoch]).toBe(start);
      expect(notarised.map((list) => list[epoch])).toEqual([start + 2, start + 2, start + 2, start + 2]);
      expect(committed.map((list) => list[epoch])).toEqual([start + 4, start + 4, start + 4, start + 4]);
    }
  });

  it('the first request is answered one delay after the block of epoch 2 is final', async () => {
    const { events } = await play(4, 12, {});
    const accepted = events.find(
      (event) =>
        event.kind === 'client' && event.action.kind === 'received' && event.action.accepted !== null,
    );
    /** Sent at 0, here at 1: after the block of epoch 1; proposed at 2, final at 6. */
    expect(accepted?.at).toBe(7_000);
  });
});

describe.each([
  [4, 15],
  [7, 48],
  [10, 99],
  [13, 168],
])('n = %i', (n, expected) => {
  const epochs = 6;
  it(`${expected} sends per epoch without echo`, async () => {
    const { report } = await play(n, epochs, { echo: false });
    const { PROPOSE = 0, VOTE = 0, ECHO = 0 } = report.messages.byType;
    expect(n * n - 1).toBe(expected);
    expect((PROPOSE + VOTE) / epochs).toBe(expected);
    expect(PROPOSE / epochs).toBe(n - 1);
    expect(ECHO).toBe(0);
    expect(report.messages.resent).toBe(0);
  });

  it('with echo about n times as many: everybody passes on what n + 1 signed, once', async () => {
    const { report } = await play(n, epochs, {});
    const { PROPOSE = 0, VOTE = 0, ECHO = 0 } = report.messages.byType;
    expect((PROPOSE + VOTE) / epochs).toBe(expected);
    /** Of the last epoch's votes only the leader's has arrived when the run ends. */
    expect(ECHO).toBe((n - 1) * (n - 1) * (epochs + n * (epochs - 1) + 1));
  });
});
