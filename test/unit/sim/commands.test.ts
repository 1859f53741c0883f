/**
 * What each command of a session does to replicas, messages and links, and when it is refused with a reason.
 */
import { describe, expect, it } from 'vitest';
import type { CommandEvent, ReplicaEvent, TraceEvent } from '../../../src/kernel/trace.ts';
import { envelopeId } from '../../../src/kernel/trace.ts';
import type { ScenarioCommand } from '../../../src/scenarios/types.ts';
import { runToy, type ToyRun, toyScenario } from '../../support/toy-run.ts';

const scenario = toyScenario({
  workload: { source: 'builtin:transfers', count: 6 },
  until: { quiet: false, ms: 600 },
});

async function events(...commands: readonly ScenarioCommand[]): Promise<readonly TraceEvent[]> {
  return (await runToy(scenario, commands)).events;
}

function commandsIn(trace: readonly TraceEvent[]): readonly CommandEvent[] {
  return trace.filter((event) => event.kind === 'command');
}

function at(trace: readonly TraceEvent[], replica: number): readonly ReplicaEvent[] {
  return trace.filter((event) => event.kind === 'replica').filter((event) => event.replica === replica);
}

function taken(trace: readonly TraceEvent[]): readonly (readonly [string, number])[] {
  return trace.flatMap((event): (readonly [string, number])[] =>
    event.kind === 'replica' && event.input.kind === 'message'
      ? [[envelopeId(event.input.envelope), event.at]]
      : [],
  );
}

describe('crash and recover', () => {
  const crash = { atMs: 25, do: 'crash', replica: 2 } as const;

  it('lose what arrives meanwhile, by name; what was sent before still travels', async () => {
    const trace = await events(crash, { atMs: 200, do: 'recover', replica: 2 });
    const away = trace.filter((event) => event.at >= 25_000 && event.at < 200_000);
    expect(at(away, 2)).toHaveLength(0);
    const lost = away.flatMap((event) => (event.kind === 'lost' ? [event] : []));
    const due = away.flatMap(({ sent }) => sent).filter(({ to, dueAt }) => to === 2 && dueAt < 200_000);
    expect(due.length).toBeGreaterThan(5);
    expect(lost.length).toBeGreaterThanOrEqual(due.length);
    for (const event of lost)
      expect(event).toMatchObject({ why: 'crashed', envelope: { to: 2, dueAt: event.at } });
    // R2 sent its echo at 20 ms, before the crash: it arrives at 30 ms.
    const echo = trace.find(
      (event) =>
        event.kind === 'replica' &&
        event.replica === 1 &&
        event.at === 30_000 &&
        event.input.kind === 'message' &&
        event.input.envelope.from === 2,
    );
    expect(echo).toBeDefined();
  });

  it('stop the timers, and start them again with the new process', async () => {
    const trace = await events(crash, { atMs: 200, do: 'recover', replica: 2 });
    const [first, ...rest] = at(trace, 2).filter((event) => event.at >= 200_000);
    expect(first?.input.kind).toBe('recover');
    expect(first?.cause).toBe(commandsIn(trace)[1]?.index);
    expect(first?.effects.some(({ kind }) => kind === 'arm')).toBe(true);
    expect(rest.some(({ input }) => input.kind === 'timer')).toBe(true);
  });

  it('hand the disk to the new process, unless it was lost', async () => {
    const known = (run: ToyRun): number => {
      const state = run.host.memory(2)?.protocol as { slots: readonly { propose: unknown }[] };
      return state.slots.filter(({ propose }) => propose !== null).length;
    };
    const cut = (['c0', 0, 1, 3] as const).map(
      (from): ScenarioCommand => ({ atMs: 199, do: 'cut', from, to: 2 }),
    );
    const back: ScenarioCommand = { atMs: 200, do: 'recover', replica: 2 };
    const late: ScenarioCommand = { atMs: 150, do: 'crash', replica: 2 };
    const stored = known(await runToy(scenario, [late, ...cut, back]));
    expect(stored).toBeGreaterThanOrEqual(2);
    expect(known(await runToy(scenario, [{ atMs: 150, do: 'lose-disk', replica: 2 }, ...cut, back]))).toBe(0);
    // A disk can be lost while its replica is down already.
    const lostLater: ScenarioCommand = { atMs: 170, do: 'lose-disk', replica: 2 };
    expect(known(await runToy(scenario, [late, lostLater, ...cut, back]))).toBe(0);
  });

  it('at one time leave no gap: what arrives then is taken in by the new process, after its beginning', async () => {
    const trace = await events({ ...crash, atMs: 20 }, { atMs: 20, do: 'recover', replica: 2 });
    expect(trace.filter(({ kind }) => kind === 'lost')).toHaveLength(0);
    expect(
      at(trace, 2)
        .filter((event) => event.at === 20_000)
        .map(({ input }) => input.kind),
    ).toEqual(['recover', 'message', 'message']);
  });

  it('before its start make a replica begin with recovery', async () => {
    const trace = await events({ ...crash, atMs: 0 }, { atMs: 100, do: 'recover', replica: 2 });
    expect(at(trace, 2)[0]).toMatchObject({ at: 100_000, input: { kind: 'recover' } });
  });
});

