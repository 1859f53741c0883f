/** A leader that extends a short chain (fact pack §5.9): no honest replica votes for its blocks. */
import { streamletSafeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const streamletShortChain: ScenarioSource = {
  version: 1,
  id: 'streamlet-short-chain',
  title: 'Streamlet: a leader looks back',
  story: [
    'Replica 1 lies: its blocks leave out the last two of the notarised chain.',
    'A vote asks for one of the longest notarised chains, and everybody knows a longer one.',
    'Its epochs are lost, as if it were silent; its own votes, on a shorter chain than before, convict it.',
  ],
  protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40 } } },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', clients: 2, everyMs: 50, count: 12 },
  commands: [{ atMs: 0, do: 'behave', replica: 1, as: 'short-chain', by: 2 }],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: streamletSafeAndLive },
};
