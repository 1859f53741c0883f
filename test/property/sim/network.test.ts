/**
 * The channel: delays in range, losses and duplicates at their rates, cuts, groups, and a fate per link and
 * number.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Endpoint } from '../../../src/kernel/ids.ts';
import type { Envelope } from '../../../src/kernel/trace.ts';
import { Network } from '../../../src/sim/network.ts';
import type { NetworkConfig } from '../../../src/sim/network-config.ts';

const message = { type: 'PING' };
const plain: NetworkConfig = { delay: { min: 10, max: 20 }, lossRate: 0, duplicateRate: 0, links: [] };

function network(changes: Partial<NetworkConfig> = {}, seed = 1): Network {
  return new Network(4, 2, seed, { ...plain, ...changes });
}

function send(channel: Network, from: Endpoint, to: Endpoint, at = 0): Envelope[] {
  const out: Envelope[] = [];
  channel.send({ from, message, at, cause: 3, resend: false }, to, out);
  return out;
}

function sendMany(channel: Network, count: number, from: Endpoint = 0, to: Endpoint = 1): Envelope[] {
  return Array.from({ length: count }, () => send(channel, from, to)).flat();
}

describe('a copy', () => {
  it('carries who, when and why, which no protocol can choose', () => {
    const [envelope] = send(network(), 2, 'c1', 500);
    expect(envelope).toMatchObject({ from: 2, to: 'c1', number: 1, sentAt: 500, cause: 3, lost: null });
    expect(envelope?.message).toBe(message);
  });

  it('takes a whole number of microseconds within the bounds of its link, both reached', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(30), fc.nat(1000), (min, span, seed) => {
        const delay = { min: min + 1, max: min + 1 + span };
        const delays = sendMany(network({ delay }, seed), 200).map(({ dueAt, sentAt }) => dueAt - sentAt);
        expect(delays.every((each) => Number.isInteger(each))).toBe(true);
        expect(Math.min(...delays)).toBeGreaterThanOrEqual(delay.min);
        expect(Math.max(...delays)).toBeLessThanOrEqual(delay.max);
        if (span <= 10) expect(new Set(delays).size).toBe(span + 1);
      }),
      { numRuns: 40 },
    );
  });

  it('is numbered per link', () => {
    const channel = network();
    const numbers = [
      ...sendMany(channel, 3),
      ...send(channel, 1, 0),
      ...send(channel, 0, 1),
      ...send(channel, 'c0', 1),
    ];
    expect(numbers.map(({ number }) => number)).toEqual([1, 2, 3, 1, 4, 1]);
  });
});

describe('loss and duplication', () => {
  it.each([0.05, 0.3, 0.9])('happen at rate %f', (rate) => {
    const count = 5_000;
    const lost = sendMany(network({ lossRate: rate }), count).filter((copy) => copy.lost === 'loss').length;
    expect(Math.abs(lost / count - rate)).toBeLessThan(0.03);
    const twice = sendMany(network({ duplicateRate: rate }), count).filter((copy) => copy.duplicate).length;
    expect(Math.abs(twice / count - rate)).toBeLessThan(0.03);
  });

  it('never happen at rate 0, always at 1', () => {
    expect(sendMany(network(), 100).every(({ lost, duplicate }) => lost === null && !duplicate)).toBe(true);
    expect(sendMany(network({ lossRate: 1 }), 100).every(({ lost }) => lost === 'loss')).toBe(true);
    expect(sendMany(network({ duplicateRate: 1 }), 100)).toHaveLength(200);
  });

  it('make a second copy with the same number and a delay of its own', () => {
    const copies = sendMany(network({ duplicateRate: 1, delay: { min: 1, max: 1000 } }), 50);
    const [first, second] = copies;
    expect(second).toMatchObject({ number: first?.number, duplicate: true, message });
    expect(
      copies.filter((copy, i) => copy.duplicate && copy.dueAt !== copies[i - 1]?.dueAt).length,
    ).toBeGreaterThan(45);
  });

  it('do not double what is lost', () => {
    expect(sendMany(network({ lossRate: 1, duplicateRate: 1 }), 20)).toHaveLength(20);
  });
});

describe('chance of one link', () => {
  const rates = { lossRate: 0.3, duplicateRate: 0.3 };

  it('does not depend on what other links carry', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 60 }), (others) => {
        const alone = sendMany(network(rates), 20, 2, 3);
        const busy = network(rates);
        const among: Envelope[] = [];
        for (let i = 0; i < 20; i++) {
          for (const [from, to] of others) if (from !== to && !(from === 2 && to === 3)) send(busy, from, to);
          among.push(...send(busy, 2, 3));
        }
        expect(among).toEqual(alone);
      }),
    );
  });

  it('is not that of another link', () => {
    const channel = network({ delay: { min: 1, max: 100_000 } });
    const ends = [
      [0, 1],
      [1, 0],
      [0, 2],
      [2, 3],
      ['c0', 1],
      [1, 'c0'],
    ] as const;
    const delays = ends.map(([from, to]) =>
      sendMany(channel, 5, from, to)
        .map(({ dueAt }) => dueAt)
        .join(),
    );
    expect(new Set(delays).size).toBe(ends.length);
  });

  it('does not depend on how other links are changed', () => {
    const changed = network({
      ...rates,
      links: [{ from: 0, to: 1, lossRate: 0.9, delay: { min: 5, max: 500 } }],
    });
    changed.change(1, 2, { lossRate: 1 });
    expect(sendMany(changed, 30, 2, 3)).toEqual(sendMany(network(rates), 30, 2, 3));
  });

  it('keeps delays when loss is switched off: removing a fault reshuffles nothing', () => {
    const lossy = sendMany(network({ lossRate: 0.4 }), 40).map(({ dueAt }) => dueAt);
    expect(sendMany(network(), 40).map(({ dueAt }) => dueAt)).toEqual(lossy);
  });
});

describe('cuts and groups', () => {
  it('take what is sent while they last, one way', () => {
    const channel = network();
    const [before] = send(channel, 0, 1);
    channel.change(0, 1, { cut: true });
    const [during] = send(channel, 0, 1);
    const [back] = send(channel, 1, 0);
    channel.change(0, 1, { cut: false });
    const [after] = send(channel, 0, 1);
    expect([before, during, back, after].map((copy) => copy?.lost)).toEqual([null, 'cut', null, null]);
    // What was in flight is not touched.
    expect(before?.dueAt).toBeGreaterThan(0);
    expect(after?.number).toBe(3);
  });

  it('part replicas, not clients; one in no group is alone', () => {
    const channel = network();
    channel.partition([[0, 1], [2]]);
    const lost = (from: Endpoint, to: Endpoint): boolean => send(channel, from, to)[0]?.lost === 'cut';
    expect([lost(0, 1), lost(1, 0), lost(0, 2), lost(2, 1)]).toEqual([false, false, true, true]);
    expect([lost(3, 0), lost(3, 2), lost(1, 3)]).toEqual([true, true, true]);
    expect([lost('c0', 0), lost('c0', 3), lost(2, 'c1')]).toEqual([false, false, false]);
    channel.partition([[3, 2]]);
    expect([lost(2, 3), lost(0, 1)]).toEqual([false, true]);
  });

  it('end with heal: groups, cuts and the cuts of the scenario, but not loss', () => {
    const channel = network({
      links: [
        { from: 0, to: 1, cut: true },
        { from: 0, to: 2, lossRate: 1 },
      ],
    });
    channel.partition([[0], [1, 2, 3]]);
    channel.change(3, 0, { cut: true });
    expect(send(channel, 0, 1)[0]?.lost).toBe('cut');
    channel.heal();
    expect(
      [send(channel, 0, 1), send(channel, 3, 0), send(channel, 0, 3)].map(([copy]) => copy?.lost),
    ).toEqual([null, null, null]);
    expect(send(channel, 0, 2)[0]?.lost).toBe('loss');
  });

  it('go on separately in a clone', () => {
    const channel = network({ lossRate: 0.5 });
    sendMany(channel, 5);
    const copy = channel.clone();
    const expected = sendMany(channel, 20);
    channel.partition([[0]]);
    channel.change(0, 1, { lossRate: 1 });
    expect(sendMany(copy, 20)).toEqual(expected);
  });
});
