/**
 * Hosts that answer otherwise than the inline one: in another order, later, or through copies of everything.
 */
import type { ReplicaId } from '../../src/kernel/ids.ts';
import { drawAt, streamKey } from '../../src/kernel/random.ts';
import type { SeatRunner } from '../../src/runtime/seat.ts';
import type { ReplicaAnswer, ReplicaCall } from '../../src/runtime/wire.ts';
import type { StartWorker, WorkerPort } from '../../src/runtime/worker-host.ts';
import type { Host, StepRequest, StepResult } from '../../src/sim/host.ts';
import type { RunPlan } from '../../src/sim/plan.ts';

/**
 * Asks `host` for one replica at a time in a drawn order, waits in between, and hands the results back
 * shuffled.
 */
export function scrambled(host: Host, seed: number): Host {
  const key = streamKey(seed, 'scrambled');
  let draws = 0;
  const shuffled = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, rank: drawAt(key, draws++) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  return {
    async step(requests: readonly StepRequest[]) {
      const results: StepResult[] = [];
      for (const request of shuffled(requests)) {
        if (drawAt(key, draws++) < 0.3) await Promise.resolve();
        results.push(...(await host.step([request])));
      }
      return shuffled(results);
    },
    async control(control) {
      await Promise.resolve();
      return host.control(control);
    },
    close: () => host.close(),
  };
}

/** What became of the threads of one run. */
export interface ThreadLog {
  readonly started: ReplicaId[];
  readonly terminated: ReplicaId[];
}

/**
 * A thread in this process: whatever goes in or out is copied as a worker's messages are, answers come later,
 * and after
 * `terminate` none comes at all. `seatOf` is what the thread builds from the plan that it was sent.
 */
export function threads(seatOf: (plan: RunPlan, self: ReplicaId) => SeatRunner): {
  readonly start: StartWorker;
  readonly log: ThreadLog;
} {
  const log: ThreadLog = { started: [], terminated: [] };
  const start: StartWorker = (self) => {
    log.started.push(self);
    return thread(seatOf, () => log.terminated.push(self));
  };
  return { start, log };
}

function thread(seatOf: (plan: RunPlan, self: ReplicaId) => SeatRunner, onEnd: () => void): WorkerPort {
  let runner: SeatRunner | null = null;
  let isRunning = true;
  let listener: (answer: ReplicaAnswer) => void = () => undefined;
  const answer = (call: ReplicaCall): ReplicaAnswer => {
    if (call.kind === 'begin') {
      runner = seatOf(call.plan, call.self);
      if (call.seat !== null) runner.seat = call.seat;
      return { kind: 'begun' };
    }
    if (runner === null) return { kind: 'failed', problem: 'asked before it began' };
    if (call.kind === 'control') return { kind: 'controlled', result: runner.control(call.control) };
    const outcomes = runner.step(call.at, call.inputs);
    return { kind: 'stepped', digests: outcomes.map((outcome) => outcome?.digest ?? null) };
  };
  return {
    postMessage(call) {
      const copy = structuredClone(call);
      queueMicrotask(() => {
        if (isRunning) listener(structuredClone(answer(copy)));
      });
    },
    terminate() {
      isRunning = false;
      onEnd();
    },
    onAnswer(given) {
      listener = given;
    },
  };
}
