/** PB9 (PROTOCOLS 1.12): the first reply is a lie. */
import { planted } from '../planted.ts';

export const firstReplyTaken = planted({
  id: 'bug-first-reply-taken',
  title: 'Bug: the first reply is believed',
  bug: 'first-reply-taken',
  violated: 'pbft/client-sound',
  story: [
    'A rule is missing: a client believes whoever answers first.',
    'Replica 0 orders and executes as it should, and lies to the clients about the result.',
    'Its reply comes first; with the rule in place a client waits until two replicas say the same.',
  ],
  commands: [
    {
      atMs: 0,
      do: 'behave',
      replica: 0,
      as: 'tell',
      lies: [{ type: 'REPLY', times: 2, versions: [{ to: [], edits: { result: 'invented' } }] }],
    },
  ],
});
