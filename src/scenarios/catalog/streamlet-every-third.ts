/**
 * Every third leader is silent (fact pack §5.9): no three epochs in a row, so nothing is ever final. Of six
 * replicas that takes two, one more than f, which the four votes that are left only just make up for.
 */
import { safe } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const streamletEveryThird: ScenarioSource = {
  version: 1,
  id: 'streamlet-every-third',
  title: 'Streamlet: every third leader is silent',
  story: [
    'Replicas 2 and 5 of six say nothing: every third epoch has no block.',
    'The four others are two thirds of six, and notarise a block in each of their epochs.',
    'No three of them come in a row: the chain grows, and nothing of it is ever final.',
  ],
  protocol: { id: 'streamlet', replicas: 6, options: { own: { epochMs: 40 } } },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', clients: 2, everyMs: 50, count: 12 },
  commands: [
    { atMs: 0, do: 'behave', replica: 2, as: 'silent' },
    { atMs: 0, do: 'behave', replica: 5, as: 'silent' },
  ],
  until: { quiet: true, ms: 2_000 },
  expect: { verdicts: { ...safe, progress: 'pending' }, commits: 0 },
};
