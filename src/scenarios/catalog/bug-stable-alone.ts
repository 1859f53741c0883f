/** PB15 (PROTOCOLS 1.12): a checkpoint without a proof, and nobody accepts the VIEW-CHANGE that names it. */
import { planted } from '../planted.ts';

export const stableAlone = planted({
  id: 'bug-stable-alone',
  title: 'Bug: stable on one’s own word',
  bug: 'stable-alone',
  violated: 'progress',
  untilMs: 60_000,
  story: [
    'A rule is missing: a replica’s own CHECKPOINT is enough for it to forget what lies below.',
    'After the checkpoint at slot 4 the primary crashes while a request waits.',
    'The VIEW-CHANGEs name a checkpoint that too few signatures prove, so all are refused, for ever.',
  ],
  workload: { source: 'builtin:transfers', everyMs: 50, count: 6 },
  commands: [{ atMs: 230, do: 'crash', replica: 0 }],
});
