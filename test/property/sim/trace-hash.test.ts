/**
 * The trace hash covers the trace: whatever recorded value of whatever event is changed, the hash is another.
 */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../src/kernel/effect.ts';
import { digestText } from '../../../src/kernel/hash.ts';
import type { Digest } from '../../../src/kernel/ids.ts';
import type { Envelope, TraceEvent } from '../../../src/kernel/trace.ts';
import { effectsDigest } from '../../../src/replica/effects-digest.ts';
import { TraceHash } from '../../../src/sim/trace-hash.ts';
import { catalogueSessions, runSession } from '../../support/sessions.ts';
import { runToy, toyPlan, toyScenario } from '../../support/toy-run.ts';

/** A run in which everything happens that can be recorded. */
const rich = toyScenario({
  network: { delayMs: { min: 5, max: 15 }, lossRate: 0.05, duplicateRate: 0.05 },
  workload: { source: 'builtin:transfers', count: 8, clients: 2 },
  commands: [
    { atMs: 40, do: 'crash', replica: 2 },
    { atMs: 90, do: 'corrupt', replica: 1, account: 1 },
    { atMs: 91, do: 'recover', replica: 1 },
    { atMs: 140, do: 'recover', replica: 2 },
    { atMs: 150, do: 'behave', replica: 3, as: 'forgetful' },
    {
      atMs: 160,
      do: 'partition',
      groups: [
        [0, 1],
        [2, 3],
      ],
    },
    { atMs: 260, do: 'heal' },
    { atMs: 270, do: 'link', from: 0, to: 'c0', delayMs: { min: 1, max: 2 } },
    { atMs: 300, do: 'crash', replica: 0 },
  ],
  until: { quiet: true, ms: 700 },
});

const everyEffect: readonly Effect['kind'][] = [
  ...(['send', 'broadcast', 'reply', 'arm', 'disarm', 'persist', 'commit', 'execute', 'rollback'] as const),
  ...(['restore', 'stable', 'refuse', 'cite'] as const),
];

type Path = readonly (string | number)[];

/**
 * Not recorded, because it follows from what is: see the first test. The reader's words are not recorded
 * either.
 */
function isDerived(path: Path, event: TraceEvent): boolean {
  const name = path.filter((step) => typeof step === 'string').join('.');
  const [, position] = path;
  const effect =
    event.kind === 'replica' && path[0] === 'effects' ? event.effects[position as number] : undefined;
  if (effect?.kind === 'cite') return true;
  return (
    // A kind decides which other fields there are; the last but one test changes those that may be exchanged.
    path.at(-1) === 'kind' ||
    name === 'index' ||
    name === 'why' ||
    /^sent\.(from|sentAt|cause|resend|message\..*)$/.test(name) ||
    /envelope\.(to|sentAt|dueAt|cause|lost)$/.test(name) ||
    // A snapshot that is taken over stands in `applied` by its root.
    name.startsWith('effects.snapshot') ||
    name === 'client' ||
    name === 'replica'
  );
}

function* leaves(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) {
    if (value !== undefined) yield path;
    return;
  }
  for (const key of Object.keys(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    yield* leaves((value as Record<string, unknown>)[key], [...path, step]);
  }
}

/** Another value of the same kind; of a digest the first digit, as records hold the first half. */
function another(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return value + 1;
    case 'boolean':
      return !value;
    case 'string':
      return /^[0-9a-f]{8,}$/.test(value) ? (value[0] === '0' ? '1' : '0') + value.slice(1) : `${value}x`;
    default:
      return 'something';
  }
}

function changedAt(event: TraceEvent, path: Path): TraceEvent {
  const copy = unshared(event);
  let holder = copy as unknown as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  const value = holder[last];
  holder[last] =
    last === 'lost'
      ? value === 'cut'
        ? 'loss'
        : 'cut'
      : last === 'from' || last === 'to'
        ? 1 - Number(value === 1) * 1
        : another(value);
  if (holder[last] === value) holder[last] = 2;
  return copy;
}

/** A copy in which no object stands in two places, so that a change in one is a change in one only. */
function unshared<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unshared) as T;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unshared(member)])) as T;
}

