/** ST7 (PROTOCOLS 5.10): nobody lies, and a block of an old epoch is notarised beside a final one. */
import { plantedInStreamlet } from '../planted.ts';

export const voteLate = plantedInStreamlet({
  id: 'bug-vote-late',
  title: 'Bug: votes after the epoch',
  bug: 'vote-late',
  violated: 'streamlet/stream-key',
  also: ['monotone'],
  story: [
    'A rule is missing: replicas vote for a proposal when its epoch is over, too.',
    'Epoch 3 puts a block on one whose last vote is late; epochs 4, 5 and 6 make their middle block final.',
    'By then the block of epoch 3 has got the votes it lacked, at the same length; nobody lies.',
  ],
  commands: [
    // Epoch 2: p, unknown to 3; the vote of 2 reaches 0 and 1 in epoch 4.
    { atMs: 40, do: 'cut', from: 1, to: 3 },
    { atMs: 45, do: 'mend', from: 1, to: 3 },
    { atMs: 55, do: 'delay', message: 'r2>0#1', byMs: 80 },
    { atMs: 55, do: 'delay', message: 'r2>1#1', byMs: 80 },
    // Epoch 3: z on p, unknown to 3; the vote of 2 is lost.
    { atMs: 80, do: 'cut', from: 2, to: 3 },
    { atMs: 85, do: 'mend', from: 2, to: 3 },
    { atMs: 85, do: 'drop', message: 'r2>0#3' },
    { atMs: 85, do: 'drop', message: 'r2>1#3' },
    // Epochs 4, 5 and 6: b beside p, c on b, d on c.
  ],
});
