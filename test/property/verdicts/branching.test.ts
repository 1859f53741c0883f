/**
 * A copy of a monitor is independent of its original: whatever the two are shown afterwards, each says what a
 * monitor would say that had seen its own trace from the beginning. This is what seeking and branching rely
 * on.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/kernel/trace.ts';
import { createMonitor, type Monitor } from '../../../src/sim/monitor.ts';
import { ballot, configOf, digestOf, requestOf, TraceBuilder, toy } from '../../support/trace-builder.ts';

/**
 * Which branch the trace belongs to: each orders other requests, so that what one branch knows misleads the
 * other.
 */
type Flavour = 'common' | 'left' | 'right';
type Move = (trace: TraceBuilder, flavour: Flavour) => unknown;

const flavours: readonly Flavour[] = ['common', 'left', 'right'];
const replica = fc.nat(3);
const slot = fc.integer({ min: 1, max: 40 });
const view = fc.nat(2);
const phase = fc.constantFrom('PREPARE', 'COMMIT', 'CHECKPOINT');

/** Moves of every kind, mostly right ones: a violated property has nothing left to confuse. */
const weighted: readonly (readonly [number, fc.Arbitrary<Move>])[] = [
  [16, replica.map((id): Move => decideNext(id))],
  [
    1,
    fc.tuple(replica, slot).map(
      ([id, at]): Move =>
        (trace) =>
          trace.decide(id, at, null),
    ),
  ],
  [
    1,
    replica.map(
      (id): Move =>
        (trace) =>
          trace.decide(id, 1, null, { root: digestOf('bad') }),
    ),
  ],
  [
    2,
    fc.tuple(replica, phase, view, slot).map(
      ([id, type, v, s]): Move =>
        (trace, flavour) => {
          trace.broadcast(id, ballot(id, type, v, s, digestOf(flavour)));
        },
    ),
  ],
  [
    2,
    slot.map(
      (t): Move =>
        (trace) =>
          trace.submit(requestOf('c1', t)),
    ),
  ],
  [
    1,
    slot.map(
      (t): Move =>
        (trace) =>
          trace.accept(requestOf('c1', t)),
    ),
  ],
  [
    1,
    fc.tuple(replica, slot).map(
      ([id, at]): Move =>
        (trace) =>
          trace.stable(id, at),
    ),
  ],
  [
    1,
    fc.tuple(replica, slot).map(
      ([id, at]): Move =>
        (trace) =>
          trace.restore(id, at),
    ),
  ],
  [
    2,
    fc.tuple(replica, fc.constantFrom('crash', 'recover', 'pause', 'resume', 'lose-disk', 'corrupt')).map(
      ([id, what]): Move =>
        (trace) =>
          trace.command({ do: what as 'crash', replica: id }),
    ),
  ],
  [
    1,
    replica.map(
      (id): Move =>
        (trace) =>
          trace.recover(id),
    ),
  ],
  [1, fc.constant<Move>((trace) => trace.command({ do: 'partition', groups: [[0, 1, 2]] }))],
  [1, fc.constant<Move>((trace) => trace.command({ do: 'heal' }))],
  [
    1,
    fc.tuple(replica, fc.integer({ min: 1, max: 3 })).map(
      ([id, times]): Move =>
        (trace) => {
          trace.replica(id, [{ kind: 'arm', timer: 'view', after: times * toy.requestTimeout }]);
        },
    ),
  ],
  [
    2,
    fc.nat(4_000).map(
      (time): Move =>
        (trace) =>
          trace.wait(time),
    ),
  ],
];

const move = fc.oneof(...weighted.map(([weight, arbitrary]) => ({ weight, arbitrary })));
const moves = fc.array(move, { maxLength: 40 });

/**
 * The next slot of a replica, with the request that this branch orders there: the right branch swaps
 * neighbours.
 */
function decideNext(id: number): Move {
  return (trace, flavour) => {
    const at = trace.monitor.world.executedSlot(id) + 1;
    const timestamp = flavour === 'right' ? (at % 2 === 0 ? at + 1 : Math.max(1, at - 1)) : at;
    const request = requestOf('c0', timestamp, flavour === 'left' ? 'aa' : 'bb');
    const root = digestOf(`${flavour} ${at}`);
    trace.submit(request).decide(id, at, request, { root });
  };
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
    votes: ids.map((signer) => slots.map((at) => flavours.map((w) => world.wasSent(voteOf(signer, at, w))))),
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
function traceOf(before: readonly Move[], then: readonly Move[], flavour: Flavour): readonly TraceEvent[] {
  const trace = new TraceBuilder({ conservation });
  for (const one of before) one(trace, 'common');
  for (const one of then) one(trace, flavour);
  return trace.events;
}

function conservation(state: { readonly snapshot: string }): string | null {
  return state.snapshot === digestOf('bad') ? 'bad' : null;
}

describe('a copy of a monitor', () => {
  it('and its original go on independently', () => {
    fc.assert(
      fc.property(moves, moves, moves, (common, left, right) => {
        const start = traceOf(common, [], 'common');
        const [one, other] = [traceOf(common, left, 'left'), traceOf(common, right, 'right')];
        const original = shown(createMonitor(configOf({ conservation })), start);
        const copy = original.clone();
        const steps = Math.max(one.length, other.length);
        for (let at = start.length; at < steps; at++) {
          if (at < one.length) original.observe(one[at] as TraceEvent);
          if (at < other.length) copy.observe(other[at] as TraceEvent);
        }
        expect(allOf(original)).toEqual(allOf(shown(createMonitor(configOf({ conservation })), one)));
        expect(allOf(copy)).toEqual(allOf(shown(createMonitor(configOf({ conservation })), other)));
      }),
      { numRuns: 120 },
    );
  });
});
