/** Two crashed primaries in a row: the second view change waits twice as long (OSDI'99 §4.5.2). */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const twoPrimariesCrash: ScenarioSource = {
  version: 1,
  id: 'two-primaries-crash',
  title: 'Two primaries crash in a row',
  story: [
    'Seven replicas tolerate two faults, and the primaries of views 0 and 1 crash together.',
    'View 1 has nobody to lead it, so its timer runs out and the next one is twice as long.',
    'Replica 2 leads view 2, and the requests that waited are ordered there.',
  ],
  protocol: { id: 'pbft', replicas: 7 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 20 },
  commands: [
    { atMs: 400, do: 'crash', replica: 0 },
    { atMs: 400, do: 'crash', replica: 1 },
  ],
  until: { quiet: true, ms: 30_000 },
  expect: { verdicts: safeAndLive, commits: 20, view: 2 },
};
