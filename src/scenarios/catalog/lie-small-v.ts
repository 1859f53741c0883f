/** Row 7 of PROTOCOLS 1.11: a NEW-VIEW with too few VIEW-CHANGEs. */
import { told } from '../told.ts';

export const smallV = told({
  id: 'lie-small-v',
  title: 'Lie: the new primary shows too few reasons',
  story: [
    'Replica 0 crashes, and replica 1 opens its view with one VIEW-CHANGE fewer than a quorum.',
    'What was decided could be missing from so few, so nobody may accept them.',
    'The backups refuse and move on to replica 2.',
  ],
  replicas: 7,
  commands: [
    { atMs: 0, do: 'behave', replica: 1, as: 'wrong-o', how: 'small' },
    { atMs: 70, do: 'crash', replica: 0 },
  ],
  count: 10,
  view: 2,
});
