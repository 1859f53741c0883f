/** A leader that proposes two blocks in one epoch (fact pack §5.9): at most one of them is notarised. */
import { streamletSafeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const streamletEquivocation: ScenarioSource = {
  version: 1,
  id: 'streamlet-equivocation',
  title: 'Streamlet: two blocks in one epoch',
  story: [
    'Replica 1 lies: it proposes one block to replica 0 and another to replicas 2 and 3.',
    'Nobody votes twice in an epoch, so at most one of them is notarised.',
    'Echoes bring the two signed proposals together: they are evidence.',
  ],
  protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40 } } },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', clients: 2, everyMs: 50, count: 12 },
  commands: [{ atMs: 0, do: 'behave', replica: 1, as: 'equivocate', a: [0], b: [2, 3] }],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: streamletSafeAndLive },
};
