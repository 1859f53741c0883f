/** PB4 (PROTOCOLS 1.12): the new primary proposes what it likes, and nobody looks. */
import { planted } from '../planted.ts';

export const newViewUnchecked = planted({
  id: 'bug-new-view-unchecked',
  title: 'Bug: a NEW-VIEW that nobody checks',
  bug: 'new-view-unchecked',
  violated: 'agreement',
  also: ['pbft/newview-preserves'],
  story: [
    'A rule is missing: backups do not work out for themselves what a NEW-VIEW must propose again.',
    'Replicas 0 and 2 have decided slot 1; the primary of view 1 lies and puts the other request there.',
    'Replica 3 decides that one; with the rule in place it refuses the NEW-VIEW and goes on to view 2.',
  ],
  commands: [
    {
      atMs: 0,
      do: 'behave',
      replica: 1,
      as: 'tell',
      lies: [
        { type: 'NEW-VIEW', versions: [{ to: [2, 3], edits: { 'proposals.1': 'c1/1' } }] },
        // It has B in slot 2, and gives its COMMIT for that to slot 1.
        { type: 'COMMIT', view: 1, slot: 2, versions: [{ to: [2, 3], edits: { slot: 1 } }] },
      ],
    },
    // COMMITs reach 0 and 2, and too few of them 1 and 3.
    { atMs: 28, do: 'cut', from: 0, to: 1 },
    { atMs: 28, do: 'cut', from: 2, to: 1 },
    { atMs: 28, do: 'cut', from: 0, to: 3 },
    { atMs: 28, do: 'cut', from: 1, to: 3 },
    { atMs: 28, do: 'cut', from: 2, to: 3 },
    { atMs: 415, do: 'heal' },
    { atMs: 415, do: 'partition', groups: [[1, 2, 3], [0]] },
    { atMs: 3000, do: 'heal' },
  ],
});
