/** The larger side goes on; the single replica catches up after the partition heals. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const partitionThreeOne: ScenarioSource = {
  version: 1,
  id: 'partition-3-1',
  title: 'Three against one',
  story: [
    'Replica 3 is cut off from the other three, which are a quorum and go on.',
    'Alone it can only suspect the primary and ask for a view change that nobody joins.',
    "After healing it learns what was decided from certificates and checkpoints, on nobody's word alone.",
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 20 },
  commands: [
    { atMs: 300, do: 'partition', groups: [[0, 1, 2], [3]] },
    { atMs: 1100, do: 'heal' },
  ],
  // What R3 missed comes after STATUS, which is idle traffic: quiet would end the run before.
  until: { quiet: false, ms: 3000 },
  expect: { verdicts: { ...safeAndLive, 'catch-up': 'holds' }, commits: 20 },
};
