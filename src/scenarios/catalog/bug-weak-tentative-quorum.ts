/** PB10 (PROTOCOLS 1.12): a result that a client relied on is rolled back. */
import { planted } from '../planted.ts';

export const weakTentativeQuorum = planted({
  id: 'bug-weak-tentative-quorum',
  title: 'Bug: two tentative replies',
  bug: 'weak-tentative-quorum',
  violated: 'pbft/client-sound',
  story: [
    'A rule is missing: a client believes f + 1 = 2 tentative replies, although nothing is decided yet.',
    'Only replicas 0 and 1 are prepared and answer; 1 is cut off, and 0 hides it from the view change.',
    'View 2 orders the two requests the other way round, and the payment that was refused goes through.',
  ],
  protocol: { options: { tentative: true } },
  workload: {
    source: 'inline',
    opening: [
      { account: 1, asset: 'USD', amount: '100' },
      { account: 2, asset: 'USD', amount: '100' },
    ],
    commands: [
      { kind: 'transfer', account: 1, to: 3, asset: 'USD', amount: '150' },
      { kind: 'transfer', account: 2, to: 1, asset: 'USD', amount: '60' },
    ],
    clients: 2,
  },
  commands: [
    {
      atMs: 0,
      do: 'behave',
      replica: 0,
      as: 'tell',
      lies: [{ type: 'VIEW-CHANGE', times: 9, versions: [{ to: [1, 2, 3], edits: { prepared: [] } }] }],
    },
    // Replica 2, the primary of view 2, hears of the two requests in the other order.
    { atMs: 15, do: 'delay', message: 'r0>2#1', byMs: 5 },
    // PREPAREs reach 0 and 1 only.
    { atMs: 18, do: 'cut', from: 1, to: 2 },
    { atMs: 18, do: 'cut', from: 3, to: 2 },
    { atMs: 18, do: 'cut', from: 1, to: 3 },
    { atMs: 18, do: 'cut', from: 2, to: 3 },
    { atMs: 415, do: 'heal' },
    { atMs: 415, do: 'partition', groups: [[0, 2, 3], [1]] },
    { atMs: 3000, do: 'heal' },
  ],
});
