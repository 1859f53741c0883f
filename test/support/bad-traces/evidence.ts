/** Bad traces: signed statements that convict somebody honest, or after a fork too few. */
import { ballot, digestOf, type TraceBuilder } from '../trace-builder.ts';
import { a, type BadTrace, b, begun } from './shared.ts';

const [one, other] = [digestOf('A'), digestOf('B')];

export const evidence: readonly BadTrace[] = [
  {
    property: 'evidence',
    title: 'an honest replica signed two votes',
    trace: watched()
      .broadcast(1, ballot(1, 'PREPARE', 0, 1, one))
      .broadcast(1, ballot(1, 'PREPARE', 0, 1, other)),
    replicas: [1],
    because: /^R1 is convicted though it was honest: it signed two PREPAREs with different values in view 0/,
  },
  {
    property: 'evidence',
    title: 'a fork with one conviction only',
    trace: fork().decide(3, 1, b, { view: 1, voters: [0, 2, 3] }),
    replicas: [2, 3],
    because: /^R2 and R3 decided different values at slot 1, but signed statements convict only R0\.$/,
  },
];

export function watched(): TraceBuilder {
  return begun({ evidence: true });
}

/** R0 lies and is caught with two PREPAREs; R2 and R3, whose code is broken, vote once in either view. */
function fork(): TraceBuilder {
  return watched()
    .command({ do: 'behave', replica: 0, as: 'liar' })
    .hears(2, 0, ballot(0, 'PREPARE', 0, 1, one))
    .hears(3, 0, ballot(0, 'PREPARE', 0, 1, other))
    .decide(2, 1, a, { voters: [0, 2, 3] });
}
