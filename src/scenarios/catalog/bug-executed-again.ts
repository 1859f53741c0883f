/** PB13 (PROTOCOLS 1.12): a slot that was executed in view 0 is executed again in view 1. */
import { planted, twoTransfers } from '../planted.ts';

export const executedAgain = planted({
  id: 'bug-executed-again',
  title: 'Bug: paid twice',
  bug: 'executed-again',
  violated: 'exactly-once',
  story: [
    'A rule is missing: in a new view a replica executes everything above its stable checkpoint.',
    'Two requests are executed, then the primary crashes, and a third one waits.',
    'The new primary proposes the two again, as it must, and they change the state a second time.',
  ],
  workload: {
    ...twoTransfers,
    commands: [
      ...(twoTransfers.commands ?? []),
      { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '10' },
    ],
    everyMs: 100,
  },
  commands: [{ atMs: 90, do: 'crash', replica: 0 }],
});
