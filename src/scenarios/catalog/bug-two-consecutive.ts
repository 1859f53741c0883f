/** ST1 (PROTOCOLS 5.10): two epochs in a row make a block final, on two branches. */
import { plantedInStreamlet } from '../planted.ts';

export const twoConsecutive = plantedInStreamlet({
  id: 'bug-two-consecutive',
  title: 'Bug: two epochs in a row',
  bug: 'two-consecutive',
  violated: 'agreement',
  also: ['streamlet/stream-key'],
  story: [
    'A rule is missing: two blocks of consecutive epochs make the first of them final; three are needed.',
    'Replica 3 lies by voting for every block, and some votes come late or never.',
    'Replica 2 sees epochs 3 and 4 in a row, replicas 0 and 1 see epochs 5 and 6, on another branch.',
  ],
  commands: [
    { atMs: 0, do: 'behave', replica: 3, as: 'double-vote' },
    // Epoch 2: a, known to 0, 1 and 3; the vote of 3 comes after epoch 3 has begun, and 3 misses that of 0.
    { atMs: 40, do: 'cut', from: 1, to: 2 },
    { atMs: 45, do: 'mend', from: 1, to: 2 },
    { atMs: 50, do: 'cut', from: 0, to: 3 },
    { atMs: 55, do: 'mend', from: 0, to: 3 },
    { atMs: 55, do: 'delay', message: 'r3>0#1', byMs: 50 },
    { atMs: 55, do: 'delay', message: 'r3>1#1', byMs: 50 },
    // Epoch 3: x beside a, known to 1, 2 and 3.
    { atMs: 80, do: 'cut', from: 2, to: 0 },
    { atMs: 85, do: 'mend', from: 2, to: 0 },
    // Epoch 4: y on x, notarised where 2 sees it.
    { atMs: 120, do: 'cut', from: 3, to: 0 },
    { atMs: 125, do: 'mend', from: 3, to: 0 },
    { atMs: 130, do: 'cut', from: 2, to: 1 },
    { atMs: 135, do: 'mend', from: 2, to: 1 },
    // Epochs 5 and 6: b on a, c on b.
  ],
});
