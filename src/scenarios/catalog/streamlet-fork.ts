/** f + 1 double voters (fact pack §5.9): two blocks of one length are final, and the votes name both. */
import type { ScenarioSource } from '../schema.ts';

export const streamletFork: ScenarioSource = {
  version: 1,
  id: 'streamlet-fork',
  title: 'Streamlet: two of four vote twice',
  story: [
    'Replicas 1 and 3 lie together: each runs two copies with one key, one for replica 0, one for 2.',
    'The network keeps 0 and 2 from each other, as it may for a while, and each hears two thirds of four.',
    'Both chains become final; beyond f liars no protocol can prevent it, but the votes convict both.',
  ],
  protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40 } } },
  network: {
    delayMs: { min: 10, max: 20 },
    links: [
      { from: 0, to: 2, cut: true },
      { from: 2, to: 0, cut: true },
    ],
  },
  workload: { source: 'builtin:transfers', clients: 2, everyMs: 50, count: 12 },
  commands: [
    { atMs: 0, do: 'behave', replica: 1, as: 'collude', with: [3], a: [0], b: [2] },
    { atMs: 0, do: 'behave', replica: 3, as: 'collude', with: [1], a: [0], b: [2] },
  ],
  until: { quiet: true, ms: 20_000, violated: 'agreement' },
  expect: {
    verdicts: { agreement: 'violated', 'streamlet/unique-per-epoch': 'violated', evidence: 'holds' },
  },
};
