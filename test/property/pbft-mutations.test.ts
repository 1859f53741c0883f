/**
 * One replica sends what its honest code says with random damage: members swapped, dropped, doubled, taken
 * from other messages, or signed again after the change. Nothing throws, nothing forks, and the others go on.
 */
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/kernel/effect.ts';
import type { Message } from '../../src/kernel/message.ts';
import { drawAt, integerBetween, streamKey } from '../../src/kernel/random.ts';
import { sealed } from '../../src/protocols/pbft/signed.ts';
import { createNet, type Host, type Net, signedRequest } from '../support/pbft-net.ts';

const ms = 1_000;
const signable = ['PRE-PREPARE', 'PREPARE', 'COMMIT', 'CHECKPOINT', 'VIEW-CHANGE', 'NEW-VIEW'];
const odd = [null, undefined, -1, 0.5, 1e308, Number.NaN, '', 'x', [], {}, true, [null], 2 ** 53];

type Bag = Record<string, unknown>;

function mutatedRun(seed: number, liar: number): Net {
  const key = streamKey(seed, 'mutations');
  let draws = 0;
  const draw = (): number => drawAt(key, draws++);
  const pick = <T>(list: readonly T[]): T => list[integerBetween(draw(), 0, list.length - 1)] as T;
  const seen: Bag[] = [];

  function damage(value: unknown, depth: number): unknown {
    if (Array.isArray(value) && value.length > 0) return damageList(value, depth);
    if (typeof value !== 'object' || value === null || depth > 4) return pick(odd);
    const name = pick(Object.keys(value));
    const member = (value as Bag)[name];
    const kind = draw();
    const other = pick(seen);
    if (kind < 0.1) return omit(value as Bag, name);
    if (kind < 0.2) return { ...value, extra: member };
    if (kind < 0.5 && name in other) return { ...value, [name]: other[name] };
    if (kind < 0.7 && typeof member === 'number') return { ...value, [name]: member + pick([-1, 1, 4]) };
    return { ...value, [name]: typeof member === 'object' ? damage(member, depth + 1) : pick(odd) };
  }

  function damageList(list: readonly unknown[], depth: number): unknown {
    const index = integerBetween(draw(), 0, list.length - 1);
    const kind = draw();
    if (kind < 0.3) return list.filter((_, i) => i !== index);
    if (kind < 0.6) return [...list, list[index]];
    return list.map((member, i) => (i === index ? damage(member, depth + 1) : member));
  }

  function lie(message: Message, host: Host): Message {
    seen.push(message as unknown as Bag);
    const bent = damage(message, 0) as Bag;
    const canSign = draw() < 0.6 && signable.includes(String(bent.type)) && isWhole(bent);
    return (
      canSign ? sealed(host.ctx, omit({ ...bent, replica: host.ctx.self }, 'signature') as never) : bent
    ) as never;
  }

  const bend = (effect: Effect, host: Host): Effect =>
    (effect.kind === 'send' || effect.kind === 'broadcast') && draw() < 0.5
      ? { ...effect, message: lie(effect.message, host) }
      : effect;
  const net = createNet({
    options: { checkpointInterval: 2, windowSlots: 4, requestTimeout: 200 * ms },
    delay: () => integerBetween(draw(), 5, 30) * ms,
    outbound: (replica, effects, host) =>
      replica === liar ? effects.map((effect) => bend(effect, host)) : effects,
  });
  for (let t = 1; t <= 12; t++) {
    for (const to of [0, 1, 2, 3]) net.request(signedRequest(t % 3, t), [to]);
    net.until(t * 150 * ms);
  }
  for (let again = 0; again < 20; again++) {
    for (const t of [10, 11, 12]) net.request(signedRequest(t % 3, t), [0, 1, 2, 3]);
    net.until(net.now() + 500 * ms);
  }
  return net;
}

/** What is signed covers these lists by digest: they must be lists for anybody to sign them. */
function isWhole(bag: Bag): boolean {
  const lists = { 'VIEW-CHANGE': ['checkpoints', 'prepared'], 'NEW-VIEW': ['changes', 'proposals'] };
  return (lists[bag.type as 'NEW-VIEW'] ?? []).every((name) => Array.isArray(bag[name]));
}

function omit(bag: Bag, name: string): Bag {
  const { [name]: _, ...rest } = bag;
  return rest;
}

describe('a replica whose messages are damaged at random', () => {
  it.each([0, 1, 3])(
    'R%i: the others agree and execute everything',
    (liar) => {
      for (let seed = 1; seed <= 12; seed++) {
        const net = mutatedRun(seed, liar);
        const honest = net.hosts.filter((host) => host.ctx.self !== liar);
        const decided = new Map<number, string | null>();
        for (const { slot, digest } of honest.flatMap((host) => host.executed)) {
          expect(decided.get(slot) ?? digest, `seed ${seed}, slot ${slot}`).toBe(digest);
          decided.set(slot, digest);
        }
        const last = honest.map((host) =>
          ['c0', 'c1', 'c2'].map((c) => host.state.replies[c as 'c0']?.timestamp),
        );
        expect(last, `seed ${seed}`).toEqual(Array(3).fill([12, 10, 11]));
      }
    },
    60_000,
  );
});
