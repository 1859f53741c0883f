/** Row 9 of PROTOCOLS 1.11: f replicas that give clients the same wrong result. */
import { told } from '../told.ts';

export const garbageReplies = told({
  id: 'lie-garbage-replies',
  title: 'Lie: two give wrong results',
  story: [
    'Replicas 5 and 6 of seven execute every request, and tell the clients the same wrong result.',
    'A client waits for f + 1 equal replies: two wrong ones are too few, three right ones are an answer.',
    'So the lie costs nothing but the two replies.',
  ],
  replicas: 7,
  commands: [
    { atMs: 0, do: 'behave', replica: 5, as: 'garbage-replies' },
    { atMs: 0, do: 'behave', replica: 6, as: 'garbage-replies' },
  ],
});
