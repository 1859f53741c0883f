/** Neither half of four is a quorum: safety without progress, then progress after the partition heals. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const partitionTwoTwo: ScenarioSource = {
  version: 1,
  id: 'partition-2-2',
  title: 'Two against two',
  story: [
    'The network splits into two halves, and clients still reach everybody.',
    'Neither half is a quorum of three, so nothing more is decided: the protocol waits rather than guess.',
    'When the network heals, a view change brings the replicas together and every request is answered.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 20 },
  commands: [
    {
      atMs: 400,
      do: 'partition',
      groups: [
        [0, 1],
        [2, 3],
      ],
    },
    { atMs: 1500, do: 'heal' },
  ],
  until: { quiet: true, ms: 30_000 },
  expect: { verdicts: safeAndLive, commits: 20 },
};
