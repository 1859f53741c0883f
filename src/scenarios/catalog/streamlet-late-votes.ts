/** Votes shown late (fact pack §5.9): two chains of one length before anything is final, and no harm done. */
import { streamletSafeAndLive } from '../expectations.ts';
import { twoTransfers } from '../planted.ts';
import type { ScenarioSource } from '../schema.ts';

export const streamletLateVotes: ScenarioSource = {
  version: 1,
  id: 'streamlet-late-votes',
  title: 'Streamlet: votes shown late',
  story: [
    'Replica 3 lies: it shows its votes an epoch late; and replica 2 misses the block of epoch 2.',
    'That block is notarised while epoch 3 is on, beside the one of epoch 3: two chains of one length.',
    'Every vote after them goes to one of the two, three epochs in a row make it final, and the other ends.',
  ],
  protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40, echo: false } } },
  network: {
    delayMs: { min: 10, max: 10 },
    links: [
      { from: 3, to: 0, delayMs: { min: 15, max: 15 } },
      { from: 3, to: 1, delayMs: { min: 15, max: 15 } },
      { from: 'c1', to: 1, cut: true },
      { from: 'c0', to: 2, cut: true },
    ],
  },
  workload: twoTransfers,
  commands: [
    { atMs: 0, do: 'behave', replica: 3, as: 'late-votes' },
    { atMs: 40, do: 'cut', from: 1, to: 2 },
    { atMs: 45, do: 'mend', from: 1, to: 2 },
  ],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: streamletSafeAndLive },
};