function hashOf(events: readonly TraceEvent[]): Digest {
  const hash = new TraceHash(digestText('preface'));
  for (const event of events) {
    hash.add(event, event.kind === 'replica' ? effectsDigest(event.effects, event.applied) : '');
  }
  return hash.digest();
}

/** Without snapshots, which stand in a record by their roots. */
function light(event: TraceEvent): TraceEvent {
  if (event.kind !== 'replica') return event;
  return {
    ...event,
    applied: event.applied.map((applied) => ({ ...applied, snapshot: undefined as never })),
  };
}

function envelopesOf(event: TraceEvent): readonly Envelope[] {
  if (event.kind === 'lost') return [event.envelope];
  if (event.kind === 'replica') return event.input.kind === 'message' ? [event.input.envelope] : [];
  return event.kind === 'client' && event.action.kind === 'received' ? [event.action.envelope] : [];
}

const { events: trace, engine } = await runToy(rich);

/** Runs of PBFT in which the rest of what there is comes up: checkpoints, state transfer, tentative execution, refusals. */
async function furtherTraces(): Promise<readonly TraceEvent[]> {
  const sessions = catalogueSessions.filter(({ scenario }) =>
    ['long-crash', 'equivocating-primary', 'lossy-network'].includes(scenario.id),
  );
  const traces = sessions.flatMap(({ scenario, commands }) =>
    [false, true].map((tentative) => {
      const options = { ...scenario.protocol.options, tentative };
      return runSession({ scenario: { ...scenario, protocol: { ...scenario.protocol, options } }, commands });
    }),
  );
  return (await Promise.all(traces)).flatMap(({ events }) => events);
}

