/** Bad traces: states that differ or are wrong, and work that does not get done. */
import { appliedAt, digestOf, TraceBuilder } from '../trace-builder.ts';
import { a, type BadTrace, b, begun, bound, lagging } from './shared.ts';

export const outcomes: readonly BadTrace[] = [
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
    property: 'state-root',
    title: 'a checkpoint certified with another root than that of the same event',
    trace: begun().replica(
      2,
      [
        { kind: 'restore', slot: 1, snapshot: appliedAt(1).snapshot },
        { kind: 'stable', slot: 1, root: digestOf('wrong'), certificate: [] },
      ],
      [appliedAt(1, undefined, 'restore')],
    ),
    replicas: [2],
    because: /^R2 holds root \w{4}… as certified for slot 1, R2 reached root \w{4}… there\.$/,
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
      /^c0's request 1 has waited 10\.051 ms although R0, R1, R2 and R3 were up and connected long enough; R1 needs 3 COMMITs, has 2: from R1 and R3\.$/,
  },
  {
    property: 'catch-up',
    title: 'one replica stays behind',
    trace: lagging()
      .wait(2 * bound + 1)
      .replica(0, []),
    replicas: [3],
    because:
      /^R3 has not executed slot 1, which another replica had executed 20\.101 ms before; R3 waits for slot 1\.$/,
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

function isBad(state: { readonly snapshot: string }): boolean {
  return state.snapshot === digestOf('bad');
}
