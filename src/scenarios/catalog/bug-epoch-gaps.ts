/** ST2 (PROTOCOLS 5.10): three blocks in a row with a gap between their epochs. */
import { plantedInStreamlet } from '../planted.ts';

export const epochGaps = plantedInStreamlet({
  id: 'bug-epoch-gaps',
  title: 'Bug: three blocks, whatever their epochs',
  bug: 'epoch-gaps',
  violated: 'agreement',
  also: ['streamlet/stream-key'],
  story: [
    'A rule is missing: three blocks in a row make the middle one final although epochs lie between them.',
    'Replica 3 lies by voting for every block, and some votes come late or never.',
    'Two branches grow in turns, epochs 2 and 4 here, 3 and 5 there, and on both a block becomes final.',
  ],
  commands: [
    { atMs: 0, do: 'behave', replica: 3, as: 'double-vote' },
    // Epoch 2: a, known to 1, 2 and 3; the vote of 3 reaches 2 after epoch 3 has begun.
    { atMs: 40, do: 'cut', from: 1, to: 0 },
    { atMs: 45, do: 'mend', from: 1, to: 0 },
    { atMs: 55, do: 'delay', message: 'r3>2#1', byMs: 50 },
    // Epoch 3: x beside a; 3 hears one vote too few of it.
    { atMs: 90, do: 'cut', from: 0, to: 3 },
    { atMs: 95, do: 'mend', from: 0, to: 3 },
    // Epoch 4: b on a, unknown to 0, and notarised where 1 sees it.
    { atMs: 120, do: 'cut', from: 3, to: 0 },
    { atMs: 125, do: 'mend', from: 3, to: 0 },
    { atMs: 130, do: 'cut', from: 1, to: 2 },
    { atMs: 135, do: 'mend', from: 1, to: 2 },
    // Epoch 5: y on x.
  ],
});
