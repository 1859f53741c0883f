/** PB8 (PROTOCOLS 1.12): a checkpoint that one liar made up swallows what was decided. */
import { planted, twoTransfers } from '../planted.ts';

export const checkpointUnproved = planted({
  id: 'bug-checkpoint-unproved',
  title: 'Bug: a checkpoint on a liar’s word',
  bug: 'checkpoint-unproved',
  violated: 'pbft/newview-preserves',
  story: [
    'A rule is missing: the checkpoint that a VIEW-CHANGE names needs no signatures.',
    'Two slots are decided and the primary crashes; replica 3 lies that slot 8 is its stable checkpoint.',
    'The new view begins above slot 8 and proposes nothing below, as if the two had never been decided.',
  ],
  workload: {
    ...twoTransfers,
    commands: [
      ...(twoTransfers.commands ?? []),
      { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '10' },
    ],
    everyMs: 100,
  },
  commands: [
    {
      atMs: 0,
      do: 'behave',
      replica: 3,
      as: 'tell',
      lies: [{ type: 'VIEW-CHANGE', versions: [{ to: [0, 1, 2], edits: { stableSlot: 8, prepared: [] } }] }],
    },
    { atMs: 90, do: 'crash', replica: 0 },
  ],
});
