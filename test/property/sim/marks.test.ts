/**
 * A run can be marked between any two instants and taken back there; it goes on to the same end, again and
 * again.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drive } from '../../../src/runtime/drive.ts';
import type { Seat } from '../../../src/runtime/seat.ts';
import type { EngineState } from '../../../src/sim/state.ts';
import { drawnToy, finish, type ToyRun, toyPlan, toyRun, toyScenario } from '../../support/toy-run.ts';

interface Mark {
  readonly engine: EngineState;
  readonly seats: readonly Seat[];
}

/** Runs to the end and marks at every rest that `wanted` chooses. */
async function marked(run: ToyRun, wanted: (rest: number) => boolean): Promise<readonly Mark[]> {
  const marks: Mark[] = [];
  let rests = 0;
  await drive(run.engine, run.host, (turn) => {
    if (turn.kind === 'rest' && wanted(rests++)) {
      marks.push({ engine: run.engine.mark(), seats: run.host.mark() });
    }
    return true;
  });
  return marks;
}

function restore(run: ToyRun, { engine, seats }: Mark): ToyRun {
  run.engine.restore(engine);
  run.host.restore(seats);
  return run;
}

function outcome(run: ToyRun): unknown {
  const { engine, host } = run;
  const { state } = engine;
  return {
    hash: engine.traceHash,
    ended: engine.ended,
    now: state.now,
    events: state.events,
    verdicts: state.monitor.verdicts(),
    counts: { ...state.counts, isRefusal: null },
    clients: state.clients,
    roots: Array.from({ length: run.plan.replicas }, (_, id) => {
      const memory = host.memory(id);
      return memory && run.application.root(memory.application);
    }),
  };
}

describe('a mark', () => {
  it('leads to the same end, in the same engine and in a new one, whatever happened in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(500), fc.nat(6), fc.nat(1000), async (seed, pace, choice) => {
        const plan = toyPlan(drawnToy(seed));
        const run = toyRun(plan);
        const marks = await marked(run, (rest) => rest % (3 + pace) === 0);
        const expected = outcome(run);
        expect(outcome(await finish(toyRun(plan)))).toEqual(expected);
        for (const step of [0, 1, 2]) {
          const mark = marks[(choice * (step + 1)) % marks.length];
          if (mark === undefined) continue;
          expect(outcome(await finish(restore(run, mark)))).toEqual(expected);
          expect(outcome(await finish(restore(toyRun(plan), mark)))).toEqual(expected);
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('is not touched by going on: it can be taken back to twice', async () => {
    const plan = toyPlan(drawnToy(3));
    const run = toyRun(plan);
    const [, middle] = await marked(run, (rest) => rest === 0 || rest === 40);
    const expected = outcome(run);
    const before = JSON.stringify(middle?.engine.clients) + middle?.engine.hash.digest();
    for (let times = 0; times < 3; times++) {
      expect(outcome(await finish(restore(run, middle as Mark)))).toEqual(expected);
      expect(JSON.stringify(middle?.engine.clients) + middle?.engine.hash.digest()).toBe(before);
    }
  });

  it('keeps what is still to come: a retry, a timer, a message that somebody holds', async () => {
    const scenario = toyScenario({
      workload: { source: 'builtin:transfers', count: 2 },
      commands: [
        { atMs: 15, do: 'pause', replica: 1 },
        { atMs: 20, do: 'crash', replica: 0 },
        { atMs: 230, do: 'recover', replica: 0 },
        { atMs: 300, do: 'resume', replica: 1 },
      ],
      until: { quiet: true, ms: 1_500 },
    });
    const run = toyRun(toyPlan(scenario));
    const marks = await marked(run, () => true);
    const expected = outcome(run);
    expect(run.events.some((event) => event.kind === 'client' && event.action.kind === 'retried')).toBe(true);
    for (const mark of marks) expect(outcome(await finish(restore(run, mark)))).toEqual(expected);
    expect(marks.length).toBeGreaterThan(20);
  });

  it('cannot be made inside an instant', () => {
    const run = toyRun(toyPlan(drawnToy(1)));
    expect(run.engine.atRest).toBe(true);
    run.engine.turn();
    expect(run.engine.atRest).toBe(false);
    expect(() => run.engine.mark()).toThrow('between instants');
    expect(() => run.engine.turn()).toThrow('expected an answer');
  });
});
