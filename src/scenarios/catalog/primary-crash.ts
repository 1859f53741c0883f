/** View change after a crash of the primary (OSDI'99 §4.4). */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const primaryCrash: ScenarioSource = {
  version: 1,
  id: 'primary-crash',
  title: 'The primary crashes',
  story: [
    'Replica 0 leads view 0 and crashes while requests wait.',
    'The client asks all, the backups wait in vain, and each sends VIEW-CHANGE with what it has prepared.',
    'Replica 1 collects three of them and proves with NEW-VIEW that nothing decided in view 0 is lost.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 20, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 20 },
  commands: [{ atMs: 430, do: 'crash', replica: 0 }],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: safeAndLive, commits: 20, view: 1 },
};
