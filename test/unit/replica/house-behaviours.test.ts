/** The lies of the house, each on the real engine: with it its effect is seen, without it not. */
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/kernel/protocol.ts';
import { isReply } from '../../../src/kernel/signed.ts';
import { protocols } from '../../../src/protocols/registry.ts';
import {
  behave,
  type LieRun,
  lieRun,
  member,
  refusalsAt,
  saidBy,
  typesSaidBy,
  violated,
} from '../../support/lie-runs.ts';

const honest = await lieRun([]);

function isFine(run: LieRun): void {
  expect(violated(run)).toEqual([]);
  expect(run.report.clients).toMatchObject({ accepted: 6 });
}

describe('without a lie', () => {
  it('all is said to all, and nothing is late', () => {
    isFine(honest);
    for (const replica of [1, 2, 3]) {
      expect(typesSaidBy(honest, replica)).toEqual(new Set(['PREPARE', 'COMMIT', 'REPLY', 'CHECKPOINT']));
    }
    for (const { sentAt, dueAt } of honest.sent) expect(dueAt - sentAt).toBeLessThanOrEqual(20_000);
  });
});

describe('saying less', () => {
  it('silent: nothing leaves', async () => {
    const run = await lieRun([behave(3, 'silent')]);
    isFine(run);
    expect(saidBy(run, 3)).toEqual([]);
  });
  it('silent-to: those named hear nothing, the others all', async () => {
    const run = await lieRun([behave(3, 'silent-to', { to: [0, 2] })]);
    isFine(run);
    const heard = new Set(saidBy(run, 3).map(({ to }) => to));
    expect([heard.has(0), heard.has(1), heard.has(2), heard.has('c0')]).toEqual([false, true, false, true]);
  });
  it('withhold: these types stay inside', async () => {
    const run = await lieRun([behave(3, 'withhold', { types: ['COMMIT', 'REPLY'] })]);
    isFine(run);
    expect(typesSaidBy(run, 3)).toEqual(new Set(['PREPARE', 'CHECKPOINT']));
  });
  it('drop-client: the primary proposes for the other client alone, until it is replaced', async () => {
    const run = await lieRun([behave(0, 'drop-client', { client: 'c1' })]);
    isFine(run);
    const proposed = saidBy(run, 0, 'PRE-PREPARE').map(
      ({ message }) => member(message, 'request') as { client: string },
    );
    expect(new Set(proposed.map(({ client }) => client))).toEqual(new Set(['c0']));
    expect(run.report.replicas[1]?.view).toBeGreaterThan(0);
  });
});

describe('delay', () => {
  it('adds to the delay of the network, for these types and receivers alone', async () => {
    const run = await lieRun([behave(3, 'delay', { byMs: 100, types: ['COMMIT'], to: [1] })]);
    isFine(run);
    for (const { message, to, sentAt, dueAt } of saidBy(run, 3)) {
      const late = message.type === 'COMMIT' && to === 1;
      expect(dueAt - sentAt > 100_000).toBe(late);
    }
  });
  it('by a time that is no number: at once', async () => {
    const run = await lieRun([behave(3, 'delay', { byMs: 0.001 })]);
    expect(run.report.traceHash).not.toBe(honest.report.traceHash);
    isFine(run);
  });
});

describe('saying too much', () => {
  it('replay: old messages again, refused as duplicates', async () => {
    const run = await lieRun([behave(3, 'replay', { perInput: 4 })]);
    isFine(run);
    expect(saidBy(run, 3).filter(({ resend }) => resend).length).toBeGreaterThan(20);
    expect(refusalsAt(run, 1).duplicate ?? 0).toBeGreaterThan(refusalsAt(honest, 1).duplicate ?? 0);
  });
  it('spam: numbers raised, so that no two are the same', async () => {
    const run = await lieRun([behave(3, 'spam', { perInput: 4, types: ['PREPARE'] })]);
    isFine(run);
    const views = saidBy(run, 3, 'PREPARE').filter(({ resend, to }) => resend && to === 1);
    expect(new Set(views.map(({ message }) => member(message, 'view'))).size).toBeGreaterThan(20);
  });
  it('is bounded in time, however much it hears', async () => {
    const run = await lieRun([behave(3, 'replay', { perInput: 8 })]);
    const extra = saidBy(run, 3).filter(({ resend, to }) => resend && to === 1);
    const lasted = run.report.simulatedMs;
    expect(extra.length).toBeLessThanOrEqual(8 * (lasted / 5 + 1));
  });
});

describe('nonsense', () => {
  it('garbage: refused as malformed, and nobody throws', async () => {
    const run = await lieRun([behave(3, 'garbage')], { count: 30 });
    expect(violated(run)).toEqual([]);
    expect(refusalsAt(run, 1).malformed).toBeGreaterThan(20);
    expect(refusalsAt(honest, 1).malformed).toBeUndefined();
  });
  it('garbage-replies: f wrong results convince nobody, f + 1 equal ones do', async () => {
    const one = await lieRun([behave(3, 'garbage-replies')]);
    isFine(one);
    const wrong = saidBy(one, 3, 'REPLY').map(({ message }) => isReply(message) && message.result);
    const right = saidBy(one, 2, 'REPLY').map(({ message }) => isReply(message) && message.result);
    expect(wrong.some((result) => right.includes(result))).toBe(false);
    const two = await lieRun([behave(2, 'garbage-replies'), behave(3, 'garbage-replies')]);
    expect(two.report.clients.rejected + violated(two).length).toBeGreaterThan(0);
  });
});

