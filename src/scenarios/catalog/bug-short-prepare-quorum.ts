/** PB1 (PROTOCOLS 1.12): with q − 2 PREPAREs both halves of what an equivocating primary says can prepare. */
import { planted } from '../planted.ts';

export const shortPrepareQuorum = planted({
  id: 'bug-short-prepare-quorum',
  title: 'Bug: one PREPARE fewer',
  bug: 'short-prepare-quorum',
  violated: 'pbft/prepared-unique',
  story: [
    'A rule is missing: one PREPARE beside the primary’s word is enough to be prepared.',
    'The primary lies: in slot 2 it proposes one request to replicas 1 and 3 and another to replica 2.',
    'Replica 2 is prepared by its own PREPARE alone, and so two requests are prepared in one slot.',
  ],
  commands: [{ atMs: 0, do: 'behave', replica: 0, as: 'equivocate', a: [1, 3], b: [2] }],
});
