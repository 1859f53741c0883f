/**
 * A scenario drawn from a seed: what the swarm runs. Sizes, delays, losses, crashes, partitions and lies
 * differ from seed to seed, never more than f replicas are faulty at a time, and every disturbance of the
 * network ends, so that safety must hold always and progress must come in the end.
 */
import { maxFaults } from '../kernel/quorum.ts';
import { createDice, type Dice } from './dice.ts';
import { drawCollusion, drawLie } from './draw-lies.ts';
import { resolveScenario } from './resolve.ts';
import type { KnownProtocol, Scenario, ScenarioCommand } from './types.ts';

export interface DrawOptions {
  readonly protocol: string;
  /** Whether some of the f faulty replicas lie; else they only crash. */
  readonly liars: boolean;
  /** f + 1 lie together: one more than can be borne. */
  readonly colluders?: boolean;
}

/** The scenario of one seed: always valid, always the same. */
export function drawScenario(
  seed: number,
  { protocol, liars, colluders = false }: DrawOptions,
  known: KnownProtocol,
): Scenario {
  const dice = createDice(seed);
  const replicas = dice.whole('size', 4, 10);
  const clients = dice.whole('clients', 1, 3);
  const min = dice.whole('delay', 1, 20);
  const lossRate = dice.chance('lossy', 0.5) ? dice.whole('loss', 1, 20) / 100 : 0;
  const duplicateRate = dice.chance('duplicating', 0.4) ? dice.whole('duplicates', 1, 20) / 100 : 0;
  const faulty = dice
    .shuffled('faulty', replicas)
    .slice(0, dice.whole('faults', liars ? 1 : 0, maxFaults(replicas)));
  const lying = liars ? faulty.slice(0, dice.whole('liars', Math.min(1, faulty.length), faulty.length)) : [];
  const failing = faulty.slice(lying.length);
  const commands = [
    ...(colluders
      ? drawCollusion(dice, conspiracy(dice, replicas), { replicas, known, calmMs })
      : lying.flatMap((replica) => {
          const lie = drawLie(dice, { replica, replicas, clients, known, calmMs });
          return lie === null ? outage(dice, replica) : [lie];
        })),
    ...(colluders ? [] : failing.flatMap((replica) => outage(dice, replica))),
    ...(dice.chance('partitioned', 0.4) ? partition(dice, replicas) : []),
    ...(lossRate > 0 ? endOfLoss(dice, replicas, clients) : []),
  ].sort((a, b) => a.atMs - b.atMs);
  const scenario = resolveScenario({
    version: 1,
    id: `swarm-${protocol}-${seed}${colluders ? '-colluders' : liars ? '-liars' : ''}`,
    title: `Drawn from seed ${seed}`,
    story: [],
    seed,
    protocol: { id: protocol, replicas, bugs: [], options: drawOptions(dice) },
    network: { delayMs: { min, max: min + dice.whole('jitter', 0, 40) }, lossRate, duplicateRate, links: [] },
    workload: drawWorkload(dice, clients),
    commands: [],
    until: { quiet: true, ms: 300_000, ...(colluders && { violated: 'agreement' }) },
    expect: { verdicts: {} },
  });
  return { ...scenario, commands };
}

/** f + 1 replicas, the first primary among them. */
function conspiracy(dice: Dice, replicas: number): readonly number[] {
  const others = dice.shuffled('conspiracy', replicas).filter((id) => id !== 0);
  return [0, ...others.slice(0, maxFaults(replicas))].sort((a, b) => a - b);
}

function drawOptions(dice: Dice) {
  return {
    checkpointInterval: dice.whole('checkpoint', 2, 6),
    requestTimeoutMs: dice.whole('timeout', 200, 600),
    clientRetryMs: dice.whole('retry', 200, 500),
    authenticator: 'simulated' as const,
    tentative: false,
  };
}

function drawWorkload(dice: Dice, clients: number) {
  const opening = Array.from({ length: 10 }, (_, i) => ({
    account: i + 1,
    asset: 'USD' as const,
    amount: '500',
  }));
  const everyMs = dice.whole('pace', 0, 100);
  return { commands: [], opening, clients, everyMs, count: dice.whole('requests', 5, 60) };
}

/** Latest instant at which any disturbance may end, in ms. */
const calmMs = 4000;

/** Down for a while; one in five loses its disk with it. */
function outage(dice: Dice, replica: number): readonly ScenarioCommand[] {
  const atMs = dice.whole('crash', 0, calmMs - 1000);
  const back = dice.whole('recover', atMs + 1, calmMs);
  const kind = dice.chance('disk', 0.2) ? 'lose-disk' : 'crash';
  return [
    { atMs, do: kind, replica },
    { atMs: back, do: 'recover', replica },
  ];
}

function partition(dice: Dice, replicas: number): readonly ScenarioCommand[] {
  const order = dice.shuffled('groups', replicas);
  const cut = dice.whole('groups-cut', 1, replicas - 1);
  const atMs = dice.whole('partition', 0, calmMs - 1000);
  return [
    { atMs, do: 'partition', groups: [order.slice(0, cut), order.slice(cut)] },
    { atMs: dice.whole('heal', atMs + 1, calmMs), do: 'heal' },
  ];
}

/** From a drawn time on, no link loses anything. */
function endOfLoss(dice: Dice, replicas: number, clients: number): readonly ScenarioCommand[] {
  const atMs = dice.whole('loss-ends', 100, calmMs);
  const ends = [
    ...Array.from({ length: replicas }, (_, i) => i),
    ...Array.from({ length: clients }, (_, i) => `c${i}` as const),
  ];
  return ends.flatMap((from) =>
    ends
      .filter((to) => from !== to && (typeof from === 'number' || typeof to === 'number'))
      .map((to): ScenarioCommand => ({ atMs, do: 'link', from, to, lossRate: 0 })),
  );
}
