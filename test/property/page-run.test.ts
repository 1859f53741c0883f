/**
 * A run that is kept: any moment of it can be shown as it was, and it can begin again from any moment with
 * other commands. Shown moments are held against a fresh run that goes just so far, and against the live
 * engine itself.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAt, integerBetween, streamKey } from '../../src/kernel/random.ts';
import { type Envelope, envelopeId, type TraceEvent } from '../../src/kernel/trace.ts';
import type { Frame } from '../../src/projection/frame.ts';
import { placed } from '../../src/runtime/intervention.ts';
import { limits } from '../../src/runtime/limits.ts';
import { PageRun } from '../../src/runtime/page-run.ts';
import { verdictsAt } from '../../src/runtime/verdicts-at.ts';
import type { ScenarioCommand } from '../../src/scenarios/types.ts';
import { isEnvelope } from '../../src/sim/instant.ts';
import { branchTo, pageSession, runTo } from '../support/pages.ts';
import { catalogueSessions, drawSession, type Session } from '../support/sessions.ts';

function sessionOf(id: string): Session {
  const found = catalogueSessions.find(({ scenario }) => scenario.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return found;
}

function pick(seed: number, purpose: string, most: number): number {
  return integerBetween(drawAt(streamKey(seed, purpose), 0), 0, most);
}

/** What is not known at the live edge yet. */
function withoutNext(frame: Frame): Frame {
  return { ...frame, nextAt: null };
}

function hashes(run: PageRun, length: number): readonly unknown[] {
  return [run.traceHashAt(length), run.recording.slice(0, length).map(short)];
}

function short(event: TraceEvent): string {
  return `${event.index} ${event.at} ${event.kind} ${'replica' in event ? event.replica : ''} ${event.cause}`;
}

describe('a moment that is shown', () => {
  it.each(['primary-crash', 'corrupted-state', 'partition-2-2', 'lossy-network', 'lost-disk'])(
    'of %s is what a fresh run that goes just so far shows',
    async (id) => {
      const session = pageSession(sessionOf(id));
      const run = await runTo(session, 1_500);
      for (let step = 0; step < 12; step++) {
        const cursor = step === 0 ? limits.eventsPerPicture : pick(step, `${id}/cursor`, 1_500);
        const fresh = await runTo(session, cursor);
        expect(withoutNext(run.frame(cursor))).toEqual(withoutNext(fresh.frame(cursor)));
        expect(verdictsAt(run, cursor)).toEqual(verdictsAt(fresh, cursor));
        expect(run.traceHashAt(cursor)).toBe(fresh.traceHashAt(cursor));
      }
    },
  );

  it.each(['primary-crash', 'lost-disk', 0, 1, 2, 3, 4, 5])(
    'of session %s is what the engine was then',
    async (which) => {
      const session = pageSession(typeof which === 'string' ? sessionOf(which) : await drawSession(which));
      const run = await PageRun.begin(session, null, null);
      const seen: { readonly cursor: number; readonly facts: unknown }[] = [];
      await run.extend(() => {
        if (run.assembly.engine.atRest && seen.at(-1)?.cursor !== run.length) {
          seen.push({ cursor: run.length, facts: factsOf(run) });
        }
        return run.length > 1_200;
      });
      expect(seen.length).toBeGreaterThan(100);
      for (const { cursor, facts } of seen) expect(factsIn(run.frame(cursor))).toEqual(facts);
    },
  );

  it('shows the beginning, before anything, and every cursor once', async () => {
    const run = await runTo(pageSession(sessionOf('first-light')), 34);
    expect(run.frame(0)).toMatchObject({ cursor: 0, at: 0, inFlight: [], line: null });
    for (let cursor = 1; cursor <= 34; cursor++) {
      const frame = run.frame(cursor);
      expect(frame.cursor).toBe(cursor);
      expect(frame.line?.event).toBe(cursor - 1);
      expect(frame.nextAt).toBe(run.recording.event(cursor)?.at ?? null);
    }
  });
});

