/** Every tenth message is lost and every twentieth comes twice: what is sent again makes up for it. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const lossyNetwork: ScenarioSource = {
  version: 1,
  id: 'lossy-network',
  title: 'Every tenth message is lost',
  story: [
    'The network loses one message in ten and delivers one in twenty twice, from the start to the end.',
    'Quorums hide most losses, and replicas tell each other what they miss so that the rest is sent again.',
    'Nothing is ever executed twice, however often it arrives.',
  ],
  seed: 7,
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 30 }, lossRate: 0.1, duplicateRate: 0.05 },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 20 },
  until: { quiet: true, ms: 60_000 },
  expect: { verdicts: safeAndLive },
};
