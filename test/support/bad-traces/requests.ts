/** Bad traces: requests that nobody sent, or that are executed twice. */
import { digestOf, requestOf } from '../trace-builder.ts';
import { a, afterRestart, type BadTrace, b, begun } from './shared.ts';

export const requests: readonly BadTrace[] = [
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
  ...[
    { ...a, client: 'c1' as const },
    { ...a, timestamp: 2 },
    { ...a, operation: 'ab' },
  ].map((other) => ({
    property: 'validity',
    title: `it executes ${other.client}:${other.timestamp}:${other.operation} for c0:1:aa`,
    trace: begun().decide(1, 1, a, { execute: [other] }),
    replicas: [1],
    because: /which it executed, is not in it\.$/,
  })),
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
];
