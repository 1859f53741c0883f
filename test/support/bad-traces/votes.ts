/** Bad traces: votes that are missing, forged, doubled or out of date. */
import type { Request } from '../../../src/kernel/message.ts';
import { requestDigest } from '../../../src/kernel/signed.ts';
import { appliedAt, type Ballot, ballot, digestOf, type TraceBuilder } from '../trace-builder.ts';
import { a, type BadTrace, b, begun } from './shared.ts';

export const votes: readonly BadTrace[] = [
  {
    property: 'certificates',
    title: 'too few voters',
    trace: begun().decide(2, 1, a, { voters: [0, 2] }),
    replicas: [2],
    because:
      /^R2 executed \w{4}… at slot 1 on COMMITs of view 0 from 2 replicas \(R0 and R2\); 3 are needed\.$/,
  },
  {
    property: 'certificates',
    title: 'one voter counted three times',
    trace: begun().decide(2, 1, a, { voters: [0, 0, 2, 2, 0] }),
    replicas: [2],
    because: /from 2 replicas \(R0 and R2\); 3 are needed\.$/,
  },
  {
    property: 'certificates',
    title: 'votes for a null request from too few',
    trace: begun().decide(2, 1, null, { voters: [1] }),
    replicas: [2],
    because: /from 1 replicas \(R1\); 3 are needed\.$/,
  },
  ...(
    [
      ['phase', ballot(1, 'PREPARE', 0, 1, requestDigest(a))],
      ['view', ballot(1, 'COMMIT', 1, 1, requestDigest(a))],
      ['slot', ballot(1, 'COMMIT', 0, 2, requestDigest(a))],
      ['digest', ballot(1, 'COMMIT', 0, 1, requestDigest(b))],
    ] as const
  ).map(([what, odd]) => ({
    property: 'certificates',
    title: `one vote of another ${what}`,
    trace: withOddVote(odd),
    replicas: [2],
    because: /from 2 replicas \(R0 and R2\); 3 are needed\.$/,
  })),
  {
    property: 'certificates',
    title: 'votes for a null request that do not agree on its digest',
    trace: withOddVote(ballot(1, 'COMMIT', 0, 1, digestOf('none')), null),
    replicas: [2],
    because: /from 2 replicas \(R0 and R2\); 3 are needed\.$/,
  },
  {
    property: 'certificates',
    title: 'votes that were never sent',
    trace: unsentVotes(),
    replicas: [2],
    because: /but of the correct replicas only R2 had sent one; at least 2 must have\.$/,
  },
  {
    property: 'no-equivocation',
    title: 'two votes for one slot',
    trace: begun()
      .broadcast(1, ballot(1, 'PREPARE', 0, 1, digestOf('A')))
      .broadcast(1, ballot(1, 'PREPARE', 0, 1, digestOf('B'))),
    replicas: [1],
    because: /^R1 signed PREPARE for \w{4}… and for \w{4}…, both in view 0 at slot 1\.$/,
  },
  {
    property: 'no-equivocation',
    title: 'a proposal to some and another to the rest',
    trace: begun()
      .replica(0, [{ kind: 'send', to: 1, message: ballot(0, 'PRE-PREPARE', 0, 1, digestOf('A')) }])
      .replica(0, [{ kind: 'send', to: 2, message: ballot(0, 'PRE-PREPARE', 0, 1, digestOf('B')) }]),
    replicas: [0],
    because: /^R0 signed PRE-PREPARE for/,
  },
  {
    property: 'no-equivocation',
    title: 'a crash between two votes is no excuse',
    trace: begun()
      .broadcast(1, ballot(1, 'COMMIT', 0, 1, digestOf('A')))
      .command({ do: 'crash', replica: 1 })
      .recover(1)
      .broadcast(1, ballot(1, 'COMMIT', 0, 1, digestOf('B'))),
    replicas: [1],
    because: /^R1 signed COMMIT for/,
  },
  {
    property: 'no-equivocation',
    title: 'the second vote travels inside another message',
    trace: begun()
      .broadcast(1, ballot(1, 'COMMIT', 0, 1, digestOf('A')))
      .broadcast(1, {
        ...ballot(1, 'VIEW-CHANGE', 1, 0, digestOf('V')),
        carries: [ballot(1, 'COMMIT', 0, 1, digestOf('B'))],
      } as never),
    replicas: [1],
    because: /^R1 signed COMMIT for/,
  },
  {
    property: 'monotone',
    title: 'a slot below an executed one',
    trace: begun().decide(1, 1, null).decide(1, 2, a).decide(1, 1, b, { view: 1 }),
    replicas: [1],
    because: /^R1 executed slot 1 after it had executed slot 2\.$/,
  },
  {
    property: 'monotone',
    title: 'a vote in a lower view',
    trace: begun()
      .broadcast(1, ballot(1, 'PREPARE', 2, 1, digestOf('A')))
      .broadcast(1, ballot(1, 'PREPARE', 1, 2, digestOf('B'))),
    replicas: [1],
    because: /^R1 sent its first PREPARE for slot 2 of view 1 after one of view 2\.$/,
  },
  {
    property: 'monotone',
    title: 'a lower view after a restart',
    trace: begun()
      .broadcast(1, ballot(1, 'COMMIT', 2, 1, digestOf('A')))
      .command({ do: 'crash', replica: 1 })
      .recover(1)
      .broadcast(1, ballot(1, 'COMMIT', 0, 2, digestOf('B'))),
    replicas: [1],
    because: /^R1 sent its first COMMIT for slot 2 of view 0 after one of view 2\.$/,
  },
];

/** R2 executes slot 1 on two right votes and one that differs. */
function withOddVote(odd: Ballot, request: Request | null = a): TraceBuilder {
  const trace = begun();
  const commit = trace.commitOf(1, request);
  const certificate = commit.certificate.map((vote, at) => (at === 1 ? odd : vote));
  return trace.replica(2, [{ ...commit, certificate }], [appliedAt(1)]);
}

function unsentVotes(): TraceBuilder {
  const trace = begun();
  const commit = trace.commitOf(1, a);
  const own = commit.certificate[2];
  if (own === undefined) throw new Error('three votes expected in a certificate');
  return trace.replica(2, [{ kind: 'broadcast', message: own }, commit], [appliedAt(1)]);
}
