/** What happens at one instant, in the order of DESIGN 3, and commands at an exact place inside it. */
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/kernel/trace.ts';
import type { ScenarioCommand } from '../../../src/scenarios/types.ts';
import { instantsOf, orderFault } from '../../support/instants.ts';
import { drawnToy, runToy, toyScenario } from '../../support/toy-run.ts';

/** Everything falls together: one delay for all links, three clients at the same pace, duplicates on top. */
const crowded = toyScenario({
  network: { delayMs: { min: 10, max: 10 }, duplicateRate: 0.5 },
  protocol: { id: 'echo', replicas: 4, options: { requestTimeoutMs: 10, clientRetryMs: 20 } },
  workload: {
    opening: [1, 2, 3].map((account) => ({ account, asset: 'USD', amount: '100' })),
    commands: Array.from({ length: 18 }, (_, i) => ({
      kind: 'transfer',
      account: 1 + (i % 3),
      to: 4,
      asset: 'USD',
      amount: '1',
    })),
    clients: 3,
    everyMs: 10,
  },
  until: { quiet: true, ms: 150 },
});

describe('an instant', () => {
  it('has commands, then replicas by id, then clients; deliveries by sender and number, then timers', async () => {
    const { events } = await runToy(crowded, [
      { atMs: 30, do: 'cut', from: 0, to: 3 },
      { atMs: 70, do: 'heal' },
    ]);
    expect(orderFault(events)).toBeNull();
    const largest = Math.max(...instantsOf(events).map((instant) => instant.length));
    expect(largest).toBeGreaterThan(30);
    const kinds = new Set(events.map((event) => (event.kind === 'replica' ? event.input.kind : event.kind)));
    expect(kinds).toEqual(new Set(['start', 'message', 'timer', 'client', 'command']));
  });

  it('keeps that order when commands bring messages into it', async () => {
    const { events } = await runToy(crowded, [
      { atMs: 12, do: 'delay', message: 'r0>1#1', byMs: 20 },
      { atMs: 15, do: 'pause', replica: 2 },
      { atMs: 22, do: 'delay', message: 'r3>1#1', byMs: 100 },
      { atMs: 40, do: 'deliver', message: 'r3>1#1' },
      { atMs: 60, do: 'resume', replica: 2 },
    ]);
    expect(orderFault(events)).toBeNull();
    expect(events.flatMap((event) => (event.kind === 'command' ? [event.refused] : []))).toEqual(
      Array(5).fill(null),
    );
    const held = events.filter(
      (event) => event.kind === 'replica' && event.replica === 2 && event.at === 60_000,
    );
    expect(held.length).toBeGreaterThan(20);
  });

  it('takes what one sender sent earlier before what it sent later, however it came to be there', async () => {
    const free = (await runToy(crowded)).events.flatMap(({ sent }) => sent);
    const times = new Set(free.flatMap(({ from, to, dueAt }) => (from === 1 && to === 2 ? [dueAt] : [])));
    // Held from the first of these times on, released when the third falls due.
    const third = [...times][2] ?? 0;
    const { events } = await runToy(crowded, [
      { atMs: 15, do: 'pause', replica: 2 },
      { atMs: third / 1000, do: 'resume', replica: 2 },
    ]);
    const fromR1 = events.flatMap((event) =>
      event.kind === 'replica' && event.at === third && event.replica === 2 && event.input.kind === 'message'
        ? [event.input.envelope].filter(({ from }) => from === 1)
        : [],
    );
    expect(fromR1.some(({ dueAt }) => dueAt < third)).toBe(true);
    expect(fromR1.some(({ dueAt }) => dueAt === third)).toBe(true);
    expect(fromR1.map(({ number }) => number)).toEqual(
      fromR1.map(({ number }) => number).sort((a, b) => a - b),
    );
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed))('is in order in the drawn run %i', async (seed) => {
    const { events } = await runToy(drawnToy(seed));
    expect(events.length).toBeGreaterThan(100);
    expect(orderFault(events)).toBeNull();
  });
});

