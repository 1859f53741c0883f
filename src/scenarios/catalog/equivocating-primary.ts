/** A primary that assigns one slot to two requests (PROTOCOLS 1.11): at most one can gather 2f PREPAREs. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const equivocatingPrimary: ScenarioSource = {
  version: 1,
  id: 'equivocating-primary',
  title: 'The primary says two things',
  story: [
    'Replica 0 lies: it proposes one request to replica 1 and another to replicas 2 and 3, in the same slot.',
    'No proposal can gather a quorum on both sides, because two quorums always share an honest replica.',
    'The backups change the view, each request is ordered once, and the two signed proposals are evidence.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: {
    source: 'inline',
    opening: [
      { account: 1, asset: 'USD', amount: '100' },
      { account: 2, asset: 'USD', amount: '100' },
    ],
    commands: [
      { kind: 'transfer', account: 1, to: 3, asset: 'USD', amount: '25' },
      { kind: 'transfer', account: 2, to: 3, asset: 'USD', amount: '40' },
      { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '10' },
      { kind: 'transfer', account: 2, to: 1, asset: 'USD', amount: '5' },
    ],
    clients: 2,
    everyMs: 100,
  },
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'equivocate', a: [1], b: [2, 3] }],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: safeAndLive, commits: 4, view: 1 },
};
