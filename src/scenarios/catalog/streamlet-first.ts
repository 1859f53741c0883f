/**
 * Streamlet without faults (Chan and Shi 2020, §2): blocks of consecutive epochs, each final two epochs
 * later.
 */
import { streamletSafeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const streamletFirst: ScenarioSource = {
  version: 1,
  id: 'streamlet-first',
  title: 'Streamlet: nothing goes wrong',
  story: [
    'In every epoch the next replica proposes a block after the longest notarised chain.',
    'Votes of two thirds notarise it; the middle one of three in a row is final.',
    'Everybody passes on what it sees for the first time.',
  ],
  protocol: { id: 'streamlet', replicas: 4, options: { own: { epochMs: 40 } } },
  network: { delayMs: { min: 20, max: 20 } },
  workload: { source: 'builtin:transfers', clients: 2, everyMs: 50, count: 12 },
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: streamletSafeAndLive },
};
