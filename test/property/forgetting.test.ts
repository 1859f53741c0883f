/**
 * What has been forgotten of a run is simulated again when somebody looks (ADR 9). An engine that holds next
 * to nothing must answer every question as one that holds everything does, and it must really hold next to
 * nothing.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAt, integerBetween, streamKey } from '../../src/kernel/random.ts';
import type { TraceEvent } from '../../src/kernel/trace.ts';
import { envelopeId } from '../../src/kernel/trace.ts';
import type { Engine, Intervention, Move } from '../../src/runtime/api.ts';
import type { Keeping } from '../../src/runtime/limits.ts';
import { PageRun } from '../../src/runtime/page-run.ts';
import type { PageSession } from '../../src/runtime/page-session.ts';
import { sessionFile } from '../../src/runtime/page-session.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { branchTo, good, pageSession } from '../support/pages.ts';
import { drawSession } from '../support/sessions.ts';

/** Two stretches of some 120 events each. */
const little: Keeping = {
  eventsInMemory: 260,
  eventsInMemoryOfLong: 260,
  eventsPerSegment: 120,
  eventsPerCheckpoint: 50,
};
const all: Keeping = { ...little, eventsInMemory: Number.POSITIVE_INFINITY };
const length = 1_200;

/** The same question to both, in the same order. */
class Pair {
  readonly forgetful = new SeatedEngine(null, little);
  readonly mindful = new SeatedEngine(null, all);

  async ask<T>(question: (engine: Engine) => Promise<T>): Promise<T> {
    const answer = await question(this.forgetful);
    expect(answer).toEqual(await question(this.mindful));
    return answer;
  }
}

async function pairOf(session: PageSession): Promise<Pair> {
  const pair = new Pair();
  const file: unknown = JSON.parse(JSON.stringify(sessionFile(session)));
  good(await pair.ask((engine) => engine.open({ kind: 'json', value: file }, 'inline', length)));
  return pair;
}

/** Draws whole numbers, from a seed and a counter. */
function dice(seed: number): (least: number, most: number) => number {
  const key = streamKey(seed, 'forgetting');
  let count = 0;
  return (least, most) => integerBetween(drawAt(key, count++), least, Math.max(least, most));
}

const moves: readonly Move['kind'][] = [
  'step',
  'round',
  'commit',
  'view-change',
  'message',
  'replica',
  'verdict',
];

describe('an engine that forgets', () => {
  it('answers as one that does not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.nat(10_000), async (seed, choice) => {
        const roll = dice(choice);
        const pair = await pairOf(pageSession(await drawSession(seed)));
        for (let turn = 0; turn < 12; turn++) await askSomething(pair, roll(0, length), roll);
      }),
      { numRuns: 7 },
    );
  }, 300_000);
});

async function askSomething(pair: Pair, cursor: number, roll: (least: number, most: number) => number) {
  const frame = good(await pair.ask((engine) => engine.frame(cursor)));
  const replica = roll(0, frame.replicas.length - 1);
  const row = roll(0, 300);
  const query = queryOf(roll, replica);
  switch (roll(0, 11)) {
    case 0:
      return void (await askForMessages(pair, cursor, roll));
    case 1:
      return void (await pair.ask((engine) => engine.event(cursor)));
    case 2:
      return void (await pair.ask((engine) => engine.replica(cursor, replica)));
    case 3:
      return void (await pair.ask((engine) => engine.search(query)));
    case 4:
      return void (await pair.ask((engine) => engine.metrics(cursor)));
    case 5:
      return void (await pair.ask((engine) => engine.feed(cursor, 150)));
    case 6:
      return void (await pair.ask((engine) => engine.verdicts(cursor)));
    case 7:
      return void (await pair.ask((engine) => engine.traceHash(cursor)));
    case 8:
      return void (await pair.ask((engine) => engine.arrows(row)));
    case 9:
      return void (await pair.ask((engine) => engine.laneMarks(row)));
    case 10:
      return actAndCompare(pair, cursor, replica);
    default: {
      const kind = moves[roll(0, moves.length - 1)] ?? 'step';
      const target = kind === 'replica' ? { target: replica } : {};
      const move: Move = { kind, type: 'PREPARE', back: roll(0, 1) === 1, ...target };
      return void (await pair.ask((engine) => engine.move(cursor, move)));
    }
  }
}

/** What is on its way, what has ended, and what never was. */
async function askForMessages(pair: Pair, cursor: number, roll: (least: number, most: number) => number) {
  const { inFlight } = good(await pair.mindful.frame(cursor));
  const flying = inFlight[roll(0, inFlight.length - 1)]?.id ?? 'r0>1#1';
  for (const id of [
    flying,
    `${flying}'`,
    `r0>1#${roll(1, 60)}`,
    `c0>0#${roll(1, 9)}`,
    'r0>1#99999',
    'nonsense',
  ])
    await pair.ask((engine) => engine.message(cursor, id));
}

function queryOf(roll: (least: number, most: number) => number, replica: number) {
  const queries = [
    { type: 'COMMIT', receiver: replica },
    { type: 'NOTHING' },
    { sender: replica, slot: roll(0, 20) },
    { code: '*' },
    { code: 'not-waiting', receiver: 'c0' as const },
    { words: 'commit' },
    { type: 'PREPARE', words: 'slot 2' },
    {},
  ];
  return queries[roll(0, queries.length - 1)] ?? {};
}

