/**
 * Delivered messages per second of the inline engine: real SHA-256 digests, simulated signatures, trace hash and
 * verdicts on, history off. The first part of a run warms up and is not timed. Rates are per second of processor time,
 * because a machine with two shared cores says little by the clock on the wall; both are given.
 */
import { assemble } from '../../src/runtime/assemble.ts';
import { drive } from '../../src/runtime/drive.ts';
import { measureBaseline } from './baseline.ts';
import { loadOf } from './load.ts';

export interface Throughput {
  readonly replicas: number;
  readonly delivered: number;
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly perSecond: number;
  /** Of a loop that only counts votes, in this process. */
  readonly baselinePerSecond: number;
}

export async function measureThroughput(replicas: number, isQuick: boolean): Promise<Throughput> {
  const warmUp = isQuick ? 20_000 : 120_000;
  const timed = isQuick ? 40_000 : 400_000;
  const baselinePerSecond = measureBaseline(replicas, isQuick ? 200_000 : 2_000_000);
  const perSlot = 2 * replicas * replicas - replicas + 1;
  const requests = Math.ceil((warmUp + 1.3 * timed) / perSlot) + 8;
  const { scenario, rows } = loadOf({ replicas, requests, clients: 4, delayMs: { min: 20, max: 20 } });
  const { seed } = scenario;
  const { engine, host } = await assemble({ scenario, rows, seed, commands: [], openEnded: false });
  const { counts } = engine.state;
  await drive(engine, host, () => counts.delivered < warmUp);
  const before = counts.delivered;
  const start = performance.now();
  const cpu = process.cpuUsage();
  await drive(engine, host, () => counts.delivered < before + timed);
  const wallSeconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  const delivered = counts.delivered - before;
  const perSecond = Math.round(delivered / cpuSeconds);
  return { replicas, delivered, wallSeconds, cpuSeconds, perSecond, baselinePerSecond };
}
