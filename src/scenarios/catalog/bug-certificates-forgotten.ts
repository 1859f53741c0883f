/** PB6 (PROTOCOLS 1.12): nobody lies, and after a second view change nobody remembers the decision. */
import { planted } from '../planted.ts';

export const certificatesForgotten = planted({
  id: 'bug-certificates-forgotten',
  title: 'Bug: reported once, then forgotten',
  bug: 'certificates-forgotten',
  violated: 'agreement',
  also: ['pbft/newview-preserves'],
  story: [
    'A rule is missing: a replica forgets what it has prepared as soon as a VIEW-CHANGE has said it.',
    'Only replica 0 decides slot 1 and is cut off; the NEW-VIEW of replica 1, which would keep it, is lost.',
    'The second view change reports nothing any more, and the slot is given away; nobody lies.',
  ],
  commands: [
    // Replica 2, the primary of view 2, hears of the two requests in the other order.
    { atMs: 15, do: 'delay', message: 'r0>2#1', byMs: 5 },
    // The COMMITs of 1, 2 and 3 reach 0, and too few of them each other.
    { atMs: 28, do: 'cut', from: 0, to: 1 },
    { atMs: 28, do: 'cut', from: 0, to: 2 },
    { atMs: 28, do: 'cut', from: 0, to: 3 },
    { atMs: 28, do: 'cut', from: 1, to: 2 },
    { atMs: 28, do: 'cut', from: 2, to: 3 },
    { atMs: 28, do: 'cut', from: 3, to: 1 },
    { atMs: 415, do: 'heal' },
    { atMs: 415, do: 'partition', groups: [[1, 2, 3], [0]] },
    // Nobody hears the primary of view 1.
    { atMs: 425, do: 'cut', from: 1, to: 2 },
    { atMs: 425, do: 'cut', from: 1, to: 3 },
    { atMs: 825, do: 'mend', from: 1, to: 2 },
    { atMs: 825, do: 'mend', from: 1, to: 3 },
    { atMs: 3000, do: 'heal' },
  ],
});
