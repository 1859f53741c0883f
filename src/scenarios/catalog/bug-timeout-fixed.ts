/** PB14 (PROTOCOLS 1.12), second half: T is shorter than a view needs, and stays so. */
import { planted, twoTransfers } from '../planted.ts';

export const timeoutFixed = planted({
  id: 'bug-timeout-fixed',
  title: 'Bug: a timeout that never grows',
  bug: 'timeout-fixed',
  violated: 'progress',
  untilMs: 6000,
  story: [
    'A rule is missing: the timeout stays the same however many views have failed.',
    'A message takes 10 ms and the timeout is 8 ms, so that no PREPARE comes in time.',
    'Views follow each other for ever; with timeouts that double, a few of them are enough.',
  ],
  protocol: { options: { requestTimeoutMs: 8 } },
  workload: { ...twoTransfers, count: 1, clients: 1 },
  commands: [
    // Three are enough; the fourth would only add to the noise.
    { atMs: 0, do: 'crash', replica: 3 },
    { atMs: 0, do: 'partition', groups: [[0, 1, 2], [3]] },
  ],
});
