/**
 * An `always` verdict from a rule that judges one event at a time: what every protocol's own properties are
 * made of. The rule writes into maps of plain values, so that a copy of the verdict is a copy of each map.
 */
import type { ReplicaId } from './ids.ts';
import type { Property, Verdict, World } from './property.ts';
import { SharedMap } from './shared-map.ts';
import type { TraceEvent } from './trace.ts';

/** Who contradicts whom, and the two facts in one sentence. */
export interface Violation {
  readonly replicas: readonly ReplicaId[];
  readonly because: string;
}

/** What of an event breaks the promise; `memory` is the rule's own and may be written. */
export interface AlwaysRule<M> {
  readonly id: string;
  /** What holds while nothing is violated, in one sentence. */
  readonly promise: string;
  judge(memory: M, event: TraceEvent, world: World): Violation | null;
}

/** `given` is a record of maps, of which a copy is written; the first violation is kept for good. */
export function alwaysProperty<M extends object>(rule: AlwaysRule<M>, given: M, last?: Verdict): Property {
  const { id, promise } = rule;
  const memory = copyOf(given);
  let verdict = last ?? holding(id, promise);
  return {
    id,
    kind: 'always',
    observe(event, world) {
      if (verdict.verdict === 'violated') return;
      const violation = rule.judge(memory, event, world);
      if (violation) verdict = { ...verdict, ...violation, verdict: 'violated', event: event.index };
    },
    verdict: () => verdict,
    clone: () => alwaysProperty(rule, memory, verdict),
  };
}

function holding(property: string, because: string): Verdict {
  return { property, kind: 'always', verdict: 'holds', event: null, replicas: [], because };
}

/** Maps that are shared until one side writes. */
function copyOf<M extends object>(memory: M): M {
  const copies = Object.entries(memory).map(([name, map]) => [
    name,
    map instanceof SharedMap ? map.fork() : SharedMap.of(map as Map<unknown, unknown>),
  ]);
  return Object.fromEntries(copies) as M;
}
