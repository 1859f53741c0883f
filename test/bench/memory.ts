/** Peak resident memory of a whole run in a process of its own: 100 slots on 128 replicas, history off. */
import { runScenario } from '../../src/runtime/run.ts';
import { loadOf } from './load.ts';

export interface Memory {
  readonly replicas: number;
  readonly slots: number;
  readonly delivered: number;
  readonly peakMb: number;
  readonly seconds: number;
}

export async function measureMemory(replicas: number, slots: number): Promise<Memory> {
  const load = { replicas, requests: slots, clients: 4, delayMs: { min: 20, max: 20 } };
  const { scenario, rows } = loadOf(load);
  const start = performance.now();
  const { messages, commits } = await runScenario(scenario, rows);
  const seconds = (performance.now() - start) / 1000;
  // Node gives kilobytes, whatever the platform counts in.
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  return { replicas, slots: commits.length, delivered: messages.delivered, peakMb, seconds };
}