async function actAndCompare(pair: Pair, cursor: number, replica: number): Promise<void> {
  const act: Intervention = { do: 'pause', replica };
  const before = (await pair.ask((engine) =>
    engine.move(cursor, { kind: 'event', target: cursor }),
  )) as object;
  expect(before).not.toHaveProperty('problem');
  const { info } = good(await pair.ask((engine) => engine.intervene(cursor, act)));
  await pair.ask((engine) => engine.move(cursor, { kind: 'event', target: cursor + 300 }));
  const other = info.branches.find((branch) => !branch.current);
  if (other !== undefined) {
    await pair.ask((engine) => engine.compare(other.id));
    await pair.ask((engine) => engine.wayBeside(other.id, 0, cursor + 200, 5));
  }
  await pair.ask((engine) => engine.undo());
}

async function grown(session: PageSession, keeping: Keeping): Promise<PageRun> {
  const run = await PageRun.begin(session, null, null, keeping);
  await run.extend(() => run.length >= length);
  return run;
}

describe('the budget', () => {
  it('is kept, by all branches together, wherever somebody looks', async () => {
    const session = pageSession(await drawSession(3));
    const run = await PageRun.begin(session, null, null, little);
    await run.extend(() => {
      expect(run.recording.held).toBeLessThanOrEqual(little.eventsInMemory);
      return run.length >= length;
    });
    const branch = await branchTo(run, 500, [...session.interventions, { atMs: 99_999, do: 'heal' }], length);
    const roll = dice(1);
    for (let look = 0; look < 20; look++) {
      (look % 2 === 0 ? run : branch).frame(roll(0, length));
      expect(run.recording.held).toBeLessThanOrEqual(little.eventsInMemory);
      expect(branch.recording.held).toBe(run.recording.held);
    }
  });

  it('is smaller for a run of which not all can be held', async () => {
    const session = pageSession(await drawSession(3));
    const keeping = { ...little, eventsInMemory: 700, eventsInMemoryOfLong: 260 };
    const run = await PageRun.begin(session, null, null, keeping);
    await run.extend(() => run.length >= 650);
    expect(run.recording.held).toBeGreaterThan(260);
    await run.extend(() => run.length >= length);
    expect(run.recording.held).toBeLessThanOrEqual(260);
  });

  it('lets go what was looked at longest ago, and gives the same events again', async () => {
    const session = pageSession(await drawSession(5));
    const run = await PageRun.begin(session, null, null, little);
    await run.extend(() => run.length >= length);
    const [first] = [run.recording.event(10)];
    expect(run.recording.event(10)).toBe(first);
    for (const cursor of [300, 500, 700]) run.frame(cursor);
    const again = run.recording.event(10);
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('is not spent on what grows unseen: but for its newest moment that is simulated again', async () => {
    const session = pageSession(await drawSession(5));
    const [light, whole] = await Promise.all([little, all].map((keeping) => grown(session, keeping)));
    if (light === undefined || whole === undefined) throw new Error('no run');
    expect(light.frame(light.length)).toEqual(whole.frame(whole.length));
    const { cursor, engine } = light.recording.checkpointBefore(light.length);
    expect(light.length - cursor).toBeGreaterThan(20);
    engine.network.change(0, 1, { cut: true });
    expect(light.frame(light.length)).toEqual(whole.frame(whole.length));
    expect(() => light.recording.event(light.length - 3)).toThrow(/another trace hash/);
    const [seen, known] = [await grown(session, little), whole.recording];
    const from = seen.recording.checkpointBefore(seen.length).cursor;
    expect(seen.recording.slice(from)).toEqual(known.slice(from));
    // From now on it is held, and goes on.
    await seen.extend(() => seen.length >= length + 40);
    await whole.extend(() => whole.length >= length + 40);
    expect(seen.recording.slice(from)).toEqual(known.slice(from));
    expect(seen.traceHashAt(seen.length - 7)).toBe(whole.traceHashAt(seen.length - 7));
  });

  it('is not spent by whoever only passes by', async () => {
    const run = await PageRun.begin(pageSession(await drawSession(5)), null, null, little);
    await run.extend(() => run.length >= length);
    const looked = run.recording.event(400);
    const seen: TraceEvent[] = [...run.recording.read(0)];
    expect(seen).toHaveLength(run.length);
    expect(seen.every((event, index) => event.index === index)).toBe(true);
    expect(run.recording.event(400)).toBe(looked);
  });

  it('a stretch that comes to another trace hash is reported, not shown', async () => {
    const session = pageSession(await drawSession(5));
    const run = await PageRun.begin(session, null, null, little);
    await run.extend(() => run.length >= length);
    // What is looked at takes the place of the beginning.
    for (const cursor of [300, 500, 700]) run.frame(cursor);
    const { engine } = run.recording.checkpointBefore(0);
    // A state that was tampered with: one link is cut.
    engine.network.change(0, 1, { cut: true });
    expect(() => run.frame(20)).toThrow(/another trace hash/);
  });
});

describe('a message', () => {
  it('is found by its id as a search through all events finds it', async () => {
    for (const seed of [2, 11]) {
      const pair = await pairOf(pageSession(await drawSession(seed)));
      const run = await PageRun.begin(pageSession(await drawSession(seed)), null, null, all);
      await run.extend(() => run.length >= length);
      const sent = run.recording
        .slice(0, length)
        .flatMap((event) => event.sent.map((copy) => ({ copy, event })));
      const roll = dice(seed);
      for (let look = 0; look < 20; look++) {
        const { copy, event } = sent[roll(0, sent.length - 1)] as (typeof sent)[number];
        const cursor = Math.min(length, event.index + roll(1, 120));
        const found = good(await pair.ask((engine) => engine.message(cursor, envelopeId(copy))));
        expect(found).toMatchObject({
          id: envelopeId(copy),
          from: copy.from,
          to: copy.to,
          sentAt: copy.sentAt,
        });
      }
    }
  }, 300_000);
});
