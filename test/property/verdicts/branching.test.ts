/**
 * A copy of a monitor is independent of its original: whatever the two are shown afterwards, each says what a monitor
 * would say that had seen its own trace from the beginning. This is what seeking and branching rely on.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/kernel/trace.ts';
import { createMonitor, type Monitor } from '../../../src/sim/monitor.ts';
import { ballot, configOf, digestOf, requestOf, TraceBuilder, toy } from '../../support/trace-builder.ts';

type Move = (trace: TraceBuilder) => unknown;

const replica = fc.nat(3);
const slot = fc.integer({ min: 1, max: 40 });
const view = fc.nat(2);
const word = fc.constantFrom('A', 'B');
const phase = fc.constantFrom('PREPARE', 'COMMIT', 'CHECKPOINT');
const client = fc.constantFrom('c0' as const, 'c1' as const);

/** Moves of every kind, mostly the right ones: a violated property has nothing left to confuse. */
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(replica).map(
      ([id]): Move =>
        (trace) =>
          decideNext(trace, id),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(replica, slot).map(
      ([id, at]): Move =>
        (trace) =>
          trace.decide(id, at, null),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(replica, phase, view, slot, word).map(
      ([id, type, v, s, w]): Move =>
        (trace) =>
          trace.broadcast(id, ballot(id, type, v, s, digestOf(w))),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(client, slot).map(
      ([id, t]): Move =>
        (trace) =>
          trace.submit(requestOf(id, t)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(client, slot).map(
      ([id, t]): Move =>
        (trace) =>
          trace.accept(requestOf(id, t)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(replica, slot).map(
      ([id, at]): Move =>
        (trace) =>
          trace.stable(id, at),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(replica, slot).map(
      ([id, at]): Move =>
        (trace) =>
          trace.restore(id, at),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(replica, fc.constantFrom('crash', 'recover', 'pause', 'resume', 'lose-disk', 'corrupt'))
      .map(
        ([id, what]): Move =>
          (trace) =>
            trace.command({ do: what as 'crash', replica: id }),
      ),
  },
  {
    weight: 1,
    arbitrary: replica.map(
      (id): Move =>
        (trace) =>
          trace.recover(id),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Move>((trace) => trace.command({ do: 'partition', groups: [[0, 1, 2]] })),
  },
  { weight: 1, arbitrary: fc.constant<Move>((trace) => trace.command({ do: 'heal' })) },
  {
    weight: 1,
    arbitrary: fc.tuple(replica, fc.integer({ min: 1, max: 3 })).map(
      ([id, times]): Move =>
        (trace) =>
          trace.replica(id, [{ kind: 'arm', timer: 'view', after: times * toy.requestTimeout }]),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat(4_000).map(
      (time): Move =>
        (trace) =>
          trace.wait(time),
    ),
  },
);

const moves = fc.array(move, { maxLength: 40 });

function decideNext(trace: TraceBuilder, id: number): unknown {
  return trace.decide(id, trace.monitor.world.executedSlot(id) + 1, null);
}

/** Everything that a monitor says and knows, as plain data. */
function allOf(monitor: Monitor): unknown {
  const { world } = monitor;
  const ids = [0, 1, 2, 3];
  const slots = Array.from({ length: 42 }, (_, at) => at);
  return {
    verdicts: monitor.verdicts(),
    first: monitor.firstViolation(),
    replicas: ids.map((id) => [
      world.isUp(id),
      world.isCorrect(id),
      world.isStateCorrect(id),
      world.executedSlot(id),
    ]),
    links: ids.map((from) => ids.map((to) => world.isGoodLink(from, to))),
    roots: slots.map((at) => world.rootAt(at)),
    votes: ids.map((signer) =>
      slots.map((at) => ['A', 'B'].map((w) => world.wasSent(voteOf(signer, at, w)))),
    ),
    longest: [world.longestTimer(), world.longestDelay()],
  };
}

function voteOf(signer: number, at: number, w: string) {
  return { signer, phase: 'PREPARE', view: 0, slot: at, digest: digestOf(w) };
}

function shown(monitor: Monitor, events: readonly TraceEvent[]): Monitor {
  for (const event of events) monitor.observe(event);
  return monitor;
}

/** The events of a trace made by these moves, after those of `before`. */
function traceOf(before: readonly Move[], then: readonly Move[]): readonly TraceEvent[] {
  const trace = new TraceBuilder();
  for (const one of [...before, ...then]) one(trace);
  return trace.events;
}

describe('a copy of a monitor', () => {
  it('and its original go on independently', () => {
    fc.assert(
      fc.property(moves, moves, moves, (common, left, right) => {
        const start = traceOf(common, []);
        const [one, other] = [traceOf(common, left), traceOf(common, right)];
        const original = shown(createMonitor(configOf()), start);
        const copy = original.clone();
        const steps = Math.max(one.length, other.length);
        for (let at = start.length; at < steps; at++) {
          if (at < one.length) original.observe(one[at] as TraceEvent);
          if (at < other.length) copy.observe(other[at] as TraceEvent);
        }
        expect(allOf(original)).toEqual(allOf(shown(createMonitor(configOf()), one)));
        expect(allOf(copy)).toEqual(allOf(shown(createMonitor(configOf()), other)));
      }),
      { numRuns: 120 },
    );
  });
});
