/**
 * PBFT under random schedules in a very small world: loss, reordering, duplicates, crashes with recovery from
 * disk, a liar. Safety always; after the network heals everything asked is executed everywhere. The engine's
 * swarm does the same at length; this is the quick net that catches an exception or a disagreement first.
 */
import { describe, expect, it } from 'vitest';
import { drawAt, integerBetween, streamKey } from '../../src/kernel/random.ts';
import { behaviours } from '../../src/protocols/pbft/byzantine.ts';
import { silent } from '../../src/replica/behaviours/silent.ts';
import { told } from '../support/lies.ts';
import { createNet, type Net, type NetOptions, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
const healsAt = 3_000 * ms;
const clients = 3;

interface Run {
  readonly net: Net;
  readonly liars: readonly number[];
}

function randomRun(seed: number, replicas: number, tentative: boolean): Run {
  const key = streamKey(seed, 'schedule');
  let draws = 0;
  const draw = (): number => drawAt(key, draws++);
  const faults = Math.floor((replicas - 1) / 3);
  const lossRate = draw() * 0.3;
  const liar = draw() < 0.5 ? integerBetween(draw(), 0, replicas - 1) : null;
  const lie = draw() < 0.3 ? 'silent' : 'equivocate';
  const split = integerBetween(draw(), 1, replicas - 2);
  const others = Array.from({ length: replicas }, (_, i) => i).filter((i) => i !== liar);
  const parameters = { a: others.slice(0, split), b: others.slice(split) };
  let now = (): number => 0;
  const settings: NetOptions = {
    replicas,
    options: { checkpointInterval: 2, windowSlots: 4, tentative },
    delay: () => {
      if (now() < healsAt && draw() < lossRate) return null;
      return integerBetween(draw(), 5, now() < healsAt ? 150 : 20) * ms;
    },
    outbound: (replica, effects, host) =>
      replica === liar
        ? told(lie === 'silent' ? silent : behaviours[lie], {
            effects,
            state: host.state,
            parameters,
            ctx: host.ctx,
          })
        : effects,
  };
  const net = createNet(settings);
  now = net.now;
  const spare = faults - (liar === null ? 0 : 1);
  let crashed: number | null = null;
  for (let at = 0; at < 12_000 * ms; at += 100 * ms) {
    for (let c = 0; c < clients; c++) submit(net, c, at, seed);
    if (crashed !== null && (draw() < 0.2 || at >= healsAt)) {
      net.recover(crashed);
      crashed = null;
    } else if (crashed === null && at < healsAt && draw() < 0.1 && (spare > 0 || liar === null)) {
      const victim = integerBetween(draw(), 0, replicas - 1);
      if (victim !== liar) {
        net.crash(victim);
        crashed = victim;
      }
    }
    net.until(at + 100 * ms);
  }
  return { net, liars: liar === null ? [] : [liar] };
}

/** Request t of each client is repeated to all until some replica has executed it everywhere it can. */
function submit(net: Net, client: number, at: number, seed: number): void {
  const t = net.hosts.reduce(
    (most, host) => Math.max(most, host.state.replies[`c${client}`]?.timestamp ?? 0),
    0,
  );
  const isDone = t >= 8;
  if (!isDone)
    net.request(signedRequest(client, t + 1, `${(seed % 100).toString().padStart(2, '0')}`), all(net));
  else if (at % (500 * ms) === 0) net.request(signedRequest(client, t), all(net));
}

function all(net: Net): readonly number[] {
  return net.hosts.map((host) => host.ctx.self);
}

function assertSafe({ net, liars }: Run): void {
  const decided = new Map<number, string | null>();
  for (const host of net.hosts) {
    if (liars.includes(host.ctx.self)) continue;
    for (const { slot, digest } of host.executed) {
      if (!decided.has(slot)) decided.set(slot, digest);
      expect(digest, `slot ${slot} at R${host.ctx.self}`).toBe(decided.get(slot));
    }
  }
}

function assertLive({ net, liars }: Run): void {
  const honest = net.hosts.filter((host) => !liars.includes(host.ctx.self));
  for (const host of honest) {
    const done = Array.from({ length: clients }, (_, c) => host.state.replies[`c${c}`]?.timestamp ?? 0);
    expect(done, `requests executed at R${host.ctx.self}`).toEqual(Array(clients).fill(8));
  }
  expect(new Set(honest.map((host) => host.app.chain)).size).toBe(1);
}

describe.each([
  [4, false, 25],
  [4, true, 12],
  [7, false, 8],
  [6, false, 6],
])('n = %i, tentative %s', (replicas, tentative, seeds) => {
  it('is safe always and live after healing', () => {
    for (let seed = 1; seed <= seeds; seed++) {
      const run = randomRun(seed, replicas, tentative);
      try {
        assertSafe(run);
        assertLive(run);
      } catch (error) {
        throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
      }
    }
  }, 120_000);
});
