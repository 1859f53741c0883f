/** PB11 (PROTOCOLS 1.12): the primary's vote counts twice. */
import { planted } from '../planted.ts';

export const primaryPrepares = planted({
  id: 'bug-primary-prepares',
  title: 'Bug: the primary votes twice',
  bug: 'primary-prepares',
  violated: 'pbft/prepared-unique',
  story: [
    'A rule is missing: a PREPARE of the primary counts beside its PRE-PREPARE.',
    'The primary lies: it proposes one request to 1 and 3, another to 2, and sends PREPAREs for both.',
    'Replica 2 has its own PREPARE and the primary’s, and so two requests are prepared in one slot.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'double-vote', a: [1, 3], b: [2] }],
});
