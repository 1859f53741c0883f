/** What the bad traces share: their form, two requests, and the beginnings that several have in common. */
import type { ReplicaId } from '../../../src/kernel/ids.ts';
import { appliedAt, type RunOptions, requestOf, rootAt, TraceBuilder, toy } from '../trace-builder.ts';

export interface BadTrace {
  readonly property: string;
  readonly title: string;
  readonly trace: TraceBuilder;
  /** Replicas and sentence of the verdict; its event is the last of the trace. */
  readonly replicas: readonly ReplicaId[];
  readonly because: RegExp;
}

export const a = requestOf('c0', 1, 'aa');
export const b = requestOf('c1', 1, 'bb');

/** Both requests sent, nothing decided. */
export function begun(options: RunOptions = {}): TraceBuilder {
  return new TraceBuilder(options).submit(a).submit(b);
}

/** The toy protocol's bound with default timers and delays, µs. */
export const bound = 10 * toy.requestTimeout + 5 * toy.delay;

/** R0, R1 and R2 have executed slot 1, R3 has not. */
export function lagging(): TraceBuilder {
  return new TraceBuilder({ explain: (replica) => `waits for slot ${replica === 3 ? 1 : 2}` })
    .submit(a)
    .decide(0, 1, a)
    .decide(1, 1, a)
    .decide(2, 1, a)
    .accept(a);
}

/** R1 crashed after slot 2 and went on from a snapshot of slot 2. */
export function afterRestart(): TraceBuilder {
  return begun()
    .decide(1, 1, a)
    .decide(1, 2, b)
    .command({ do: 'crash', replica: 1 })
    .recover(
      1,
      [{ kind: 'restore', slot: 2, snapshot: appliedAt(2).snapshot }],
      [appliedAt(2, rootAt(2), 'restore')],
    );
}
