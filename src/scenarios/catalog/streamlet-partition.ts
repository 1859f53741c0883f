/** Neither half of four is two thirds (fact pack §8): the chain stands still, then goes on. */
import { streamletSafeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const streamletPartition: ScenarioSource = {
  version: 1,
  id: 'streamlet-partition',
  title: 'Streamlet: two against two',
  story: [
    'The network splits into two halves, and epochs go on in both.',
    'Two votes are not two thirds of four: nothing is notarised, so neither outgrows the other.',
    'When the network heals the next leader extends the longest chain.',
  ],
  protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40 } } },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', clients: 2, everyMs: 50, count: 12 },
  commands: [
    {
      atMs: 300,
      do: 'partition',
      groups: [
        [0, 1],
        [2, 3],
      ],
    },
    { atMs: 900, do: 'heal' },
  ],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: streamletSafeAndLive },
};
