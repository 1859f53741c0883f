/** PB12 (PROTOCOLS 1.12): a vote that the network delivers twice counts twice. */
import { planted } from '../planted.ts';

export const duplicatesCounted = planted({
  id: 'bug-duplicates-counted',
  title: 'Bug: every copy counts',
  bug: 'duplicates-counted',
  violated: 'pbft/prepared-unique',
  story: [
    'A rule is missing: PREPAREs are counted, not their signers.',
    'Two of seven lie: replicas 0 and 6 tell replicas 1, 2 and 3 one thing, and replicas 4 and 5 another.',
    'The network delivers the PREPARE of replica 6 to replica 4 twice, and two requests are prepared.',
  ],
  protocol: { replicas: 7 },
  commands: [
    { atMs: 0, do: 'behave', replica: 0, as: 'equivocate', a: [1, 2, 3], b: [4, 5] },
    { atMs: 0, do: 'behave', replica: 6, as: 'equivocate', a: [1, 2, 3], b: [4, 5] },
    { atMs: 35, do: 'duplicate', message: 'r6>4#1' },
  ],
});
