/** PB5 (PROTOCOLS 1.12): nobody lies, and the older of two certificates for a slot wins. */
import { planted } from '../planted.ts';

export const lowestViewWins = planted({
  id: 'bug-lowest-view-wins',
  title: 'Bug: the oldest certificate wins',
  bug: 'lowest-view-wins',
  violated: 'agreement',
  also: ['pbft/newview-preserves'],
  story: [
    'A rule is missing: of two certificates for a slot a new primary takes that of the lowest view.',
    'View 0 prepares one request at replica 3 only; view 1 decides the other there, at replica 1 only.',
    'View 2 hears of both, and brings the first one back; nobody lies.',
  ],
  commands: [
    // Replica 1 hears of the two requests in the other order, and will propose them so.
    { atMs: 15, do: 'delay', message: 'r0>1#1', byMs: 5 },
    // View 0: PREPAREs reach replica 3 only.
    { atMs: 18, do: 'cut', from: 1, to: 0 },
    { atMs: 18, do: 'cut', from: 2, to: 0 },
    { atMs: 18, do: 'cut', from: 3, to: 0 },
    { atMs: 18, do: 'cut', from: 2, to: 1 },
    { atMs: 18, do: 'cut', from: 3, to: 1 },
    { atMs: 18, do: 'cut', from: 1, to: 2 },
    { atMs: 18, do: 'cut', from: 3, to: 2 },
    // View 1 is that of 0, 1 and 2.
    { atMs: 415, do: 'heal' },
    { atMs: 415, do: 'partition', groups: [[0, 1, 2], [3]] },
    // COMMITs reach replica 1 only.
    { atMs: 455, do: 'cut', from: 1, to: 0 },
    { atMs: 455, do: 'cut', from: 1, to: 2 },
    { atMs: 455, do: 'cut', from: 0, to: 2 },
    { atMs: 455, do: 'cut', from: 2, to: 0 },
    { atMs: 475, do: 'heal' },
    { atMs: 475, do: 'partition', groups: [[0, 2], [1], [3]] },
    // View 2 is that of 0, 2 and 3.
    { atMs: 845, do: 'partition', groups: [[0, 2, 3], [1]] },
    { atMs: 3000, do: 'heal' },
  ],
});
