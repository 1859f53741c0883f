/** A leader that says nothing (fact pack §5.9): its epoch is lost, and finality needs a new row of three. */
import { streamletSafeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const streamletSilentLeader: ScenarioSource = {
  version: 1,
  id: 'streamlet-silent-leader',
  title: 'Streamlet: a leader is silent',
  story: [
    'Replica 1 says nothing, so every fourth epoch passes without a block.',
    'The votes of the other three are two thirds of four.',
    'Three epochs in a row fit between two silent ones: blocks become final in threes.',
  ],
  protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40 } } },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', clients: 2, everyMs: 50, count: 12 },
  commands: [{ atMs: 0, do: 'behave', replica: 1, as: 'silent' }],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: streamletSafeAndLive },
};
