/** Row 7 of PROTOCOLS 1.11: a NEW-VIEW whose O does not follow from its V. */
import { told } from '../told.ts';

export const wrongO = told({
  id: 'lie-wrong-o',
  title: 'Lie: the new primary invents proposals',
  story: [
    'Replica 0 crashes, and replica 1, next in line, opens its view with a value that nobody prepared.',
    'Each backup computes from the same VIEW-CHANGEs what must be proposed, and finds something else.',
    'They refuse the view at once and move on to replica 2, with twice the patience.',
  ],
  replicas: 7,
  commands: [
    { atMs: 0, do: 'behave', replica: 1, as: 'wrong-o' },
    { atMs: 70, do: 'crash', replica: 0 },
  ],
  count: 10,
  view: 2,
});
