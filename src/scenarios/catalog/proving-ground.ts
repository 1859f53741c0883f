/** Where challenges are played: two transfers that cannot both be paid, and nobody at fault yet. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const provingGround: ScenarioSource = {
  version: 1,
  id: 'proving-ground',
  title: 'A proving ground for attacks',
  story: [
    'Account 1 holds 100 USD and signs two transfers of all of it, to account 2 and to account 3.',
    'The ledger can pay one of them only; which one depends on the order that the replicas agree on.',
    'Whoever makes them disagree has spent the money twice.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 20, max: 20 } },
  workload: {
    source: 'inline',
    opening: [{ account: 1, asset: 'USD', amount: '100' }],
    commands: [
      { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '100' },
      { kind: 'transfer', account: 1, to: 3, asset: 'USD', amount: '100' },
    ],
    clients: 2,
    everyMs: 100,
  },
  // Certificates signed by liars come before the fork that they make.
  until: { quiet: true, ms: 20_000, violated: 'agreement' },
  expect: { verdicts: safeAndLive, commits: 2, view: 0 },
};
