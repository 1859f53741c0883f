/** ST5 (PROTOCOLS 5.10): both blocks of a leader who equivocates are notarised. */
import { plantedInStreamlet } from '../planted.ts';

export const twoVotes = plantedInStreamlet({
  id: 'bug-two-votes',
  title: 'Bug: two votes in one epoch',
  bug: 'two-votes',
  violated: 'streamlet/unique-per-epoch',
  also: ['streamlet/one-vote-per-epoch', 'no-equivocation'],
  own: { echo: true },
  network: { delayMs: { min: 10, max: 10 } },
  story: [
    'A rule is missing: replicas vote for every proposal of an epoch, not only for the first one.',
    'Replica 1 lies: it proposes one block to replica 0 and another to replicas 2 and 3.',
    'Echoes bring both to everybody, everybody votes twice, and two blocks of one epoch are notarised.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 1, as: 'equivocate', a: [0], b: [2, 3] }],
});
