/**
 * A replica that forgets what it promised is as bad as a liar until a stable checkpoint covers all it could
 * have said.
 */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const lostDisk: ScenarioSource = {
  version: 1,
  id: 'lost-disk',
  title: 'A disk is lost',
  story: [
    'Replica 2 crashes, its disk is lost, and it comes back knowing nothing of what it has voted for.',
    'It could contradict itself without knowing, so for now it counts as one of the f faulty replicas.',
    'Once it holds a stable checkpoint above everything it could have voted on, it is correct again.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 40 },
  commands: [
    { atMs: 500, do: 'lose-disk', replica: 2 },
    { atMs: 900, do: 'recover', replica: 2 },
  ],
  until: { quiet: true, ms: 30_000 },
  expect: { verdicts: { ...safeAndLive, 'catch-up': 'holds' }, commits: 40, view: 0 },
};