describe('a command', () => {
  it('comes first at its time, several in list order', async () => {
    const { events } = await runToy(crowded, [
      { atMs: 30, do: 'mend', from: 0, to: 1 },
      { atMs: 30, do: 'mend', from: 3, to: 2 },
      { atMs: 0, do: 'mend', from: 1, to: 2 },
    ]);
    const at30 = events.filter(({ at }) => at === 30_000);
    expect(at30.slice(0, 2)).toMatchObject([{ command: { from: 0 } }, { command: { from: 3 } }]);
    expect(at30[2]?.kind).toBe('replica');
    expect(events[0]).toMatchObject({ kind: 'command', command: { from: 1 } });
  });

  it('with `after: k` comes when exactly k events of its time are done, wherever that is', async () => {
    const free = (await runToy(crowded)).events;
    const instant = instantsOf(free)[4] as readonly TraceEvent[];
    const [first] = instant as [TraceEvent];
    expect(instant.length).toBeGreaterThan(20);
    for (let after = 0; after <= instant.length; after++) {
      const command: ScenarioCommand = { atMs: first.at / 1000, after, do: 'mend', from: 0, to: 1 };
      const { events } = await runToy(crowded, [command]);
      const place = first.index + after;
      expect(events[place]).toMatchObject({ kind: 'command', at: first.at });
      // A command that changes nothing moves the rest by one place and leaves it as it was.
      expect(events.slice(0, place).map(plain)).toEqual(free.slice(0, place).map(plain));
      expect(events.slice(place + 1).map(plain)).toEqual(free.slice(place).map(plain));
    }
  });

  it('that waits makes its instant go one by one, which comes to the same', async () => {
    for (const seed of [2, 5]) {
      const drawn = drawnToy(seed);
      const free = (await runToy(drawn)).events;
      const times = [...new Set(free.map(({ at }) => at))].slice(0, 400);
      const waits = times.map(
        (at): ScenarioCommand => ({ atMs: at / 1000, after: 10_000, do: 'mend', from: 0, to: 1 }),
      );
      const { events } = await runToy(drawn, waits);
      const rest = events.filter(({ kind, ...event }) => kind !== 'command' || !isWait(event));
      expect(rest.map(plain)).toEqual(free.map(plain));
    }
  });

  it('with more `after` than there are events comes last', async () => {
    const { events } = await runToy(crowded, [{ atMs: 40, after: 10_000, do: 'mend', from: 0, to: 1 }]);
    const instant = events.filter(({ at }) => at === 40_000);
    expect(instant.at(-1)?.kind).toBe('command');
    expect(instant.length).toBeGreaterThan(20);
  });

  it('at a time when nothing else happens is an instant of its own', async () => {
    const { events } = await runToy(crowded, [{ atMs: 33.125, after: 3, do: 'mend', from: 0, to: 1 }]);
    expect(events.filter(({ at }) => at === 33_125)).toHaveLength(1);
  });

  it('sees what came before it in its instant and hides nothing from it', async () => {
    const free = (await runToy(crowded)).events;
    const instant = instantsOf(free)[2] as readonly TraceEvent[];
    const [first] = instant as [TraceEvent];
    const atR2 = instant.findIndex((event) => event.kind === 'replica' && event.replica === 2);
    const crash: ScenarioCommand = { atMs: first.at / 1000, after: atR2 + 1, do: 'crash', replica: 2 };
    const { events } = await runToy(crowded, [crash]);
    const after = events.filter(({ at }) => at === first.at).slice(atR2);
    // One delivery was taken in before the crash; those that were to come find nobody.
    expect(after[0]).toMatchObject({ kind: 'replica', replica: 2 });
    expect(after[1]?.kind).toBe('command');
    const more = instant.filter((event) => event.kind === 'replica' && event.replica === 2).length - 1;
    expect(more).toBeGreaterThan(0);
    expect(after.filter(({ kind }) => kind === 'lost')).toHaveLength(more);
  });
});

function isWait(event: object): boolean {
  return 'command' in event && (event.command as { after?: number }).after === 10_000;
}

/** Without positions, which a command before it shifts. */
function plain(event: TraceEvent): unknown {
  const { index: _index, cause: _cause, sent, ...rest } = event;
  const bare = JSON.stringify({ ...rest, sent }, (key, value: unknown) =>
    key === 'cause' ? undefined : value,
  );
  return bare;
}
