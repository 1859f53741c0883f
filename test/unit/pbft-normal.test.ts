import { describe, expect, it } from 'vitest';
import { countSent, createNet, repliesTo, signedRequest } from '../support/pbft-net.ts';

/**
 *  client  REQUEST                                 REPLY
 *  R0      ------> PRE-PREPARE          COMMIT  ---------->
 *  R1..R3               ------> PREPARE COMMIT  ---------->
 *          0      1           2       3       4          5   x 10 ms
 */
describe('fault-free ordering', () => {
  it.each([4, 5, 7, 10, 13])(
    'n = %i: 2n² − n + 1 messages, executed after 4 delays, answered after 5',
    (n) => {
      const net = createNet({ replicas: n });
      net.request(signedRequest(0, 1), [0]);
      net.until(60_000);
      expect(countSent(net)).toEqual({
        REQUEST: 1,
        'PRE-PREPARE': n - 1,
        PREPARE: (n - 1) ** 2,
        COMMIT: n * (n - 1),
        REPLY: n,
      });
      expect(net.hosts.map((host) => host.executed.length)).toEqual(Array(n).fill(1));
      expect(repliesTo(net, 'c0').map((reply) => reply.arrivesAt)).toEqual(Array(n).fill(50_000));
      expect(net.refused).toEqual([]);
    },
  );

  it('orders a long run through many checkpoints without a resend', () => {
    const net = createNet({ replicas: 4 });
    for (let t = 1; t <= 30; t++) {
      net.request(signedRequest(t % 3, t), [0]);
      net.until(t * 60_000);
    }
    net.until(5_000_000);
    expect(net.hosts.map((host) => host.state.lastExec)).toEqual([30, 30, 30, 30]);
    expect(new Set(net.hosts.map((host) => host.app.chain)).size).toBe(1);
    expect(net.hosts.map((host) => host.state.stable.slot)).toEqual([28, 28, 28, 28]);
    expect(net.sent.filter((one) => one.resend)).toEqual([]);
    expect(Object.keys(net.hosts[0]?.disk ?? {}).sort()).toEqual([
      'log/29',
      'log/30',
      'prepared/29',
      'prepared/30',
      'stable',
    ]);
  });
});
