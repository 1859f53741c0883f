/** One silent backup costs nothing: quorums form without it. */
import { safeAndLive } from '../expectations.ts';
import type { ScenarioSource } from '../schema.ts';

export const silentBackup: ScenarioSource = {
  version: 1,
  id: 'silent-backup',
  title: 'One backup says nothing',
  story: [
    'Replica 3 takes in everything and sends nothing, from the start to the end.',
    'Three of four are a quorum, so each phase completes without it, though no other vote may be missing.',
    'No view changes, because the primary is not the one who is silent.',
  ],
  protocol: { id: 'pbft', replicas: 4 },
  network: { delayMs: { min: 10, max: 20 } },
  workload: { source: 'builtin:transfers', everyMs: 50, count: 20 },
  commands: [{ atMs: 0, do: 'behave', replica: 3, as: 'silent' }],
  until: { quiet: true, ms: 20_000 },
  expect: { verdicts: safeAndLive, commits: 20, view: 0 },
};
