/** PB3 (PROTOCOLS 1.12): nobody lies, and a decided slot is given away. */
import { planted } from '../planted.ts';

export const emptyPreparedSet = planted({
  id: 'bug-empty-prepared-set',
  title: 'Bug: a view change that reports nothing',
  bug: 'empty-prepared-set',
  violated: 'agreement',
  also: ['pbft/newview-preserves'],
  story: [
    'A rule is missing: VIEW-CHANGE does not say what its sender has prepared.',
    'Only replica 0 gets enough COMMITs for slot 1, executes it and is cut off; nobody lies.',
    'The other three take the slot for free, and their new primary puts the other request there.',
  ],
  commands: [
    // Replica 1 hears of the two requests in the other order, and will propose them so.
    { atMs: 15, do: 'delay', message: 'r0>1#1', byMs: 5 },
    // The COMMITs of 1, 2 and 3 reach 0, and too few of them each other.
    { atMs: 28, do: 'cut', from: 0, to: 1 },
    { atMs: 28, do: 'cut', from: 0, to: 2 },
    { atMs: 28, do: 'cut', from: 0, to: 3 },
    { atMs: 28, do: 'cut', from: 1, to: 2 },
    { atMs: 28, do: 'cut', from: 2, to: 3 },
    { atMs: 28, do: 'cut', from: 3, to: 1 },
    { atMs: 415, do: 'heal' },
    { atMs: 415, do: 'partition', groups: [[1, 2, 3], [0]] },
    { atMs: 2000, do: 'heal' },
  ],
});
