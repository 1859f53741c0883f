/** Row 11 of PROTOCOLS 1.11: f + 1 colluders, the primary among them, fork the log. */
import { told } from '../told.ts';

export const forkTwoColluders = told({
  id: 'fork-two-colluders',
  title: 'Two of four collude',
  story: [
    'Replicas 0 and 1 lie together: to replica 2 they say one order of requests, to replica 3 the other.',
    'Each side hears a full quorum of signed votes for its order, so each executes, and the logs differ.',
    'With more than f liars no protocol can prevent this; the signatures on both sides name the two.',
  ],
  commands: [
    { atMs: 0, do: 'behave', replica: 0, as: 'collude', with: [1], a: [2], b: [3] },
    { atMs: 0, do: 'behave', replica: 1, as: 'collude', with: [0], a: [2], b: [3] },
  ],
  everyMs: 0,
  until: { quiet: true, ms: 20_000, violated: 'agreement' },
  expect: { verdicts: { agreement: 'violated', 'pbft/prepared-unique': 'violated', evidence: 'holds' } },
});
