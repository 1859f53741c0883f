/** Lies: up to f of them change nothing that counts; f + 1 colluders fork the log, and the evidence names them. */
import { describe, expect, it } from 'vitest';
import type { Digest, ReplicaId } from '../../src/kernel/ids.ts';
import { requestDigest } from '../../src/kernel/signed.ts';
import { behaviours } from '../../src/protocols/pbft/byzantine.ts';
import { inspect } from '../../src/protocols/pbft/inspect.ts';
import type { Proposal } from '../../src/protocols/pbft/types.ts';
import { contextOf, createNet, type Net, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
const A = signedRequest(0, 1);
const B = signedRequest(1, 1);

type Groups = { readonly a: readonly ReplicaId[]; readonly b: readonly ReplicaId[] };

function liarsNet(liars: readonly ReplicaId[], groups: Groups, as = 'equivocate', replicas = 4): Net {
  return createNet({
    replicas,
    outbound: (replica, effects, { state, ctx }) =>
      liars.includes(replica)
        ? (behaviours[as]?.outbound(effects, state, { ...groups }, ctx) ?? [])
        : effects,
  });
}

/** What each replica has executed at a slot. */
function decided(net: Net, slot: number): readonly (Digest | null | undefined)[] {
  return net.hosts.map((one) => one.executed.find((each) => each.slot === slot)?.digest);
}

function proposalsTo(net: Net, to: ReplicaId): readonly string[] {
  return net.sent.flatMap((one) => {
    const { type, slot, digest } = one.message as Proposal;
    return type === 'PRE-PREPARE' && one.to === to && one.from === 0 && slot === 1 ? [digest] : [];
  });
}

describe('a silent replica', () => {
  it('says nothing, and the others go on', () => {
    const net = liarsNet([3], { a: [], b: [] }, 'silent');
    net.request(A, [0]);
    net.until(1_000 * ms);
    expect(net.sent.filter((one) => one.from === 3)).toEqual([]);
    expect(decided(net, 1)).toEqual(Array(4).fill(requestDigest(A)));
  });
  it('as primary is replaced', () => {
    const net = liarsNet([0], { a: [], b: [] }, 'silent');
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
    const net = liarsNet([0], { a, b });
    net.request(A, [0]);
    net.request(B, [0]);
    net.until(15 * ms);
    for (const to of a) expect(proposalsTo(net, to)).toEqual([requestDigest(A)]);
    for (const to of b) expect(proposalsTo(net, to)).toEqual([requestDigest(B)]);
    net.request(A, [1, 2, 3]);
    net.request(B, [1, 2, 3]);
    net.until(6_000 * ms);
    expect(new Set(decided(net, 1).slice(1)).size).toBe(1);
    expect(new Set(net.hosts.slice(1).map((one) => one.app.chain)).size).toBe(1);
    expect(net.hosts.slice(1).map((one) => Object.keys(one.state.replies).sort())).toEqual(
      Array(3).fill(['c0', 'c1']),
    );
  });
  it('who knows one request only has nothing to tell group b', () => {
    const net = liarsNet([0], { a: [1], b: [2, 3] });
    net.request(A, [0]);
    net.until(15 * ms);
    expect(proposalsTo(net, 1)).toEqual([requestDigest(A)]);
    expect([...proposalsTo(net, 2), ...proposalsTo(net, 3)]).toEqual([]);
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
  it('fork: R2 executes A and R3 executes B at slot 1', () => {
    const net = liarsNet([0, 1], { a: [2], b: [3] });
    net.request(A, [0]);
    net.request(B, [0]);
    net.until(100 * ms);
    expect(decided(net, 1).slice(2)).toEqual([requestDigest(A), requestDigest(B)]);
  });
});

describe('f of seven', () => {
  it('two equivocators, one of them primary: one value, and progress', () => {
    const net = liarsNet([0, 4], { a: [1, 2], b: [3, 5, 6] }, 'equivocate', 7);
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
          ? (behaviours.equivocate?.outbound(effects, state, { a: group, b: group }, ctx) ?? [])
          : effects,
    });
    net.request(A, [0]);
    net.until(50 * ms);
    expect(net.sent.filter((one) => one.from === 0 && one.message.type !== 'STATUS')).toEqual([]);
  });
});