describe('the trace hash', () => {
  it('need not record what follows from the rest', () => {
    for (const event of trace) {
      for (const copy of event.sent) {
        expect([copy.sentAt, copy.cause]).toEqual([event.at, event.index]);
        if (event.kind !== 'command')
          expect(copy.from).toBe(
            'replica' in event ? event.replica : event.kind === 'client' ? event.client : null,
          );
        expect(copy.resend).toBe(resendOf(event, copy));
      }
      for (const envelope of envelopesOf(event)) {
        expect([envelope.dueAt, envelope.cause, envelope.lost]).toEqual([event.at, event.cause, null]);
        expect(envelope.to).toBe(
          'replica' in event ? event.replica : event.kind === 'client' ? event.client : envelope.to,
        );
      }
    }
  });

  it('is that of the run, of all events in their order', () => {
    const preface = new TraceHash(toyPlan(rich).preface);
    for (const event of trace) {
      preface.add(event, event.kind === 'replica' ? effectsDigest(event.effects, event.applied) : '');
    }
    expect(preface.digest()).toBe(engine.traceHash);
    expect(hashOf(trace.slice(0, -1))).not.toBe(hashOf(trace));
    expect(hashOf([...trace.slice(1, 3), ...trace.slice(0, 1), ...trace.slice(3)])).not.toBe(hashOf(trace));
    expect(new TraceHash(digestText('other')).digest()).not.toBe(
      new TraceHash(digestText('preface')).digest(),
    );
  });

  it('changes with every recorded value of every kind of event', async () => {
    const seen = new Set<string>();
    const kinds = new Set<string>();
    let changes = 0;
    for (const given of [...trace, ...(await furtherTraces())]) {
      const event = light(given);
      const shape = shapeOf(event);
      if (seen.has(shape)) continue;
      seen.add(shape);
      if (event.kind === 'replica') for (const { kind } of event.effects) kinds.add(kind);
      const before = hashOf([event]);
      expect(hashOf([unshared(event)])).toBe(before);
      const paths = [...leaves(event)].filter((path) => !isDerived(path, event));
      // Of a large certificate every so many-th value.
      const apart = Math.ceil(paths.length / 60);
      for (const path of paths.filter((_, index) => index % apart === 0)) {
        changes++;
        expect(hashOf([changedAt(event, path)]), `${shape}: ${path.join('.')}`).not.toBe(before);
      }
    }
    expect([...kinds].sort()).toEqual([...everyEffect].sort());
    expect(seen.size).toBeGreaterThan(25);
    expect(changes).toBeGreaterThan(800);
  });

  it('changes with who an event belongs to, and with an effect or a copy more or less', () => {
    for (const event of trace.map(light)) {
      const before = hashOf([event]);
      if (event.kind === 'replica') {
        expect(hashOf([{ ...event, replica: event.replica + 1 }])).not.toBe(before);
        for (const [at, effect] of event.effects.entries()) {
          if (effect.kind === 'cite') continue;
          const effects = event.effects.toSpliced(at, 1);
          expect(hashOf([{ ...event, effects }])).not.toBe(before);
        }
      }
      if (event.kind === 'client') expect(hashOf([{ ...event, client: 'c9' }])).not.toBe(before);
      if (event.sent.length > 0) expect(hashOf([{ ...event, sent: event.sent.slice(1) }])).not.toBe(before);
    }
  });

  it('changes when one kind stands for another with the same fields', () => {
    const swaps: Readonly<Record<string, string>> = {
      start: 'recover',
      send: 'reply',
      arm: 'arm',
      disarm: 'disarm',
    };
    const [first] = trace as [TraceEvent];
    if (first.kind !== 'replica') throw new Error('a start expected, found something else');
    expect(hashOf([{ ...first, input: { kind: swaps[first.input.kind] as 'recover' } }])).not.toBe(
      hashOf([first]),
    );
    const resent = trace
      .map(light)
      .find((event) => event.kind === 'replica' && event.effects.some(({ kind }) => kind === 'send'));
    if (resent?.kind !== 'replica') throw new Error('a send expected, found none');
    const effects = resent.effects.map((effect) =>
      effect.kind === 'send' ? { ...effect, kind: 'reply' } : effect,
    );
    expect(hashOf([{ ...resent, effects: effects as typeof resent.effects }])).not.toBe(hashOf([resent]));
  });

  it('does not depend on the words for the reader', () => {
    const event = trace.find(
      ({ kind, ...rest }) =>
        kind === 'replica' && 'effects' in rest && rest.effects.some((effect) => effect.kind === 'cite'),
    );
    if (event?.kind !== 'replica') throw new Error('an event with a cited rule expected, found none');
    expect(hashOf([{ ...event, effects: event.effects.filter(({ kind }) => kind !== 'cite') }])).toBe(
      hashOf([event]),
    );
  });

  it('goes on separately in a clone, across whole blocks of records', () => {
    const whole = new TraceHash(digestText('preface'));
    const many = Array.from({ length: 3 }, () => trace).flat();
    let copy = whole.clone();
    for (const [i, event] of many.entries()) {
      if (i === 400) copy = whole.clone();
      whole.add(event, '');
      if (i >= 400) copy.add(event, '');
    }
    expect(copy.digest()).toBe(whole.digest());
    copy.add(trace[0] as TraceEvent, '');
    expect(copy.digest()).not.toBe(whole.digest());
  });
});

function resendOf(event: TraceEvent, copy: Envelope): boolean {
  if (event.kind === 'client') return event.action.kind === 'retried';
  if (event.kind !== 'replica') return copy.resend;
  const effect = event.effects.find(
    (each) => 'message' in each && each.message === copy.message && 'resend' in each === copy.resend,
  );
  return effect !== undefined && 'resend' in effect ? effect.resend === true : false;
}

/** Events of one shape have the same fields. */
function shapeOf(event: TraceEvent): string {
  const sent = event.sent.map(({ lost, duplicate }) => `${lost}${duplicate}`);
  const head = `${event.kind} ${[...new Set(sent)].sort()}`;
  switch (event.kind) {
    case 'replica':
      return `${head} ${event.input.kind} ${[...new Set(event.effects.map(({ kind }) => kind))]} ${event.root !== null}`;
    case 'client':
      return `${head} ${event.action.kind} ${'accepted' in event.action && event.action.accepted !== null}`;
    case 'command':
      return `${head} ${event.command.do} ${event.refused !== null}`;
    case 'lost':
      return head;
  }
}
