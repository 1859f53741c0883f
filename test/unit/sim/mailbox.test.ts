/** Puppets and messages that are altered on their way: what can be done to them, and what is refused. */
import { describe, expect, it } from 'vitest';
import type { CommandEvent } from '../../../src/kernel/trace.ts';
import { envelopeId } from '../../../src/kernel/trace.ts';
import { limits } from '../../../src/sim/limits.ts';
import { type Act, behave, type LieRun, lieRun, member, saidBy, violated } from '../../support/lie-runs.ts';

const steady = { delayMs: { min: 10, max: 10 } };

function run(...acts: readonly Act[]): Promise<LieRun> {
  return lieRun(acts, { network: steady, ms: 3_000, clients: 2 });
}

function commandsIn({ events }: LieRun): readonly CommandEvent[] {
  return events.filter((event): event is CommandEvent => event.kind === 'command');
}

function refusals(trace: LieRun): readonly (string | null)[] {
  return commandsIn(trace).map(({ refused }) => refused);
}

/** When a message was taken in. */
function arrival({ events }: LieRun, id: string): readonly number[] {
  return events
    .filter(
      (event) =>
        event.kind === 'replica' && event.input.kind === 'message' && envelopeId(event.input.envelope) === id,
    )
    .map(({ at }) => at);
}

function taken({ events }: LieRun, id: string) {
  const event = events.find(
    (one) => one.kind === 'replica' && one.input.kind === 'message' && envelopeId(one.input.envelope) === id,
  );
  return event?.kind === 'replica' && event.input.kind === 'message' ? event.input.envelope : undefined;
}

const puppet = behave(1, 'puppet');
/** R1's first message is its PREPARE to R0: the request comes at 10 ms, the PRE-PREPARE at 20. */
const first = 'r1>0#1';

describe('a puppet', () => {
  it('says nothing by itself: it is held, counted, and no idle traffic leaves', async () => {
    const trace = await run(puppet);
    expect(violated(trace)).toEqual([]);
    expect(saidBy(trace, 1).every(({ held }) => held === true)).toBe(true);
    expect(saidBy(trace, 1, 'STATUS')).toEqual([]);
    expect(trace.report.messages.held).toBe(saidBy(trace, 1).length);
    expect(trace.report.messages.held).toBeGreaterThan(10);
    expect(trace.report.endedBecause).toBe('quiet');
    const heard = trace.events.filter(
      (event) =>
        event.kind === 'replica' && event.input.kind === 'message' && event.input.envelope.from === 1,
    );
    expect(heard).toEqual([]);
  });
  it('holds some types only, if told so', async () => {
    const trace = await run(behave(1, 'puppet', { types: ['COMMIT'] }));
    expect(
      new Set(
        saidBy(trace, 1)
          .filter(({ held }) => held)
          .map(({ message }) => message.type),
      ),
    ).toEqual(new Set(['COMMIT']));
    expect(arrival(trace, first)).toHaveLength(1);
  });
  it('says at once what is delivered, later what is delayed, and never what is dropped', async () => {
    const trace = await run(
      puppet,
      { do: 'deliver', message: first, atMs: 25 },
      { do: 'delay', message: 'r1>2#1', byMs: 30, atMs: 25 },
      { do: 'drop', message: 'r1>3#1', atMs: 25 },
    );
    expect(refusals(trace)).toEqual([null, null, null, null]);
    expect([arrival(trace, first), arrival(trace, 'r1>2#1'), arrival(trace, 'r1>3#1')]).toEqual([
      [25_000],
      [55_000],
      [],
    ]);
    expect(taken(trace, first)?.held).toBeUndefined();
    expect(trace.report.messages.held).toBe(saidBy(trace, 1).length - 3);
  });
  it('keeps what is doubled, both copies', async () => {
    const trace = await run(
      puppet,
      { do: 'duplicate', message: first, atMs: 25 },
      { do: 'deliver', message: `${first}'`, atMs: 30 },
    );
    expect(refusals(trace)).toEqual([null, null, null]);
    expect([arrival(trace, first), arrival(trace, `${first}'`)]).toEqual([[], [30_000]]);
  });
  it('says something else first, if it is altered', async () => {
    const trace = await run(
      puppet,
      { do: 'alter', message: first, edits: { digest: 'invented' }, atMs: 25 },
      { do: 'deliver', message: first, atMs: 30 },
    );
    expect(refusals(trace)).toEqual([null, null, null]);
    const [before] = saidBy(trace, 1);
    const lie = taken(trace, first)?.message;
    expect(lie && member(lie, 'digest')).not.toBe(before && member(before.message, 'digest'));
    expect(lie).toMatchObject({ type: 'PREPARE', replica: 1 });
  });
  it('can hold only so much: the run ends, and says so', async () => {
    const replicas = 64;
    const puppets = Array.from({ length: replicas - 1 }, (_, i) => behave(i + 1, 'puppet'));
    const trace = await lieRun(puppets, { replicas, clients: 40, count: 40, everyMs: 0, ms: 100_000 });
    expect(trace.report.endedBecause).toBe('limit');
    expect(trace.report.messages.held).toBeGreaterThan(limits.held);
    expect(trace.report.messages.held).toBeLessThan(2 * limits.held);
  });
  it('lets what it has held wait on when it turns honest or goes down', async () => {
    const trace = await run(
      puppet,
      { do: 'behave', replica: 1, as: 'honest', atMs: 25 },
      { do: 'crash', replica: 1, atMs: 26 },
      { do: 'deliver', message: first, atMs: 30 },
    );
    expect(arrival(trace, first)).toEqual([30_000]);
  });
});