describe('pause and resume', () => {
  it('hold messages and timers, and release them in order at once', async () => {
    const trace = await events(
      { atMs: 15, do: 'pause', replica: 2 },
      { atMs: 300, do: 'resume', replica: 2 },
    );
    const asleep = trace.filter((event) => event.at >= 15_000 && event.at < 300_000);
    expect(at(asleep, 2)).toHaveLength(0);
    expect(asleep.filter(({ kind }) => kind === 'lost')).toHaveLength(0);
    const arrived = asleep
      .flatMap(({ sent }) => sent)
      .filter(({ to, dueAt }) => to === 2 && dueAt <= 300_000);
    const released = at(trace, 2).filter((event) => event.at === 300_000);
    const messages = released.flatMap(({ input }) => (input.kind === 'message' ? [input.envelope] : []));
    for (const envelope of arrived) expect(messages).toContain(envelope);
    expect(messages.length).toBeGreaterThan(10);
    expect(released.filter(({ input }) => input.kind === 'timer')).toHaveLength(1);
    expect(released.at(-1)?.input.kind).toBe('timer');
  });

  it('then crash: what was held is lost, its timers are gone', async () => {
    const trace = await events({ atMs: 15, do: 'pause', replica: 2 }, { atMs: 300, do: 'crash', replica: 2 });
    const lost = trace.filter((event) => event.kind === 'lost' && event.at === 300_000);
    expect(lost.length).toBeGreaterThan(10);
    expect(at(trace, 2).filter((event) => event.at >= 15_000)).toHaveLength(0);
  });
});

describe('messages by id', () => {
  // R0's PROPOSE to R1, sent at 10 ms, due at 20 ms.
  const message = 'r0>1#1';
  const when = (trace: readonly TraceEvent[], id: string): readonly number[] =>
    taken(trace).flatMap(([name, time]) => (name === id ? [time] : []));

  it('arrive when they are due if nobody touches them', async () => {
    expect(when(await events(), message)).toEqual([20_000]);
  });

  it('can be dropped', async () => {
    const trace = await events({ atMs: 12, do: 'drop', message });
    expect(when(trace, message)).toEqual([]);
    expect(commandsIn(trace)[0]?.refused).toBeNull();
  });

  it('can be delivered early and delayed', async () => {
    expect(when(await events({ atMs: 12, do: 'deliver', message }), message)).toEqual([12_000]);
    expect(when(await events({ atMs: 12, do: 'delay', message, byMs: 7.5 }), message)).toEqual([27_500]);
    // Twice: from when it is due now.
    const twice = [5, 2].map((byMs): ScenarioCommand => ({ atMs: 12, do: 'delay', message, byMs }));
    expect(when(await events(...twice), message)).toEqual([27_000]);
  });

  it('can be doubled; the second copy has a name of its own, and there is one at a time', async () => {
    const trace = await events(
      { atMs: 12, do: 'duplicate', message },
      { atMs: 13, do: 'duplicate', message },
      { atMs: 14, do: 'duplicate', message: `${message}'` },
      { atMs: 15, do: 'delay', message: `${message}'`, byMs: 50 },
      { atMs: 25, do: 'duplicate', message },
    );
    expect(when(trace, message)).toEqual([20_000]);
    expect(when(trace, `${message}'`)).toEqual([70_000]);
    expect(commandsIn(trace).map(({ refused }) => refused)).toEqual([
      null,
      "r0>1#1' is on its way already",
      "r0>1#1' is on its way already",
      null,
      "r0>1#1' is on its way already",
    ]);
    expect(commandsIn(trace)[0]?.sent[0]).toMatchObject({
      duplicate: true,
      number: 1,
      from: 0,
      to: 1,
      lost: null,
    });
  });

  it('can be touched at the very time they are due, and while a paused replica holds them', async () => {
    expect(when(await events({ atMs: 20, do: 'drop', message }), message)).toEqual([]);
    expect(when(await events({ atMs: 20, do: 'delay', message, byMs: 1 }), message)).toEqual([21_000]);
    const held = await events(
      { atMs: 15, do: 'pause', replica: 1 },
      { atMs: 30, do: 'drop', message },
      { atMs: 40, do: 'resume', replica: 1 },
    );
    expect(commandsIn(held)[1]?.refused).toBeNull();
    expect(when(held, message)).toEqual([]);
  });

  it('that are not on their way are refused with their name', async () => {
    const trace = await events(
      { atMs: 5, do: 'drop', message },
      { atMs: 21, do: 'drop', message },
      { atMs: 12, do: 'delay', message: 'r9>1#1', byMs: 1 },
      { atMs: 12, do: 'deliver', message: "r0>1#1'" },
    );
    expect(commandsIn(trace).map(({ refused }) => refused)).toEqual([
      'r0>1#1 is not on its way: it has not been sent yet',
      'r9>1#1 is not on its way: it has not been sent yet',
      "r0>1#1' is not on its way: there is no second copy",
      'r0>1#1 is not on its way: it has arrived, or was lost',
    ]);
    expect(when(trace, message)).toEqual([20_000]);
  });
});

