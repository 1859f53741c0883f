/** Bad traces: decided logs that differ, have gaps, or change. */
import type { Request } from '../../../src/kernel/message.ts';
import { digestOf } from '../trace-builder.ts';
import { a, type BadTrace, b, begun } from './shared.ts';

export const logs: readonly BadTrace[] = [
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
  ...[
    ['client', { ...a, client: 'c1' as const }],
    ['timestamp', { ...a, timestamp: 2 }],
    ['operation', { ...a, operation: 'ab' }],
  ].map(([what, other]) => ({
    property: 'total-order',
    title: `a request with another ${what}`,
    trace: begun()
      .decide(1, 1, a)
      .decide(2, 1, a, { commands: [other as Request] }),
    replicas: [1, 2],
    because: /^R1 ordered c0's request 1 in slot 1, R2 ordered c\d's request \d there\.$/,
  })),
  {
    property: 'total-order',
    title: 'the same slot, but one replica executes nothing',
    trace: begun().decide(1, 1, a).decide(2, 1, a, { execute: [] }),
    replicas: [1, 2],
    because: /^R1 executed c0's request 1 in slot 1, R2 executed nothing there\.$/,
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
];
