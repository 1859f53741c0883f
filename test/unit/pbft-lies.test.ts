/**
 * PBFT's lies on the real engine (PROTOCOLS 1.11): with each its effect is seen, without it not; at most f
 * liars break nothing, and whoever signed two things is named.
 */
import { describe, expect, it } from 'vitest';
import type { ReplicaId } from '../../src/kernel/ids.ts';
import { behaviours } from '../../src/protocols/pbft/byzantine.ts';
import type { NewView, PrePrepare, ViewChange } from '../../src/protocols/pbft/types.ts';
import {
  type Act,
  behave,
  type LieRun,
  lieRun,
  member,
  refusalsAt,
  saidBy,
  violated,
} from '../support/lie-runs.ts';

const crash: Act = { do: 'crash', replica: 0, atMs: 70 };

function expectFine(run: LieRun, liars: readonly ReplicaId[], requests = 6): void {
  expect(violated(run)).toEqual([]);
  expect(run.report.clients.accepted).toBe(requests);
  for (const { replica } of run.report.accused) expect(liars).toContain(replica);
}

const honest = await lieRun([]);
const crashed = await lieRun([crash], { replicas: 7, count: 10 });

describe('without a lie', () => {
  it('nothing is refused and nobody accused', () => {
    expectFine(honest, []);
    expect(refusalsAt(honest, 1)).toEqual({});
    expect(honest.report.accused).toEqual([]);
    expectFine(crashed, [], 10);
    const codes = [1, 2, 3].flatMap((replica) => Object.keys(refusalsAt(crashed, replica)));
    for (const code of ['prepared-forged', 'new-view-wrong-proposal', 'new-view-too-small']) {
      expect(codes).not.toContain(code);
    }
  });
});

describe('a primary that lies', () => {
  it('wrong-digest: its proposals are refused, and the view changes', async () => {
    const run = await lieRun([behave(0, 'wrong-digest')]);
    expectFine(run, [0]);
    expect(refusalsAt(run, 1)['digest-mismatch']).toBeGreaterThan(0);
    expect(run.report.replicas[1]?.view).toBe(1);
  });
  it('sequence-jump: past the window refused, by one a gap that a null request fills', async () => {
    const jump = await lieRun([behave(0, 'sequence-jump')]);
    expectFine(jump, [0]);
    expect(Object.keys(refusalsAt(jump, 1))).toContain('above-watermark');
    const gap = await lieRun([behave(0, 'sequence-jump', { by: 1 })]);
    expectFine(gap, [0]);
    expect(gap.report.commits.filter(({ digest }) => digest === null).map(({ slot }) => slot)).toEqual([1]);
  });
  it('slow-primary: the same view, and far less throughput', async () => {
    const run = await lieRun([behave(0, 'slow-primary')]);
    expectFine(run, []);
    expect(run.report.replicas.map(({ view }) => view)).toEqual([0, 0, 0, 0]);
    const [slow = 0, fast = 1] = [run, honest].map(({ report }) => report.clients.latencyMs.p50 ?? 0);
    expect(slow).toBeGreaterThan(3 * fast);
  });
  it('pp-to-some: the others hear no proposal', async () => {
    const run = await lieRun([behave(0, 'pp-to-some')]);
    expectFine(run, []);
    const first = (one: LieRun) => new Set(saidBy(one, 0, 'PRE-PREPARE').map(({ to }) => to));
    expect([first(run), first(honest)]).toEqual([new Set([1, 2]), new Set([1, 2, 3])]);
    const named = await lieRun([behave(0, 'pp-to-some', { to: [2, 3] })]);
    expect(first(named)).toEqual(new Set([2, 3]));
  });
});