describe('alter', () => {
  const teller = behave(1, 'tell', { lies: [{ type: 'REPLY', slot: 99 }] });
  it('makes a message on its way say something else, and keeps its time', async () => {
    const trace = await run(teller, { do: 'alter', message: first, edits: { slot: '+3' }, atMs: 25 });
    expect(arrival(trace, first)).toEqual([30_000]);
    expect(taken(trace, first)?.message).toMatchObject({ slot: 4, replica: 1 });
    expect(taken(trace, 'r1>2#1')?.message).toMatchObject({ slot: 1 });
    const [, altered] = commandsIn(trace);
    expect(altered?.sent.map(envelopeId)).toEqual([first]);
    const untouched = await run(teller);
    expect(untouched.report.messages.byType).toEqual(trace.report.messages.byType);
  });
  it.each([
    ['of an honest replica', { message: 'r2>0#1', edits: {} }, 'R2 is honest'],
    ['of a client', { message: 'c0>0#1', edits: {} }, 'c0 is a client', 5],
    ['that has arrived', { message: first, edits: {} }, 'it has arrived, or was lost', 40],
    ['that is to come', { message: 'r1>0#9', edits: {} }, 'it has not been sent yet'],
    ['in the name of another', { message: first, edits: { replica: 2 } }, 'R1 signs with its own key'],
    ['with nonsense', { message: first, edits: { slot: -1 } }, 'slot: expected a whole number from 1'],
    ['in a field that is none', { message: first, edits: { colour: 'red' } }, '"colour": expected one of'],
  ])('%s is refused', async (_what, { message, edits }, reason, atMs = 25) => {
    const trace = await run(teller, { do: 'alter', message, edits, atMs });
    expect(refusals(trace)).toEqual([null, expect.stringContaining(reason)]);
    expect(violated(trace)).toEqual([]);
  });
  it('of a replica that is down is refused', async () => {
    const trace = await run(
      teller,
      { do: 'crash', replica: 1, atMs: 24 },
      { do: 'alter', message: first, edits: {}, atMs: 25 },
    );
    expect(refusals(trace)).toEqual([null, null, 'R1 is down: it signs nothing']);
  });
  it('and a lie of one that is down, too', async () => {
    const trace = await run({ do: 'crash', replica: 1 }, { ...puppet, atMs: 10 });
    expect(refusals(trace)).toEqual([null, 'R1 is down: it sends nothing to lie with']);
  });
});
