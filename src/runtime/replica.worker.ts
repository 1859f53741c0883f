/**
 * One replica, alone in its thread. It knows its plan, its seat and what it is sent; a crash terminates it
 * for real.
 */

import { invariant } from '../kernel/assert.ts';
import { createAuthenticator } from '../kernel/authenticator.ts';
import { partsOf } from './assemble.ts';
import { SeatRunner } from './seat.ts';
import type { ReplicaAnswer, ReplicaCall } from './wire.ts';

let runner: SeatRunner | null = null;
/** Calls are answered one after the other, although beginning has to wait for the curve to load. */
let before: Promise<unknown> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<ReplicaCall>) => {
  before = before
    .then(() => answer(data))
    .then(
      (result) => self.postMessage(result),
      (error: unknown) =>
        self.postMessage({ kind: 'failed', problem: String(error) } satisfies ReplicaAnswer),
    );
});

async function answer(call: ReplicaCall): Promise<ReplicaAnswer> {
  if (call.kind === 'begin') {
    const authenticator = await createAuthenticator(call.plan.authenticator, call.plan.seed);
    runner = new SeatRunner(partsOf(call.plan, authenticator), call.self);
    if (call.seat !== null) runner.seat = call.seat;
    return { kind: 'begun' };
  }
  invariant(runner !== null, 'a replica worker expected to begin first');
  if (call.kind === 'control') return { kind: 'controlled', result: runner.control(call.control) };
  const outcomes = runner.step(call.at, call.inputs);
  return { kind: 'stepped', digests: outcomes.map((outcome) => outcome?.digest ?? null) };
}
