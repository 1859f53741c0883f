/** PB14 (PROTOCOLS 1.12), first half: two replicas have left the view, and the primary stays behind. */
import { planted } from '../planted.ts';

export const nobodyJoins = planted({
  id: 'bug-nobody-joins',
  title: 'Bug: nobody joins a view change',
  bug: 'nobody-joins',
  violated: 'progress',
  untilMs: 60_000,
  story: [
    'A rule is missing: f + 1 VIEW-CHANGEs of others move nobody.',
    'Replica 3 is down, and what the primary says is lost until replicas 1 and 2 have given up on it.',
    'From then on the network is good, but a primary never suspects itself, so no view has three replicas.',
  ],
  commands: [
    { atMs: 0, do: 'crash', replica: 3 },
    { atMs: 0, do: 'cut', from: 0, to: 1 },
    { atMs: 0, do: 'cut', from: 0, to: 2 },
    { atMs: 715, do: 'heal' },
  ],
});
