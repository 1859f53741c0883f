/** QG (PROTOCOLS 11.7): 2f + 1 is no quorum of six, and a partition is enough to break safety. */
import { planted } from '../planted.ts';

export const classicQuorum = planted({
  id: 'bug-classic-quorum',
  title: 'Bug: 2f + 1 of six',
  bug: 'classic-quorum',
  violated: 'agreement',
  also: ['certificates', 'pbft/newview-preserves'],
  story: [
    'A rule is missing: a quorum is 2f + 1 = 3, although six replicas with f = 1 need four.',
    'The network splits three to three, with one client on either side; nobody lies.',
    'Each half believes that it is a quorum and decides slot 1 for itself, one after three view changes.',
  ],
  protocol: { replicas: 6 },
  network: {
    delayMs: { min: 10, max: 10 },
    links: [
      { from: 'c0', to: 3, cut: true },
      { from: 'c0', to: 4, cut: true },
      { from: 'c0', to: 5, cut: true },
      { from: 'c1', to: 0, cut: true },
      { from: 'c1', to: 1, cut: true },
      { from: 'c1', to: 2, cut: true },
    ],
  },
  commands: [
    {
      atMs: 0,
      do: 'partition',
      groups: [
        [0, 1, 2],
        [3, 4, 5],
      ],
    },
    { atMs: 4000, do: 'heal' },
  ],
  untilMs: 20_000,
});
