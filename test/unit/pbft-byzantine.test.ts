/**
 * Lies: up to f of them change nothing that counts; f + 1 colluders fork the log, and the evidence names
 * them.
 */
import { describe, expect, it } from 'vitest';
import type { Digest, ReplicaId } from '../../src/kernel/ids.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { behaviours } from '../../src/protocols/pbft/byzantine.ts';
import { inspect } from '../../src/protocols/pbft/inspect.ts';
import type { Proposal } from '../../src/protocols/pbft/types.ts';
import { silent } from '../../src/replica/behaviours/silent.ts';
import { told } from '../support/lies.ts';
import { contextOf, createNet, type Net, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
const A = signedRequest(0, 1);
const B = signedRequest(1, 1);

type Groups = { readonly a: readonly ReplicaId[]; readonly b: readonly ReplicaId[] };

interface Lies {
  readonly as?: string;
  readonly replicas?: number;
  readonly from?: number;
}

function liarsNet(liars: readonly ReplicaId[], groups: Groups, lies: Lies = {}): Net {
  const { as = 'equivocate', replicas = 4, from = 0 } = lies;
  let now = (): number => 0;
  const net = createNet({
    replicas,
    outbound: (replica, effects, { state, ctx }) =>
      liars.includes(replica) && now() >= from
        ? told(as === 'silent' ? silent : behaviours[as], { effects, state, parameters: { ...groups }, ctx })
        : effects,
  });
  now = net.now;
  return net;
}

/** Slot 1 is ordered honestly, so that the primary knows an older request; at 100 ms the lies begin. */
function lateLiarsNet(liars: readonly ReplicaId[], groups: Groups): Net {
  const net = liarsNet(liars, groups, { from: 100 * ms });
  net.request(B, [0]);
  net.until(100 * ms);
  expect(decided(net, 1)).toEqual(Array(4).fill(requestDigest(B)));
  return net;
}

/** What each replica has executed at a slot. */
function decided(net: Net, slot: number): readonly (Digest | null | undefined)[] {
  return net.hosts.map((one) => one.executed.find((each) => each.slot === slot)?.digest);
}

function proposalsTo(net: Net, to: ReplicaId): readonly string[] {
  return net.sent.flatMap((one) => {
    const { type, slot, digest } = one.message as Proposal;
    return type === 'PRE-PREPARE' && one.to === to && one.from === 0 && slot === 2 ? [digest] : [];
  });
}

describe('a silent replica', () => {
  it('says nothing, and the others go on', () => {
    const net = liarsNet([3], { a: [], b: [] }, { as: 'silent' });
    net.request(A, [0]);
    net.until(1_000 * ms);
    expect(net.sent.filter((one) => one.from === 3)).toEqual([]);
    expect(decided(net, 1)).toEqual(Array(4).fill(requestDigest(A)));
  });
  it('as primary is replaced', () => {
    const net = liarsNet([0], { a: [], b: [] }, { as: 'silent' });
    net.request(A, [0, 1, 2, 3]);
    net.until(2_000 * ms);
    expect(net.hosts.slice(1).map((one) => [one.state.view, one.state.lastExec])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });
});

describe('an equivocating primary', () => {
  it.each([
    [[1], [2, 3]],
    [[1, 2], [3]],
  ])('A to %j, B to %j: different values, never two decided', (a, b) => {
    const net = lateLiarsNet([0], { a, b });
    net.request(A, [0]);
    net.until(115 * ms);
    for (const to of a) expect(proposalsTo(net, to)).toEqual([requestDigest(A)]);
    for (const to of b) expect(proposalsTo(net, to)).toEqual([requestDigest(B)]);
    net.request(A, [1, 2, 3]);
    net.until(6_000 * ms);
    expect(new Set(decided(net, 2).slice(1)).size).toBe(1);
    expect(new Set(net.hosts.slice(1).map((one) => one.app.chain)).size).toBe(1);
    const answered = net.hosts.slice(1).map((one) => Object.keys(one.state.replies).sort());
    expect(answered).toEqual(Array(3).fill(['c0', 'c1']));
  });
  it('group b misses the first slot, so the view changes, and each request is ordered once', () => {
    const net = liarsNet([0], { a: [1], b: [2, 3] });
    for (const request of [A, B]) net.request(request, [0]);
    net.until(15 * ms);
    for (const request of [A, B]) net.request(request, [1, 2, 3]);
    net.until(6_000 * ms);
    expect(net.hosts.slice(1).map((one) => one.state.view)).toEqual([1, 1, 1]);
    const named = net.hosts
      .slice(1)
      .map((one) => one.state.evidence.map(({ replica, second }) => [replica, second.type]));
    expect(named.flat()).toContainEqual([0, 'PRE-PREPARE']);
    expect(named.flat().every(([replica]) => replica === 0)).toBe(true);
    const executed = net.hosts[2]?.executed.flatMap((one) => one.execute.map(requestDigest)) ?? [];
    expect(executed.sort()).toEqual([requestDigest(A), requestDigest(B)].sort());
  });
  it('who knows one request only has nothing to tell group b', () => {
    const net = liarsNet([0], { a: [1], b: [2, 3] });
    net.request(A, [0]);
    net.until(15 * ms);
    const heard = net.sent.filter((one) => one.from === 0).map((one) => [one.to, one.message.type]);
    expect(heard).toEqual([
      [1, 'PRE-PREPARE'],
      [1, 'COMMIT'],
    ]);
  });
  it('who is in no group hears nothing', () => {
    const net = liarsNet([0], { a: [1], b: [2] });
    net.request(A, [0]);
    net.request(B, [0]);
    net.until(50 * ms);
    expect(net.sent.filter((one) => one.from === 0 && one.to === 3)).toEqual([]);
  });
  it('signs all of it with its own key: every lie is well formed', () => {
    const net = liarsNet([0], { a: [1], b: [2, 3] });
    net.request(A, [0]);
    net.request(B, [0]);
    net.until(100 * ms);
    const lies = net.sent.filter((one) => one.from === 0);
    expect(lies.length).toBeGreaterThan(3);
    for (const { message } of lies) expect(inspect(message, contextOf(1))).toBeNull();
  });
});

describe('an equivocating backup', () => {
  it('votes for two values at one slot, and both are decided as proposed', () => {
    const net = liarsNet([3], { a: [1], b: [2] });
    net.request(A, [0]);
    net.request(B, [0]);
    net.until(1_000 * ms);
    const votes = net.sent.filter((one) => one.from === 3 && one.message.type === 'PREPARE');
    const atSlot2 = votes.filter((one) => (one.message as Proposal).slot === 2);
    expect(atSlot2.map((one) => [one.to, (one.message as Proposal).digest])).toEqual([
      [1, requestDigest(B)],
      [2, requestDigest(A)],
    ]);
    expect(decided(net, 1).slice(0, 3)).toEqual(Array(3).fill(requestDigest(A)));
    expect(decided(net, 2).slice(0, 3)).toEqual(Array(3).fill(requestDigest(B)));
  });
});

describe('f + 1 colluders (n = 4: R0 and R1)', () => {
  it('fork: R2 executes A and R3 executes B at slot 2', () => {
    const net = lateLiarsNet([0, 1], { a: [2], b: [3] });
    net.request(A, [0]);
    net.until(200 * ms);
    expect(decided(net, 2).slice(2)).toEqual([requestDigest(A), requestDigest(B)]);
  });
});

describe('f of seven', () => {
  it('two equivocators, one of them primary: one value, and progress', () => {
    const net = liarsNet([0, 4], { a: [1, 2], b: [3, 5, 6] }, { replicas: 7 });
    net.request(A, [0, 1, 2, 3, 4, 5, 6]);
    net.request(B, [0, 1, 2, 3, 4, 5, 6]);
    net.until(6_000 * ms);
    const honest = [1, 2, 3, 5, 6];
    expect(new Set(honest.map((replica) => net.hosts[replica]?.app.chain)).size).toBe(1);
    expect(honest.map((replica) => Object.keys(net.hosts[replica]?.state.replies ?? {}).sort())).toEqual(
      Array(5).fill(['c0', 'c1']),
    );
  });
});

describe('parameters of a lie', () => {
  it.each([undefined, null, 'x', [null], [-1, 4, 1.5, '1'], { 0: 1 }])('%j as a group is nobody', (group) => {
    const net = createNet({
      outbound: (replica, effects, { state, ctx }) =>
        replica === 0
          ? told(behaviours.equivocate, { effects, state, parameters: { a: group, b: group }, ctx })
          : effects,
    });
    net.request(A, [0]);
    net.until(50 * ms);
    expect(net.sent.filter((one) => one.from === 0 && one.message.type !== 'STATUS')).toEqual([]);
  });
});
