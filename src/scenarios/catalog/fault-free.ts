/** PBFT's normal case (OSDI'99 §4.2): the figure of the paper, twenty times. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const faultFree: ScenarioSource = {
  version: 1,
  id: 'fault-free',
  title: 'Nothing goes wrong',
  story: [
    'Four replicas order twenty requests while the network delivers every message after 20 ms.',
    'Each request takes five message delays: request, pre-prepare, prepare, commit and reply.',
    'Every fourth slot the replicas compare their states in a checkpoint and forget what lies before it.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 20, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 20 },
  expect: { verdicts: safeAndLive, commits: 20, view: 0 },
};
