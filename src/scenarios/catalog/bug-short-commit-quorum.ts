/** PB2 (PROTOCOLS 1.12): decided on two COMMITs, and the only honest replica that knows is cut off. */
import { planted } from '../planted.ts';

export const shortCommitQuorum = planted({
  id: 'bug-short-commit-quorum',
  title: 'Bug: one COMMIT fewer',
  bug: 'short-commit-quorum',
  violated: 'agreement',
  also: ['certificates', 'pbft/newview-preserves'],
  story: [
    'A rule is missing: two COMMITs of four are enough to decide.',
    'The primary commits what it has not prepared, a lie; only replica 1 prepares, decides, is cut off.',
    'No VIEW-CHANGE of the others names the request, so view 2 puts the other one into slot 1.',
  ],
  commands: [
    { atMs: 0, do: 'behave', replica: 0, as: 'equivocate', a: [1, 2, 3], b: [] },
    // Replica 2, the primary of view 2, hears of the two requests in the other order.
    { atMs: 15, do: 'delay', message: 'r0>2#1', byMs: 5 },
    // PREPAREs reach replica 1 only.
    { atMs: 18, do: 'cut', from: 1, to: 0 },
    { atMs: 18, do: 'cut', from: 1, to: 2 },
    { atMs: 18, do: 'cut', from: 1, to: 3 },
    { atMs: 18, do: 'cut', from: 2, to: 0 },
    { atMs: 18, do: 'cut', from: 2, to: 3 },
    { atMs: 18, do: 'cut', from: 3, to: 0 },
    { atMs: 18, do: 'cut', from: 3, to: 2 },
    { atMs: 415, do: 'heal' },
    { atMs: 415, do: 'partition', groups: [[0, 2, 3], [1]] },
    { atMs: 3000, do: 'heal' },
  ],
});
