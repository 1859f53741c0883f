/** The opening lesson: one transfer, five message delays, every delay equal. */
import type { ScenarioSource } from '../schema.ts';

export const firstLight: ScenarioSource = {
  version: 1,
  id: 'first-light',
  title: 'One transfer, four replicas',
  story: [
    'Account 1 asks four replicas to pay 25 USD to account 2; no replica trusts another.',
    'Replica 0 proposes the order, and each replica waits for what enough others say before it moves.',
    'Two equal replies prove to the client that the transfer is paid, because at most one replica can lie.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 20, max: 20 } },
  workload: {
    source: 'inline',
    opening: [
      { account: 1, asset: 'USD', amount: '100' },
      { account: 2, asset: 'USD', amount: '50' },
    ],
    commands: [{ kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '25' }],
  },
  expect: { verdicts: { agreement: 'holds', progress: 'holds', 'state-root': 'holds' }, commits: 1, view: 0 },
};
