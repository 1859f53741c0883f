/** Clients: one request out at a time, due times, retries, latency, and what they make of hostile replies. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulated } from '../../../src/kernel/authenticator.ts';
import type { Message, Reply } from '../../../src/kernel/message.ts';
import { replyDigest } from '../../../src/kernel/signed.ts';
import type { ClientEvent, Envelope } from '../../../src/kernel/trace.ts';
import {
  append,
  type ClientState,
  type ClientWorld,
  createClient,
  isBusy,
  nextDue,
  receive,
  retry,
  submit,
} from '../../../src/sim/clients.ts';
import { finish, runToy, toyManifest, toyPlan, toyRun, toyScenario } from '../../support/toy-run.ts';

const authenticator = createSimulated(1);
const plan = toyPlan(toyScenario());
const world: ClientWorld = {
  rule: toyManifest.client,
  authenticator,
  config: { replicas: 4, faults: 1, options: plan.options },
  bugs: new Set(),
};
const fresh = createClient({ id: 'c0', operations: ['aa', 'bb', 'cc'], every: 50 });

/** A client with its first request out. */
const waiting = (submit(fresh, world) as { client: ClientState }).client;

function reply(changes: Partial<Record<keyof Reply, unknown>> = {}, signer?: number): Message {
  const unsigned = {
    type: 'REPLY',
    view: 0,
    timestamp: 1,
    client: 'c0',
    replica: 0,
    result: '00',
    tentative: false,
    ...changes,
  };
  const signature = authenticator.sign(
    signer ?? (unsigned.replica as number),
    replyDigest(unsigned as Reply),
  );
  return {
    signature,
    ...unsigned,
    ...('signature' in changes && { signature: changes.signature }),
  } as Message;
}

function take(client: ClientState, message: unknown, now = 0) {
  const envelope = {
    from: 0,
    to: 'c0',
    number: 1,
    message,
    sentAt: 0,
    dueAt: now,
    cause: 0,
  } as unknown as Envelope;
  const next = receive(client, envelope, now, world);
  return { client: next.client, action: next.action as ClientEvent['action'] & { kind: 'received' } };
}

describe('a client', () => {
  it('has one request out at a time, with rising timestamps', () => {
    expect(submit(waiting, world)).toBeNull();
    expect(nextDue(waiting, 0)).toBeNull();
    const first = take(waiting, reply()).client;
    const answered = take(first, reply({ replica: 1 })).client;
    expect(answered.outstanding).toBeNull();
    const next = submit(answered, world);
    expect(next?.client.outstanding?.request).toMatchObject({ timestamp: 2, operation: 'bb' });
    expect(next?.action).toMatchObject({ kind: 'submitted', dueAt: 50 });
  });

  it('is due at 0, then `every` after the last was due, but never before now', () => {
    expect(nextDue(fresh, 0)).toBe(0);
    const answered = { ...waiting, outstanding: null };
    expect(nextDue(answered, 20)).toBe(50);
    expect(nextDue(answered, 70)).toBe(70);
    // Late, but it counts from when it was due.
    expect(submit(answered, world)?.action).toMatchObject({ dueAt: 50 });
  });

  it('is busy until the last answer', () => {
    const empty = createClient({ id: 'c0', operations: [], every: 50 });
    expect([isBusy(fresh), isBusy(waiting), isBusy(empty)]).toEqual([true, true, false]);
    expect(nextDue(empty, 0)).toBeNull();
    expect(submit(empty, world)).toBeNull();
    const more = append(empty, 'dd', 70);
    expect([isBusy(more), nextDue(more, 70)]).toEqual([true, 70]);
  });

  it('counts its tries', () => {
    expect(retry(fresh)).toBeNull();
    const again = retry(waiting);
    expect(again?.action).toEqual({ kind: 'retried', timestamp: 1, attempt: 1 });
    expect(retry(again?.client as ClientState)?.action).toMatchObject({ attempt: 2 });
  });

  it('accepts f + 1 equal replies of different replicas, and takes its latency from the due time', () => {
    const one = take(waiting, reply({ replica: 1 }), 30);
    expect(one.action).toMatchObject({ refused: null, equal: [1], accepted: null });
    const other = take(one.client, reply({ replica: 2, result: '01' }), 31);
    expect(other.action).toMatchObject({ refused: null, equal: [2], accepted: null });
    const two = take(other.client, reply({ replica: 3 }), 32);
    expect(two.action).toMatchObject({
      equal: [1, 3],
      accepted: { result: '00', voters: [1, 3], latency: 32 },
    });
  });
});

