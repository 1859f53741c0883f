/** ST4 (PROTOCOLS 5.10): nobody lies, and a shorter chain is helped past a final one. */
import { plantedInStreamlet } from '../planted.ts';

export const anyParent = plantedInStreamlet({
  id: 'bug-any-parent',
  title: 'Bug: a vote for a shorter chain',
  bug: 'any-parent',
  violated: 'agreement',
  also: ['streamlet/longest-rule', 'streamlet/stream-key'],
  own: { everyEpoch: true },
  untilMs: 600,
  story: [
    'A rule is missing: replicas vote for a block on any notarised chain, not only on a longest one.',
    'Replica 0 sees two blocks in a row and the first of them final; replica 2 hears of neither.',
    'Replica 2 begins anew, everybody votes for it, and three epochs later its branch is final; nobody lies.',
  ],
  commands: [
    // Epoch 1: a, unknown to 2.
    { atMs: 0, do: 'cut', from: 0, to: 2 },
    { atMs: 5, do: 'mend', from: 0, to: 2 },
    // Epoch 2: b on a, unknown to 2, and not notarised where 3 sees it.
    { atMs: 40, do: 'cut', from: 1, to: 2 },
    { atMs: 45, do: 'mend', from: 1, to: 2 },
    { atMs: 50, do: 'cut', from: 0, to: 3 },
    { atMs: 55, do: 'mend', from: 0, to: 3 },
    // Epochs 3, 4 and 5: x beside a, y on x, z on y.
  ],
});
