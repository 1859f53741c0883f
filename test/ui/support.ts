/** A store, on the fake engine or on one that is handed in, whose animation frames a test gives by hand. */
import type { Engine } from '../../src/runtime/api.ts';
import type { StartMinimising } from '../../src/runtime/client.ts';
import { createLoop } from '../../src/ui/canvas/loop.ts';
import { createClock } from '../../src/ui/clock.ts';
import { createUiStore } from '../../src/ui/store.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';

interface PageOptions<E extends Engine> {
  readonly reducedMotion?: boolean;
  readonly stillsMs?: number;
  readonly narrow?: boolean;
  readonly roomy?: boolean;
  readonly engine?: E;
  readonly startMinimising?: StartMinimising;
}

export function pageOnFake<E extends Engine = FakeEngine>({
  reducedMotion = true,
  stillsMs = 0,
  narrow = false,
  roomy = false,
  engine = createFakeEngine() as Engine as E,
  startMinimising = () => ({ done: Promise.resolve({ problem: 'nothing to minimise' }), stop: () => {} }),
}: PageOptions<E> = {}) {
  const clock = createClock();
  let waiting: ((now: number) => void)[] = [];
  let now = 0;
  const loop = createLoop((callback) => {
    waiting.push(callback);
  });
  const store = createUiStore({
    engine,
    loadMinimiser: async () => startMinimising,
    clock,
    loop,
    reducedMotion: () => reducedMotion,
    stillsMs,
    narrow: () => narrow,
    roomy: () => roomy,
  });
  /** Lets time pass in animation frames of 16 ms, and promises settle between them. */
  async function pass(ms: number): Promise<void> {
    for (const end = now + ms; now < end; now += 16) {
      const due = waiting;
      waiting = [];
      for (const callback of due) callback(now);
      await settled();
    }
  }
  return { engine, clock, loop, store, actions: store.getState().actions, pass };
}

/** All promises that can settle without time passing have settled. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