describe('a reply is refused', () => {
  it.each<[string, unknown]>([
    ['malformed', { type: 'PREPARE' }],
    ['malformed', reply({ client: 'c1' })],
    ['malformed', reply({ replica: 4 })],
    ['malformed', reply({ replica: -1 })],
    ['malformed', { ...(reply() as object), extra: 1 }],
    ['not-waiting', reply({ timestamp: 2 })],
    ['not-waiting', reply({ timestamp: 0 })],
    ['bad-signature', reply({ replica: 2 }, 1)],
    ['bad-signature', reply({ signature: '0'.repeat(64) })],
    ['bad-signature', { ...(reply() as object), result: '01' }],
    ['bad-signature', { ...(reply() as object), tentative: true }],
    ['bad-signature', { ...(reply() as object), view: 1 }],
  ])('as %s: %o', (why, message) => {
    const before = take(waiting, reply({ replica: 3 })).client;
    const { action, client } = take(before, message);
    expect(action).toMatchObject({ refused: why, accepted: null, equal: [] });
    expect(client).toBe(before);
  });

  it('when the same replica has answered: it counts once, whatever it says', () => {
    const { client } = take(waiting, reply({ replica: 1 }));
    for (const again of [
      reply({ replica: 1 }),
      reply({ replica: 1, result: '01' }),
      reply({ replica: 1, tentative: true }),
    ])
      expect(take(client, again).action.refused).toBe('duplicate');
  });

  it('unless the final one follows the tentative one, which it replaces', () => {
    const tentative = take(waiting, reply({ replica: 1, tentative: true })).client;
    const final = take(tentative, reply({ replica: 1 }));
    expect(final.action.refused).toBeNull();
    expect(final.client.outstanding?.replies).toHaveLength(1);
    expect(take(final.client, reply({ replica: 1, tentative: true })).action.refused).toBe('duplicate');
  });

  it('when nothing is asked', () => {
    expect(take(fresh, reply()).action.refused).toBe('not-waiting');
  });

  const fields = [
    'type',
    'view',
    'timestamp',
    'client',
    'replica',
    'result',
    'tentative',
    'signature',
  ] as const;
  const hostile: readonly unknown[] = [
    ...[undefined, null, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, 'x', '', 'zz', 'c999999999'],
    ...[[], {}, true, 7n, 'x'.repeat(1_000_000), [0], { toString: null }, 'c00', '__proto__', 'A'.repeat(64)],
  ];

  it.each(fields)('with a hostile %s, of every shape, and never by an exception', (field) => {
    for (const value of hostile) {
      const wrong = { ...(reply() as object), [field]: value };
      const { action } = take(waiting, wrong);
      expect(action.refused).not.toBeNull();
      const { [field]: _gone, ...missing } = reply() as Reply;
      expect(take(waiting, missing).action.refused).toBe('malformed');
    }
  });

  it('whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (value) => take(waiting, value).action.refused !== null));
  });
});

describe('clients in a run', () => {
  const retryMs = 150;
  const quick = { id: 'echo', replicas: 4, options: { requestTimeoutMs: 100, clientRetryMs: retryMs } };

  it('send each request once, in order, each after the last was answered and due', async () => {
    const { events, plan: run } = await runToy(
      toyScenario({
        protocol: quick,
        workload: { source: 'builtin:transfers', count: 30, clients: 3, everyMs: 70 },
      }),
    );
    for (const { id, operations, every } of run.clients) {
      const own = events.filter((event) => event.kind === 'client').filter(({ client }) => client === id);
      const sent = own.flatMap(({ action, at }) => (action.kind === 'submitted' ? [{ ...action, at }] : []));
      expect(sent.map(({ operation }) => operation)).toEqual(operations);
      expect(sent.map(({ timestamp }) => timestamp)).toEqual(operations.map((_, i) => i + 1));
      expect(sent.map(({ dueAt }) => dueAt)).toEqual(operations.map((_, i) => i * every));
      let open = 0;
      for (const { action } of own) {
        if (action.kind === 'submitted') open++;
        if (action.kind === 'received' && action.accepted !== null) open--;
        expect(open).toBeLessThanOrEqual(1);
      }
      for (const { action, at } of own) {
        if (action.kind !== 'received' || action.accepted === null) continue;
        const { timestamp } = action.envelope.message as Reply;
        expect(action.accepted.latency).toBe(at - (timestamp - 1) * every);
      }
    }
  });

  it('ask the leader first, then everybody, at the pace of the scenario, until they are answered', async () => {
    const run = toyRun(
      toyPlan(
        toyScenario({
          protocol: quick,
          workload: { source: 'builtin:transfers', count: 1 },
          commands: [{ atMs: 0, do: 'crash', replica: 0 }],
          until: { quiet: true, ms: 500 },
        }),
      ),
    );
    const { events } = await finish(run);
    const tries = events.filter((event) => event.kind === 'client');
    expect(tries.map(({ at }) => at)).toEqual([0, 150_000, 300_000, 450_000]);
    expect(tries.map(({ sent }) => sent.map(({ to }) => to))).toEqual([
      [0],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
    expect(tries.flatMap(({ sent }) => sent).map(({ resend }) => resend)).toEqual([
      false,
      ...Array<boolean>(12).fill(true),
    ]);
  });

  it('take a further request from a command, after those they have', async () => {
    const submitted = { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '1' } as const;
    const { events } = await runToy(
      toyScenario({ workload: { source: 'builtin:transfers', count: 3, everyMs: 200 } }),
      [{ atMs: 100, do: 'submit', row: submitted, client: 0 }],
    );
    const own = events
      .filter((event) => event.kind === 'client')
      .filter(({ action }) => action.kind === 'submitted');
    expect(own.map(({ at }) => at)).toEqual([0, 200_000, 400_000, 440_000]);
  });

  it('hand a request over at once when nothing is out', async () => {
    const submitted = { kind: 'deposit', account: 1, asset: 'USD', amount: '1', id: 'x' } as const;
    const { events } = await runToy(
      toyScenario({ workload: { source: 'builtin:transfers', count: 1 }, until: { quiet: false, ms: 400 } }),
      [{ atMs: 333, do: 'submit', row: submitted, client: 0 }],
    );
    const [, second] = events.filter((event) => event.kind === 'client' && event.action.kind === 'submitted');
    expect(second).toMatchObject({ at: 333_000, action: { dueAt: 333_000 } });
  });
});
