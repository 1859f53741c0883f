/**
 * The positive controls: for every verdict the smallest trace that must trip it, with the event that completes the
 * violation, the replicas it names, and the sentence. Built on the toy protocol of trace-builder.ts, n = 4, f = 1.
 */
import type { ReplicaId } from '../../src/kernel/ids.ts';
import { appliedAt, ballot, digestOf, requestOf, rootAt, TraceBuilder, toy } from './trace-builder.ts';

export interface BadTrace {
  readonly property: string;
  readonly title: string;
  readonly trace: TraceBuilder;
  /** Replicas and sentence of the verdict; its event is the last of the trace. */
  readonly replicas: readonly ReplicaId[];
  readonly because: RegExp;
}

const a = requestOf('c0', 1, 'aa');
const b = requestOf('c1', 1, 'bb');

/** Both requests sent, nothing decided. */
function begun(options: ConstructorParameters<typeof TraceBuilder>[0] = {}): TraceBuilder {
  return new TraceBuilder(options).submit(a).submit(b);
}

export function badTraces(): readonly BadTrace[] {
  return [
    {
      property: 'agreement',
      title: 'two values in one slot',
      trace: begun().decide(1, 1, a).decide(2, 1, b, { view: 1 }),
      replicas: [1, 2],
      because: /^R1 executed \w{4}… at slot 1, R2 executed \w{4}… there\.$/,
    },
    {
      property: 'agreement',
      title: 'a request and the null request in one slot',
      trace: begun().decide(1, 1, a).decide(3, 1, null, { view: 1 }),
      replicas: [1, 3],
      because: /^R1 executed \w{4}… at slot 1, R3 executed the null request there\.$/,
    },
    {
      property: 'prefix',
      title: 'a gap',
      trace: begun().decide(1, 1, a).decide(1, 3, b),
      replicas: [1],
      because: /^R1 executed slot 3 although its log ended at slot 1\.$/,
    },
    {
      property: 'prefix',
      title: 'logs that differ',
      trace: begun().decide(1, 1, a).decide(2, 1, b, { view: 1 }),
      replicas: [1, 2],
      because: /^R1's log holds \w{4}… at slot 1, R2's \w{4}…: neither log is a prefix of the other\.$/,
    },
    {
      property: 'total-order',
      title: 'another order inside a slot',
      trace: begun({ valueDigest: () => digestOf('batch') })
        .decide(1, 1, a, { digest: digestOf('batch'), commands: [a, b] })
        .decide(2, 1, a, { digest: digestOf('batch'), commands: [b, a] }),
      replicas: [1, 2],
      because:
        /^R1 ordered c0's request 1, c1's request 1 in slot 1, R2 ordered c1's request 1, c0's request 1 there\.$/,
    },
    {
      property: 'total-order',
      title: 'the same slot, but one replica executes nothing',
      trace: begun().decide(1, 1, a).decide(2, 1, a, { execute: [] }),
      replicas: [1, 2],
      because: /^R1 executed c0's request 1 in slot 1, R2 executed nothing there\.$/,
    },
    {
      property: 'validity',
      title: 'nobody sent it',
      trace: begun().decide(1, 1, requestOf('c2', 1)),
      replicas: [1],
      because: /^R1 executed slot 1, but c2's request 1 in it was never sent by c2\.$/,
    },
    {
      property: 'validity',
      title: 'the client sent another operation under this timestamp',
      trace: begun().decide(1, 1, requestOf('c0', 1, 'ff')),
      replicas: [1],
      because: /c0's request 1 in it is not the operation that c0 sent\.$/,
    },
    {
      property: 'validity',
      title: 'the digest is not that of the commands',
      trace: begun().decide(1, 1, a, { digest: digestOf('other') }),
      replicas: [1],
      because: /its commands have the digest \w{4}… and not the decided \w{4}…\.$/,
    },
    {
      property: 'validity',
      title: 'it executes what the slot does not hold',
      trace: begun().decide(1, 1, a, { execute: [b] }),
      replicas: [1],
      because: /c1's request 1, which it executed, is not in it\.$/,
    },
    {
      property: 'validity',
      title: 'a null request with commands',
      trace: begun().decide(1, 1, a, { digest: null }),
      replicas: [1],
      because: /a null request holds no commands\.$/,
    },
    {
      property: 'exactly-once',
      title: 'one request in two slots',
      trace: begun().decide(1, 1, a).decide(1, 2, a),
      replicas: [1],
      because: /^R1 executed c0's request 1 in slot 1 and again in slot 2\.$/,
    },
    {
      property: 'exactly-once',
      title: 'an executed slot run again without going back',
      trace: begun().decide(1, 1, a).decide(1, 2, b).decide(1, 2, b, { view: 1 }),
      replicas: [1],
      because: /^R1 executed c1's request 1 in slot 2 and again in slot 2\.$/,
    },
    {
      property: 'exactly-once',
      title: 'twice inside one slot',
      trace: begun({ valueDigest: () => digestOf('batch') }).decide(1, 1, a, {
        digest: digestOf('batch'),
        commands: [a, b, a],
      }),
      replicas: [1],
      because: /^R1 executed c0's request 1 in slot 1 and again in slot 1\.$/,
    },
    {
      property: 'exactly-once',
      title: 'again after a restart, in a slot above the snapshot that holds it',
      trace: afterRestart().decide(1, 3, a),
      replicas: [1],
      because: /^R1 executed c0's request 1 in slot 1 and again in slot 3\.$/,
    },
    {
      property: 'decide-stable',
      title: 'another value after a restart',
      trace: begun()
        .decide(1, 1, a)
        .command({ do: 'crash', replica: 1 })
        .recover(1)
        .decide(1, 1, b, { view: 1 }),
      replicas: [1],
      because: /^R1 decided \w{4}… at slot 1 and later \w{4}… there\.$/,
    },
    {
      property: 'state-root',
      title: 'two roots after one slot',
      trace: begun()
        .decide(1, 1, a)
        .decide(2, 1, a, { root: digestOf('wrong') }),
      replicas: [1, 2],
      because: /^R1 had root \w{4}… after slot 1, R2 has \w{4}… after it\.$/,
    },
    {
      property: 'state-root',
      title: 'another root when the slot is executed again',
      trace: begun()
        .decide(1, 1, a)
        .command({ do: 'crash', replica: 1 })
        .recover(1)
        .decide(1, 1, a, { root: digestOf('x') }),
      replicas: [1],
      because: /^R1 had root \w{4}… after slot 1, R1 later has \w{4}… after it\.$/,
    },
    {
      property: 'state-root',
      title: 'a snapshot with another root',
      trace: begun()
        .decide(1, 1, a)
        .replica(
          2,
          [{ kind: 'restore', slot: 1, snapshot: appliedAt(1).snapshot }],
          [appliedAt(1, digestOf('wrong'), 'restore')],
        ),
      replicas: [1, 2],
      because: /^R1 had root \w{4}… after slot 1, R2 has \w{4}… after it\.$/,
    },
    {
      property: 'state-root',
      title: 'a checkpoint certified with another root',
      trace: begun()
        .decide(1, 1, a)
        .stable(2, 1, { root: digestOf('wrong') }),
      replicas: [1, 2],
      because: /^R2 holds root \w{4}… as certified for slot 1, R1 reached root \w{4}… there\.$/,
    },
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
    {
      property: 'progress',
      title: 'nobody answers although everybody could',
      trace: new TraceBuilder({
        explain: (replica) => (replica === 1 ? 'needs 3 COMMITs, has 2: from 1, 3' : null),
      })
        .submit(a)
        .wait(bound + 1)
        .replica(3, []),
      replicas: [0, 1, 2, 3],
      because:
        /^c0's request 1 has waited 10.051 ms although R0, R1, R2 and R3 were up and connected long enough; R1 needs 3 COMMITs, has 2: from 1, 3\.$/,
    },
    {
      property: 'catch-up',
      title: 'one replica stays behind',
      trace: lagging()
        .wait(2 * bound + 1)
        .replica(0, []),
      replicas: [3],
      because:
        /^R3 has not executed slot 1, which another replica had executed \d+\.\d+ ms before; R3 waits for slot 1\.$/,
    },
    {
      property: 'ledger/conservation',
      title: 'a state that everybody agrees on, and is wrong',
      trace: begun({ conservation: (state) => (isBad(state) ? '5 USD too many.' : null) })
        .decide(1, 1, a)
        .decide(1, 2, b, { root: digestOf('bad') }),
      replicas: [1],
      because: /^R1 after slot 2: 5 USD too many\.$/,
    },
  ];
}

