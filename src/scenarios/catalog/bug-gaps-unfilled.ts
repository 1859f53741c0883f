/** PB7 (PROTOCOLS 1.12): a slot that nobody proposes again, and everything above it waits for ever. */
import { planted } from '../planted.ts';

export const gapsUnfilled = planted({
  id: 'bug-gaps-unfilled',
  title: 'Bug: a gap that stays',
  bug: 'gaps-unfilled',
  violated: 'progress',
  untilMs: 60_000,
  story: [
    'A rule is missing: a NEW-VIEW leaves out the slots of which nobody has a certificate.',
    'The first proposal of the primary is lost on every link, the second one is prepared, and it crashes.',
    'Every later view proposes slot 2 again and nothing for slot 1, so nothing is ever executed.',
  ],
  commands: [
    { atMs: 15, do: 'drop', message: 'r0>1#1' },
    { atMs: 15, do: 'drop', message: 'r0>2#1' },
    { atMs: 15, do: 'drop', message: 'r0>3#1' },
    // Without the primary nobody sends the first proposal again.
    { atMs: 16, do: 'crash', replica: 0 },
  ],
});
