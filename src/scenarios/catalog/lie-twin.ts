/** Two copies with one key (PROTOCOLS 8): each side of the cluster talks to its own. */
import { told } from '../told.ts';

export const twin = told({
  id: 'lie-twin',
  title: 'Lie: one key, two replicas',
  story: [
    'Replica 0 runs twice with one key: replica 1 talks to the first copy, replicas 2 and 3 to the second.',
    'Each copy is honest by itself, and together they may contradict each other without either knowing.',
    'One key counts once in every quorum, however many copies use it, so the log stays one.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'twin', a: [1], b: [2, 3] }],
});