/** The toy protocol's bound with default timers and delays, µs. */
export const bound = 10 * toy.requestTimeout + 5 * toy.delay;

/** R0, R1 and R2 have executed slot 1, R3 has not. */
export function lagging(): TraceBuilder {
  return new TraceBuilder({ explain: (replica) => `waits for slot ${replica === 3 ? 1 : 2}` })
    .submit(a)
    .decide(0, 1, a)
    .decide(1, 1, a)
    .decide(2, 1, a)
    .accept(a);
}

/** R1 crashed after slot 2 and went on from a snapshot of slot 2. */
export function afterRestart(): TraceBuilder {
  return begun()
    .decide(1, 1, a)
    .decide(1, 2, b)
    .command({ do: 'crash', replica: 1 })
    .recover(
      1,
      [{ kind: 'restore', slot: 2, snapshot: appliedAt(2).snapshot }],
      [appliedAt(2, rootAt(2), 'restore')],
    );
}

function unsentVotes(): TraceBuilder {
  const trace = begun();
  const commit = trace.commitOf(1, a);
  const own = commit.certificate[2];
  if (own === undefined) throw new Error('three votes expected in a certificate');
  return trace.replica(2, [{ kind: 'broadcast', message: own }, commit], [appliedAt(1)]);
}

function isBad(state: { readonly snapshot: string }): boolean {
  return state.snapshot === digestOf('bad');
}