describe('twin', () => {
  it('as primary: each side hears its own copy, signed with one key', async () => {
    const run = await lieRun([behave(0, 'twin', { a: [1], b: [2, 3] })]);
    isFine(run);
    const proposals = saidBy(run, 0, 'PRE-PREPARE');
    expect(new Set(proposals.map(({ to }) => to))).toEqual(new Set([1, 2, 3]));
    const once = proposals.filter(({ to, message }) => to === 2 && member(message, 'slot') === 1);
    expect(once).toHaveLength(1);
  });
  it('the second copy has timers of its own', async () => {
    const run = await lieRun([behave(1, 'twin', { a: [0], b: [2, 3] })]);
    const fired = run.events.flatMap((event) =>
      event.kind === 'replica' && event.input.kind === 'timer' && event.replica === 1
        ? [event.input.timer]
        : [],
    );
    expect(fired.some((timer) => timer.startsWith('twin/'))).toBe(true);
    expect(violated(run)).toEqual([]);
  });
});

describe('collude', () => {
  const plot = () =>
    lieRun(
      [1, 3].map((replica) => behave(replica, 'collude', { with: [4 - replica], a: [0], b: [2] })),
      { protocol: 'streamlet' },
    );
  const broken = (run: LieRun) => violated(run).map((text) => text.slice(0, text.indexOf(':')));
  it('second copies talk in asides, to fellows alone', async () => {
    const run = await plot();
    const asides = run.sent.filter(({ message }) => message.type === 'ASIDE');
    expect(asides.length).toBeGreaterThan(20);
    expect(asides.filter(({ from, to }) => from === to || ![1, 3].includes(Number(to)))).toEqual([]);
  });
  it('an aside is called by its name and by what it says, not malformed', async () => {
    const run = await plot();
    const { summary } = protocols.streamlet as Manifest;
    const texts = run.sent.flatMap(({ message }) => (message.type === 'ASIDE' ? [summary(message)] : []));
    expect(texts.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^ASIDE among liars: VOTE epoch \d+, block \w{4}$/),
    );
    expect(texts.filter(({ text, type }) => /malformed/.test(text) || type !== 'ASIDE')).toEqual([]);
    expect(summary({ type: 'ASIDE' }).text).toBe('malformed ASIDE');
    const styleIn = (id: string) => protocols[id]?.messages.find(({ type }) => type === 'ASIDE');
    expect(styleIn('streamlet')).toMatchObject({ shape: 'bar', hue: 'neutral', hollow: true });
    expect(styleIn('pbft')).toBeUndefined();
  });
  it('sides that hear each other are told of both chains: no fork', async () => {
    expect(broken(await plot())).not.toContain('agreement');
  });
});

describe('tell', () => {
  const lies = [
    {
      type: 'PRE-PREPARE',
      slot: 2,
      versions: [{ to: [1], edits: { digest: 'invented' } }],
      nothing: [2],
    },
  ];
  it('a version to some, nothing to others, the truth to the rest, once', async () => {
    const run = await lieRun([behave(0, 'tell', { lies })], { checkpointInterval: 8 });
    isFine(run);
    const second = saidBy(run, 0, 'PRE-PREPARE').filter(
      ({ message, resend }) => member(message, 'slot') === 2 && !resend,
    );
    expect(second.map(({ to }) => to)).toEqual([1, 3]);
    const [lie, truth] = second.map(({ message }) => member(message, 'digest'));
    expect(lie).not.toBe(truth);
    const third = saidBy(run, 0, 'PRE-PREPARE').filter(({ message }) => member(message, 'slot') === 3);
    expect(third.map(({ to }) => to)).toEqual([1, 2, 3]);
  });
  it('says so, and says why where a lie cannot be told', async () => {
    const wrong = [{ type: 'PREPARE', times: 2, versions: [{ to: [1], edits: { replica: 2 } }] }];
    const rules = (run: LieRun) =>
      run.events
        .flatMap((event) => (event.kind === 'replica' ? event.effects : []))
        .flatMap((effect) => (effect.kind === 'cite' && effect.rule.startsWith('lie/') ? [effect.rule] : []));
    const told = await lieRun([behave(0, 'tell', { lies })]);
    expect(rules(told)).toEqual(['lie/told', 'lie/nothing']);
    const run = await lieRun([behave(3, 'tell', { lies: wrong })]);
    expect(rules(run)).toEqual(['lie/untold', 'lie/untold']);
    isFine(run);
  });
  it('with a reply: a client is told something else', async () => {
    const told = [{ type: 'REPLY', times: 100, versions: [{ to: [], edits: { result: 'invented' } }] }];
    const run = await lieRun([behave(3, 'tell', { lies: told })]);
    isFine(run);
    const results = (replica: number) =>
      saidBy(run, replica, 'REPLY').map(({ message }) => (message as { result?: string }).result);
    expect(results(2).some((result) => results(3).includes(result))).toBe(false);
  });
});
