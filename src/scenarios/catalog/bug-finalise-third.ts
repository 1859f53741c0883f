/** ST3 (PROTOCOLS 5.10): nobody lies, the third block is taken for final, and another one takes its place. */
import { plantedInStreamlet } from '../planted.ts';

export const finaliseThird = plantedInStreamlet({
  id: 'bug-finalise-third',
  title: 'Bug: the last of three',
  bug: 'finalise-third',
  violated: 'agreement',
  also: ['streamlet/stream-key'],
  own: { everyEpoch: true },
  untilMs: 600,
  story: [
    'A rule is missing: of three blocks in a row the last one is taken for final, not the middle one.',
    'Only replica 1 sees the block of epoch 2 notarised, on that of epoch 1; nobody lies.',
    'The others build on the block before it, three epochs long, and make another block final there.',
  ],
  commands: [
    // Epoch 2: b on a, unknown to 2; only 1 hears of enough votes.
    { atMs: 40, do: 'cut', from: 1, to: 2 },
    { atMs: 45, do: 'mend', from: 1, to: 2 },
    { atMs: 50, do: 'cut', from: 3, to: 0 },
    { atMs: 50, do: 'cut', from: 0, to: 3 },
    { atMs: 55, do: 'mend', from: 3, to: 0 },
    { atMs: 55, do: 'mend', from: 0, to: 3 },
    // Epochs 3, 4 and 5: x on a, y on x, z on y.
  ],
});
