/** Row 1 of PROTOCOLS 1.11: a primary that says nothing, which to others is a crash. */
import { told } from '../told.ts';

export const silentPrimary = told({
  id: 'lie-silent-primary',
  title: 'Lie: the primary says nothing',
  story: [
    'Replica 0 leads and keeps silent; no message tells the others whether it has crashed or lies.',
    'The clients ask everybody, the backups wait in vain for a proposal, and their timers run out.',
    'One view change later replica 1 leads, and every request is ordered there.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'silent' }],
  view: 1,
});
