/** Row 4 of PROTOCOLS 1.11: a gap, filled with a null request at the view change. */
import { told } from '../told.ts';

export const sequenceGap = told({
  id: 'lie-sequence-gap',
  title: 'Lie: a slot is left out',
  story: [
    'Replica 0 leads and begins with slot 2; nobody is ever told what slot 1 holds.',
    'The later slots commit, but nothing can be executed before slot 1 is known.',
    'The new primary fills the gap with a null request, and what has waited behind it is executed.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'sequence-jump', by: 1 }],
  view: 1,
});
