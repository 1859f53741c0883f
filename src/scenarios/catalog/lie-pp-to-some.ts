/** Row 3 of PROTOCOLS 1.11: PRE-PREPAREs to q − 1 backups. */
import { safeAndLive } from '../expectations.ts';
import { told } from '../told.ts';

export const ppToSome = told({
  id: 'lie-pp-to-some',
  title: 'Lie: one backup hears no proposal',
  story: [
    'Replica 0 leads and sends its proposals to replicas 1 and 2 only, which is enough for a quorum.',
    'Nobody else notices: each request commits as fast as without the lie.',
    'Replica 3 holds votes for something that it never saw, asks for it, and executes it all the same.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'pp-to-some' }],
  until: { quiet: false, ms: 2_000 },
  expect: { verdicts: { ...safeAndLive, 'catch-up': 'holds' }, commits: 6, view: 0 },
});