describe('links', () => {
  it('that are cut lose what is sent, not what is in flight', async () => {
    const trace = await events(
      { atMs: 12, do: 'cut', from: 0, to: 1 },
      { atMs: 200, do: 'mend', from: 0, to: 1 },
    );
    expect(taken(trace)).toContainEqual(['r0>1#1', 20_000]);
    const copies = trace.flatMap(({ sent }) => sent).filter(({ from, to }) => from === 0 && to === 1);
    const cut = copies.filter(({ sentAt }) => sentAt >= 12_000 && sentAt < 200_000);
    expect(cut.length).toBeGreaterThan(3);
    expect(cut.every(({ lost }) => lost === 'cut')).toBe(true);
    expect(copies.filter(({ sentAt }) => sentAt >= 200_000).every(({ lost }) => lost === null)).toBe(true);
  });

  it('change their delay and loss from a command on', async () => {
    const delayMs = { min: 3, max: 3 };
    const trace = await events(
      { atMs: 100, do: 'link', from: 0, to: 1, delayMs },
      { atMs: 100, do: 'link', from: 2, to: 3, lossRate: 1 },
    );
    for (const { from, to, sentAt, dueAt, lost } of trace.flatMap(({ sent }) => sent)) {
      const changed = sentAt >= 100_000;
      if (from === 0 && to === 1) expect(dueAt - sentAt).toBe(changed ? 3_000 : 10_000);
      if (from === 2 && to === 3) expect(lost).toBe(changed ? 'loss' : null);
    }
  });
});

describe('a command that makes no sense', () => {
  it.each<[ScenarioCommand, readonly ScenarioCommand[], string]>([
    [{ atMs: 60, do: 'crash', replica: 1 }, [{ atMs: 50, do: 'crash', replica: 1 }], 'R1 is down already'],
    [{ atMs: 60, do: 'recover', replica: 1 }, [], 'R1 is up: only a crashed replica recovers'],
    [{ atMs: 60, do: 'pause', replica: 1 }, [{ atMs: 50, do: 'crash', replica: 1 }], 'R1 is crashed'],
    [{ atMs: 60, do: 'pause', replica: 1 }, [{ atMs: 50, do: 'pause', replica: 1 }], 'R1 is paused'],
    [{ atMs: 60, do: 'resume', replica: 1 }, [], 'R1 is not paused'],
    [
      { atMs: 60, do: 'corrupt', replica: 1 },
      [{ atMs: 50, do: 'crash', replica: 1 }],
      'R1 is down: it has no state in memory',
    ],
    [
      { atMs: 60, do: 'corrupt', replica: 1, account: 4_000_000 },
      [],
      'R1 has no such account, or the balance would leave its range',
    ],
    [
      { atMs: 60, do: 'behave', replica: 1, as: 'silent' },
      [{ atMs: 50, do: 'crash', replica: 1 }],
      'R1 is down: it sends nothing to lie with',
    ],
    [
      { atMs: 60, do: 'behave', replica: 1, as: 'nonsense' },
      [],
      'no behaviour is called "nonsense" in this protocol',
    ],
  ])('is an event with its reason: %o', async (command, before, reason) => {
    const trace = await events(...before, command);
    const refused = commandsIn(trace).find((event) => event.at === 60_000);
    expect(refused).toMatchObject({ refused: reason, note: null, root: null, sent: [] });
  });

  it('changes nothing', async () => {
    const free = taken(await events());
    expect(taken(await events({ atMs: 60, do: 'recover', replica: 1 }))).toEqual(free);
  });
});

describe('corrupt', () => {
  it('changes one balance and the root, and says which', async () => {
    const run = await runToy(scenario, [{ atMs: 60, do: 'corrupt', replica: 1, account: 1, delta: 500 }]);
    const [event] = commandsIn(run.events);
    expect(event?.refused).toBeNull();
    expect(event?.note).toMatch(/^account 1: .+ becomes .+$/);
    const rootOf = (id: number): unknown =>
      run.application.root(run.host.memory(id)?.application ?? run.application.genesis);
    expect(event?.root).not.toBe(rootOf(0));
    expect(rootOf(1)).not.toBe(rootOf(0));
    expect(rootOf(2)).toBe(rootOf(0));
  });
});

describe('behave', () => {
  it('edits what leaves the replica from then on, through crashes, until it is honest again', async () => {
    const trace = await events(
      { atMs: 60, do: 'behave', replica: 1, as: 'silent' },
      { atMs: 200, do: 'crash', replica: 1 },
      { atMs: 210, do: 'recover', replica: 1 },
      { atMs: 300, do: 'behave', replica: 1, as: 'honest' },
    );
    const sent = at(trace, 1).flatMap((event) => event.sent);
    const between = (from: number, to: number): number =>
      sent.filter(({ sentAt }) => sentAt >= from && sentAt < to).length;
    expect(between(0, 60_000)).toBeGreaterThan(0);
    expect(between(60_000, 300_000)).toBe(0);
    expect(between(300_000, 600_000)).toBeGreaterThan(0);
  });
});