describe('a run that begins again in the past', () => {
  it('without a change comes to the same, from any cursor', async () => {
    const session = pageSession(sessionOf('two-primaries-crash'));
    const run = await runTo(session, 2_000);
    for (const cursor of [0, 1, 499, 500, 777, 1_400, run.length]) {
      const again = await branchTo(run, cursor, session.interventions, 2_000);
      const length = Math.min(again.length, run.length);
      expect(length).toBeGreaterThanOrEqual(2_000);
      expect(hashes(again, length)).toEqual(hashes(run, length));
      expect(diagramOf(again, length)).toEqual(diagramOf(run, length));
      const middle = Math.floor((cursor + length) / 2);
      expect(again.frame(middle)).toEqual(run.frame(middle));
    }
  });

  it('with a change equals the same session from scratch, wherever inside an instant the change is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.nat(10_000), async (seed, choice) => {
        const session = pageSession(await drawSession(seed));
        const run = await runTo(session, 900);
        const cursor = pick(choice, 'cursor', Math.min(900, run.length));
        const kept = session.interventions;
        const command = placed(run.recording, cursor, actAt(run, cursor, choice));
        const branch = await branchTo(run, cursor, [...kept, command], cursor + 300);
        const scratch = await runTo({ ...session, interventions: [...kept, command] }, cursor + 300);
        const length = Math.min(branch.length, scratch.length);
        expect(hashes(branch, length)).toEqual(hashes(scratch, length));
        expect(branch.traceHashAt(cursor)).toBe(run.traceHashAt(cursor));
        expect(diagramOf(branch, length)).toEqual(diagramOf(scratch, length));
        const done = branch.recording.event(cursor);
        expect(done).toMatchObject({ kind: 'command', index: cursor });
        for (const at of [cursor, cursor + 1, length])
          expect(withoutNext(branch.frame(at))).toEqual(withoutNext(scratch.frame(at)));
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('at a checkpoint, and once more right behind it, equals the same session from scratch', async () => {
    const session = pageSession(sessionOf('fault-free'));
    const run = await runTo(session, 1_200);
    const { cursor } = run.recording.checkpointBefore(1_200);
    expect(cursor).toBeGreaterThan(600);
    expect(run.recording.event(cursor)?.at).not.toBe(run.recording.event(cursor - 1)?.at);
    const acts: readonly (readonly object[])[] = [
      [
        { do: 'crash', replica: 3 },
        { do: 'recover', replica: 3 },
        { do: 'pause', replica: 2 },
      ],
      [
        { do: 'crash', replica: 3 },
        { do: 'recover', replica: 3 },
        { do: 'crash', replica: 3 },
      ],
      [
        { do: 'pause', replica: 1 },
        { do: 'resume', replica: 1 },
        { do: 'corrupt', replica: 1 },
      ],
      [
        { do: 'submit', row: { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '1' } },
        { do: 'crash', replica: 0 },
      ],
    ];
    for (const several of acts) {
      let now = run;
      let interventions: readonly ScenarioCommand[] = [];
      for (const [step, act] of several.entries()) {
        const at = cursor + step;
        const command = placed(now.recording, at, act as { do: string });
        interventions = [...interventions, command];
        now = await branchTo(now, at, interventions, at + 200);
        expect(now.recording.event(at)).toMatchObject({
          kind: 'command',
          command: { do: (act as { do: string }).do },
        });
      }
      const scratch = await runTo({ ...session, interventions }, cursor + 200);
      expect(hashes(now, cursor + 200)).toEqual(hashes(scratch, cursor + 200));
    }
  });

  it('leaves the run that it came from as it was', async () => {
    const session = pageSession(sessionOf('fault-free'));
    const run = await runTo(session, 900);
    const before = hashes(run, run.length);
    const frame = run.frame(700);
    await branchTo(run, 650, [{ atMs: 1, do: 'heal' }], 900);
    await branchTo(run, 650, [placed(run.recording, 650, { do: 'crash', replica: 1 })], 900);
    expect(hashes(run, run.length)).toEqual(before);
    expect(run.frame(700)).toEqual(frame);
    // And it can go on.
    await run.extend(() => run.length >= 1_500);
    expect(hashes(run, 1_500)).toEqual(hashes(await runTo(session, 1_500), 1_500));
  });
});

/**
 * Communication steps, what is marked on lanes and scrubber: collected along the way, so a branch must not
 * miss any.
 */
function diagramOf({ recording: { log } }: PageRun, length: number): unknown {
  return [
    Array.from({ length }, (_, index) => log.index.stepOf(index)),
    log.laneMarksSince(0).filter(({ cursor }) => cursor <= length),
    log.marks.filter(({ cursor }) => cursor <= length),
  ];
}

/** Something to do at a cursor; what makes no sense then is refused in the trace, which is as good. */
function actAt(run: PageRun, cursor: number, choice: number): { readonly do: string } {
  const { replicas } = run.assembly.plan;
  const replica = pick(choice, 'replica', replicas - 1);
  const flights = [...run.recording.pictureAt(cursor).flights.keys()];
  const message = flights[pick(choice, 'flight', Math.max(0, flights.length - 1))] ?? 'r0>1#1';
  const acts = [
    { do: 'crash', replica },
    { do: 'recover', replica },
    { do: 'lose-disk', replica },
    { do: 'pause', replica },
    { do: 'resume', replica },
    { do: 'corrupt', replica },
    { do: 'behave', replica, as: 'silent' },
    { do: 'cut', from: replica, to: (replica + 1) % replicas },
    { do: 'partition', groups: [[replica]] },
    { do: 'drop', message },
    { do: 'deliver', message },
    { do: 'delay', message, byMs: 3 },
    { do: 'duplicate', message },
    { do: 'submit', row: { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '1' } },
  ];
  return acts[pick(choice, 'act', acts.length - 1)] as { readonly do: string };
}

/** What a frame says that can be read off the engine and the host directly. */
function factsIn(frame: Frame): unknown {
  return {
    inFlight: frame.inFlight.map(({ id, dueAt }) => `${id} ${dueAt}`).sort(),
    replicas: frame.replicas.map(({ status, behaviour, timers, root, glyph }) => ({
      status,
      behaviour,
      timers: timers.map(({ name, dueAt }) => `${name} ${dueAt}`).sort(),
      root,
      glyph,
    })),
    clients: frame.clients.map(({ id, submitted, request }) => [id, submitted, request?.state === 'waiting']),
  };
}

function factsOf(run: PageRun): unknown {
  const { engine, host, manifest, application, plan } = run.assembly;
  const { state } = engine;
  const { replicas, faults, options } = plan;
  const agenda = state.agenda.clone();
  const paused = state.replicas.flatMap(({ held }) => held.filter(isEnvelope));
  const coming: Envelope[] = [...state.held, ...paused];
  while (agenda.next() !== undefined) coming.push(...agenda.take().filter(isEnvelope));
  return {
    inFlight: coming.map((envelope) => `${envelopeId(envelope)} ${envelope.dueAt}`).sort(),
    replicas: state.replicas.map(({ status, behaviour, timers }, self) => {
      const memory = host.memory(self);
      return {
        status,
        behaviour,
        timers: [...timers].map(([name, { dueAt }]) => `${name} ${dueAt}`).sort(),
        root: memory && application.root(memory.application),
        glyph: memory && manifest.glyph(memory.protocol, { replicas, faults, options, self }),
      };
    }),
    clients: state.clients.map(({ id, timestamp, outstanding }) => [id, timestamp, outstanding !== null]),
  };
}
