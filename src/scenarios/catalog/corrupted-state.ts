/** A damaged ledger is found at the next checkpoint and replaced by the certified state. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const corruptedState: ScenarioSource = {
  version: 1,
  id: 'corrupted-state',
  title: 'A ledger is damaged',
  story: [
    'Somebody adds a million to an account in the memory of replica 2, without any transaction.',
    'Its state root differs from then on, but its votes and replies speak of requests and do not show it.',
    'At the next checkpoint three equal roots outvote its own, and it fetches the state that they certify.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 20 },
  commands: [{ atMs: 300, do: 'corrupt', replica: 2, account: 1, delta: 1_000_000 }],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: safeAndLive, commits: 20, view: 0 },
};
