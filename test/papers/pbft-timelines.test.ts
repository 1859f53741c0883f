/**
 * The hand-made timelines of the fact pack, section 8, PBFT rows: one delay is 10 ms, processing takes none,
 * n = 4.
 */
import { describe, expect, it } from 'vitest';
import { countSent, createNet, type Net, repliesTo, signedRequest } from '../support/pbft-net.ts';

const delta = 10_000;

/** When each message type was first sent, in delays. */
function firstSent(net: Net): Record<string, number> {
  const first: Record<string, number> = {};
  for (const { message, at, resend } of net.sent) {
    if (!resend) first[message.type] ??= at / delta;
  }
  return first;
}

function arrivals(net: Net): readonly number[] {
  return repliesTo(net, 'c0').map((reply) => reply.arrivesAt / delta);
}

describe('client sends at 0 to primary 0', () => {
  it('1 PRE-PREPARE, 2 PREPARE, 3 COMMIT, 4 REPLY, 5 accepted; sends 1/3/9/12/4', () => {
    const net = createNet();
    net.request(signedRequest(0, 1), [0]);
    net.until(20 * delta);
    expect(firstSent(net)).toEqual({ REQUEST: 0, 'PRE-PREPARE': 1, PREPARE: 2, COMMIT: 3, REPLY: 4 });
    expect(arrivals(net)).toEqual([5, 5, 5, 5]);
    expect(countSent(net)).toEqual({ REQUEST: 1, 'PRE-PREPARE': 3, PREPARE: 9, COMMIT: 12, REPLY: 4 });
  });

  it('tentative: REPLY at 3, the client has q at 4, and nothing is said twice', () => {
    const net = createNet({ options: { tentative: true } });
    net.request(signedRequest(0, 1), [0]);
    net.until(20 * delta);
    expect(firstSent(net)).toEqual({ REQUEST: 0, 'PRE-PREPARE': 1, PREPARE: 2, COMMIT: 3, REPLY: 3 });
    expect(arrivals(net)).toEqual([4, 4, 4, 4]);
    expect(repliesTo(net, 'c0').every((reply) => reply.tentative)).toBe(true);
    expect(countSent(net)).toEqual({ REQUEST: 1, 'PRE-PREPARE': 3, PREPARE: 9, COMMIT: 12, REPLY: 4 });
    expect(net.hosts.map((host) => host.state.lastExec)).toEqual([1, 1, 1, 1]);
  });
});

/**
 *  4  the client tries everybody      13  timers fire: VIEW-CHANGE
 *  5  timers start (T = 8)            14  R1 holds three: NEW-VIEW and PRE-PREPARE
 *  15 PREPARE   16 COMMIT   17 executed, REPLY   18 the client has f + 1
 */
describe('primary 0 crashed, client retry 4, request timer 8', () => {
  const net = createNet({ options: { requestTimeout: 8 * delta } });
  net.crash(0);
  net.request(signedRequest(0, 1), [0]);
  net.until(4 * delta);
  net.request(signedRequest(0, 1), [0, 1, 2, 3]);
  net.until(18 * delta);

  it('has the times of the table', () => {
    expect(firstSent(net)).toMatchObject({
      'VIEW-CHANGE': 13,
      'NEW-VIEW': 14,
      'PRE-PREPARE': 14,
      PREPARE: 15,
      COMMIT: 16,
      REPLY: 17,
    });
    expect(arrivals(net)).toEqual([18, 18, 18]);
  });
  it('all in view 1, with one view change', () => {
    expect(net.hosts.slice(1).map((host) => host.state.view)).toEqual([1, 1, 1]);
    expect(net.hosts.slice(1).map((host) => host.state.active)).toEqual([true, true, true]);
    expect(new Set(repliesTo(net, 'c0').map((reply) => reply.view))).toEqual(new Set([1]));
    expect(countSent(net)).toMatchObject({ 'VIEW-CHANGE': 9, 'NEW-VIEW': 3 });
  });
  it('T is back to its base after progress', () => {
    expect(net.hosts[2]?.state.mode.variables.timeout).toBe(8 * delta);
    expect(net.hosts[2]?.state.failures).toBe(0);
  });
});

describe('two bad primaries in a row (n = 7)', () => {
  it('T doubles with every failed view: 8, then 8, then 16', () => {
    const net = createNet({ replicas: 7, options: { requestTimeout: 8 * delta } });
    net.crash(0);
    net.crash(1);
    net.request(signedRequest(0, 1), [2, 3, 4, 5, 6]);
    net.until(60 * delta);
    const starts = net.cites
      .filter((cite) => cite.rule === 'pbft/start-view-change' && cite.replica === 3)
      .map((cite) => cite.at / delta);
    /** Timer from 1 to 9; q VIEW-CHANGEs at 10, so T runs to 18; then R2 leads. */
    expect(starts).toEqual([9, 18]);
    expect(net.hosts[3]?.state.view).toBe(2);
    expect(net.hosts[3]?.state.lastExec).toBe(1);
  });
});
