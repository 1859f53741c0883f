/**
 * The host of threads: a crash ends a thread for real, recovery starts another one from the disk, and a
 * thread that does something else than the inline host, or nothing at all, stops the run with a reason.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drive } from '../../src/runtime/drive.ts';
import { limits } from '../../src/runtime/limits.ts';
import { PairedHost } from '../../src/runtime/paired-host.ts';
import type { Seat } from '../../src/runtime/seat.ts';
import type { ReplicaAnswer, ReplicaCall } from '../../src/runtime/wire.ts';
import { type StartWorker, WorkerHost } from '../../src/runtime/worker-host.ts';
import type { ScenarioCommand } from '../../src/scenarios/types.ts';
import { threads } from '../support/hosts.ts';
import { type ToyRun, toyPlan, toyRun, toyScenario, toySeat } from '../support/toy-run.ts';

const short = toyScenario({ workload: { source: 'builtin:transfers', count: 4 } });

function begin(commands: readonly ScenarioCommand[] = []): ToyRun {
  return toyRun(toyPlan(short, commands));
}

async function onThreads(
  run: ToyRun,
  start: StartWorker,
): Promise<{ workers: WorkerHost; done: Promise<void> }> {
  const workers = new WorkerHost(run.plan, start);
  await workers.load(run.host.mark());
  return { workers, done: drive(run.engine, new PairedHost(run.host, workers), () => true) };
}

/** Threads whose calls and answers can be watched and changed on the way. */
function tampered(change: (answer: ReplicaAnswer, self: number) => ReplicaAnswer | null): {
  readonly start: StartWorker;
  readonly calls: { readonly self: number; readonly call: ReplicaCall }[];
} {
  const calls: { self: number; call: ReplicaCall }[] = [];
  const { start } = threads(toySeat);
  return {
    calls,
    start(self) {
      const port = start(self);
      return {
        ...port,
        postMessage(call) {
          calls.push({ self, call });
          port.postMessage(call);
        },
        onAnswer: (listener) =>
          port.onAnswer((answer) => {
            const changed = change(answer, self);
            if (changed !== null) listener(changed);
          }),
      };
    },
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a crash', () => {
  it('ends the thread; recovery starts a new one, and nobody else notices', async () => {
    const run = begin([
      { atMs: 30, do: 'crash', replica: 2 },
      { atMs: 90, do: 'recover', replica: 2 },
      { atMs: 120, do: 'lose-disk', replica: 1 },
    ]);
    const { start, log } = threads(toySeat);
    const { workers, done } = await onThreads(run, start);
    await done;
    expect(log).toEqual({ started: [0, 1, 2, 3, 2], terminated: [2, 1] });
    workers.close();
    expect(log.terminated).toEqual([2, 1, 0, 3, 2]);
  });

  it('leaves the new thread nothing but the disk', async () => {
    const run = begin([
      { atMs: 75, do: 'crash', replica: 2 },
      { atMs: 300, do: 'recover', replica: 2 },
    ]);
    const { start, calls } = tampered((answer) => answer);
    await (await onThreads(run, start)).done;
    const begins = calls
      .filter(({ self, call }) => self === 2 && call.kind === 'begin')
      .map(({ call }) => call);
    expect(begins).toHaveLength(2);
    const seat = (begins[1] as ReplicaCall & { kind: 'begin' }).seat as Seat;
    expect(seat.disk.size).toBeGreaterThan(0);
    // The memory it is given is that of a process that knows nothing yet: reading the disk is its own
    // business.
    expect(seat.state?.protocol).toEqual(toySeat(run.plan, 2).memory?.protocol);
  });

  it('makes calls that are still open fail', async () => {
    const run = begin();
    const { start } = tampered((answer) => (answer.kind === 'stepped' ? null : answer));
    const workers = new WorkerHost(run.plan, start);
    await workers.load(run.host.mark());
    const open = workers.step([{ replica: 1, at: 0, inputs: [{ kind: 'start' }] }]);
    const failed = expect(open).rejects.toThrow('R1 crashed while it was asked');
    await workers.control({ do: 'crash', replica: 1 }, { ...(run.host.mark()[1] as Seat), state: null });
    await failed;
    await expect(workers.step([{ replica: 1, at: 0, inputs: [] }])).rejects.toThrow('R1 has no worker');
    workers.close();
  });
});

describe('loading seats', () => {
  it('starts no thread for a replica that is down, and uses again what runs', async () => {
    const run = begin();
    const { start, log } = threads(toySeat);
    const workers = new WorkerHost(run.plan, start);
    const seats = run.host.mark().map((seat, id) => (id === 3 ? { ...seat, state: null } : seat));
    await workers.load(seats);
    expect(log.started).toEqual([0, 1, 2]);
    await workers.load(run.host.mark());
    expect(log.started).toEqual([0, 1, 2, 3]);
    await workers.load(seats);
    expect(log.terminated).toEqual([3]);
    workers.close();
  });

  it('sends no thread the workload or the commands: requests come as messages', async () => {
    const run = begin([{ atMs: 30, do: 'crash', replica: 2 }]);
    const { start, calls } = tampered((answer) => answer);
    const workers = new WorkerHost(run.plan, start);
    await workers.load(run.host.mark());
    for (const { call } of calls) expect(call).toMatchObject({ plan: { clients: [], commands: [] } });
    workers.close();
  });
});

describe('a thread that fails', () => {
  it('stops the run when it does something else than the inline host', async () => {
    let steps = 0;
    const { start } = tampered((answer, self) => {
      if (answer.kind !== 'stepped' || self !== 2 || ++steps !== 3) return answer;
      return { kind: 'stepped', digests: answer.digests.map(() => 'f'.repeat(32)) };
    });
    const { done, workers } = await onThreads(begin(), start);
    await expect(done).rejects.toThrow(
      /^R2 did something else in its worker than inline at input 0 .* not reproducible/,
    );
    workers.close();
  });

  it.each<[string, (digests: readonly (string | null)[]) => (string | null)[]]>([
    ['leaves out an answer', (digests) => digests.slice(1)],
    ['skips an input that was not to be skipped', (digests) => digests.map(() => null)],
  ])('stops the run when it %s', async (_, change) => {
    const run = begin();
    const { start } = tampered((answer, self) =>
      answer.kind === 'stepped' && self === 1 && run.engine.state.now > 50_000
        ? { kind: 'stepped', digests: change(answer.digests) }
        : answer,
    );
    const { done, workers } = await onThreads(run, start);
    await expect(done).rejects.toThrow(/^R1 did something else .* not reproducible/);
    workers.close();
  });

  it('stops the run with the thread’s own words when it breaks', async () => {
    const { start } = tampered((answer, self) =>
      answer.kind === 'stepped' && self === 3 ? { kind: 'failed', problem: 'out of memory' } : answer,
    );
    const { done, workers } = await onThreads(begin(), start);
    await expect(done).rejects.toThrow('the worker of R3 failed: out of memory');
    workers.close();
  });

  it('stops the run when it gives no answer in time', async () => {
    vi.useFakeTimers();
    const { start } = tampered((answer, self) => (answer.kind === 'stepped' && self === 0 ? null : answer));
    const { done, workers } = await onThreads(begin(), start);
    const failed = expect(done).rejects.toThrow(`gave no answer within ${limits.workerAnswerMs} ms`);
    await vi.advanceTimersByTimeAsync(limits.workerAnswerMs + 1);
    await failed;
    workers.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});
