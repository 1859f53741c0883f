/** Row 8 of PROTOCOLS 1.11: f replicas that ask for view changes all the time. */
import { told } from '../told.ts';

export const spam = told({
  id: 'lie-spam',
  title: 'Lie: two ask for view changes all the time',
  story: [
    'Replicas 5 and 6 of seven ask for a new view with every vote, three views at a time.',
    'Two are not enough: an honest replica joins only when f + 1 ask, so that one of them is honest.',
    'The view stays, and every request is ordered in it.',
  ],
  replicas: 7,
  commands: [
    { atMs: 0, do: 'behave', replica: 5, as: 'premature-view-change', perInput: 3 },
    { atMs: 0, do: 'behave', replica: 6, as: 'premature-view-change', perInput: 3 },
  ],
});
