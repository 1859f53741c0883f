/** Row 2 of PROTOCOLS 1.11 with composed lies: A to replicas 1 and 2, B to replica 3. */
import { told } from '../told.ts';

export const equivocateOneTwo = told({
  id: 'lie-equivocate-1-2',
  title: 'Lie: A to two, B to one',
  story: [
    'In slot 2 replica 0 tells replica 3 another request than replicas 1 and 2.',
    'Replicas 1 and 2 together with the liar are a quorum for A; replica 3 alone is none for B.',
    'Replica 3 learns from the COMMITs of the others that it was told something else, and catches up.',
  ],
  commands: [
    {
      atMs: 0,
      do: 'behave',
      replica: 0,
      as: 'tell',
      lies: [{ type: 'PRE-PREPARE', slot: 2, versions: [{ to: [3], edits: { digest: 'other' } }] }],
    },
  ],
  everyMs: 0,
});
