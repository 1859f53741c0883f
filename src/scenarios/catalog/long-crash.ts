/** Away for longer than the log reaches back: the state itself must be transferred (OSDI'99 §4.3). */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const longCrash: ScenarioSource = {
  version: 1,
  id: 'long-crash',
  title: 'Back after a long absence',
  story: [
    'Replica 3 crashes early and comes back when the others have passed several checkpoints.',
    'The messages that it missed are gone, so nobody can replay them to it.',
    'It fetches the state of a stable checkpoint, checks its hashes against the certificate and votes again.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 40 },
  commands: [
    { atMs: 150, do: 'crash', replica: 3 },
    { atMs: 2000, do: 'recover', replica: 3 },
  ],
  until: { quiet: true, ms: 30_000 },
  expect: { verdicts: { ...safeAndLive, 'catch-up': 'holds' }, commits: 40, view: 0 },
};