describe('a liar in a view change', () => {
  const seven = { replicas: 7, count: 10 };
  it('hide-certificate: its P is empty, and nothing is lost', async () => {
    const run = await lieRun([behave(6, 'hide-certificate'), crash], seven);
    expectFine(run, [6], 10);
    const prepared = (one: LieRun) =>
      saidBy(one, 6, 'VIEW-CHANGE').map(({ message }) => (message as ViewChange).prepared.length);
    expect(Math.max(...prepared(run))).toBe(0);
    expect(Math.max(...prepared(crashed))).toBeGreaterThan(0);
  });
  it('forge-certificate: refused, and the others are a quorum', async () => {
    const run = await lieRun([behave(6, 'forge-certificate'), crash], seven);
    expectFine(run, [], 10);
    for (const replica of [1, 2, 3]) expect(refusalsAt(run, replica)['prepared-forged']).toBeGreaterThan(0);
    const [opened] = saidBy(run, 1, 'NEW-VIEW');
    const view = opened?.message as NewView | undefined;
    expect(view?.changes.map(({ replica }) => replica)).toEqual(expect.any(Array));
    expect(view?.changes.map(({ replica }) => replica)).not.toContain(6);
  });
  it.each([
    ['other', 'new-view-wrong-proposal'],
    ['extra', 'new-view-wrong-proposals'],
    ['missing', 'new-view-wrong-proposals'],
    ['small', 'new-view-too-small'],
  ])('wrong-o, %s: refused as %s, and the next view comes', async (how, why) => {
    const run = await lieRun([behave(1, 'wrong-o', { how }), crash], seven);
    expectFine(run, [1], 10);
    expect(refusalsAt(run, 2)[why]).toBeGreaterThan(0);
    expect(run.report.replicas[2]?.view).toBe(2);
    expect(crashed.report.replicas[2]?.view).toBe(1);
  });
  it('premature-view-change: f ask all the time, and nobody joins', async () => {
    const liars = [5, 6].map((replica) => behave(replica, 'premature-view-change', { perInput: 3 }));
    const run = await lieRun(liars, { replicas: 7 });
    expectFine(run, [5, 6]);
    expect(saidBy(run, 5, 'VIEW-CHANGE').length).toBeGreaterThan(50);
    expect(run.report.replicas.slice(0, 5).map(({ view }) => view)).toEqual([0, 0, 0, 0, 0]);
  });
  it('stale-view-change: refused, whichever view it asks for', async () => {
    const run = await lieRun([behave(3, 'stale-view-change')]);
    expectFine(run, [3]);
    expect(refusalsAt(run, 1)['already-in-view']).toBeGreaterThan(0);
  });
});

describe('a liar about its state', () => {
  it('lie-root: its CHECKPOINTs agree with nobody’s, and become stable without it', async () => {
    const run = await lieRun([behave(3, 'lie-root')]);
    expectFine(run, [3]);
    const digests = (replica: number) =>
      saidBy(run, replica, 'CHECKPOINT').map(({ message }) => member(message, 'digest'));
    expect(digests(3).some((digest) => digests(1).includes(digest))).toBe(false);
  });
});

describe('colluders', () => {
  const sides = { a: [2], b: [3] };
  it('f + 1 with the primary fork the log, and both are named', async () => {
    const acts = [
      behave(0, 'collude', { with: [1], ...sides }),
      behave(1, 'collude', { with: [0], ...sides }),
    ];
    const run = await lieRun(acts, { everyMs: 0 });
    expect(violated(run).join()).toMatch(/prepared-unique|agreement/);
    expect(new Set(run.report.accused.map(({ replica }) => replica))).toEqual(new Set([0, 1]));
  });
  it('tell side b the requests exchanged, slot by slot', async () => {
    const run = await lieRun([behave(0, 'collude', { with: [], ...sides })], { everyMs: 0 });
    const told = (to: ReplicaId) =>
      saidBy(run, 0, 'PRE-PREPARE')
        .filter((one) => one.to === to)
        .map(({ message }) => message as PrePrepare)
        .sort((x, y) => x.slot - y.slot)
        .slice(0, 2)
        .map(({ digest }) => digest);
    expect(told(3)).toEqual([...told(2)].reverse());
    expectFine(run, [0]);
  });
  it('without f + 1 break nothing, whoever leads', async () => {
    for (const liar of [0, 1, 3]) {
      expectFine(await lieRun([behave(liar, 'collude', { with: [] })], { everyMs: 0 }), [liar]);
    }
  });
  it('halve the others where no sides are given', async () => {
    const acts = [0, 1, 2].map((replica) =>
      behave(replica, 'collude', { with: [0, 1, 2].filter((id) => id !== replica) }),
    );
    const run = await lieRun(acts, { replicas: 7, everyMs: 0 });
    expect(violated(run).join()).toMatch(/prepared-unique|agreement/);
  });
});

describe('every lie of PBFT', () => {
  it.each(Object.keys(behaviours))(
    '%s declares its parameters, and survives nonsense in them',
    async (as) => {
      expect(behaviours[as]?.parameters).toBeDefined();
      expect(violated(await lieRun([behave(3, as)]))).toEqual([]);
    },
  );
});
