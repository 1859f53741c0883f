/**
 * What all shared verdicts have in common: which events they are shown, how the first violation is kept, and
 * how a copy goes on. A verdict itself is one pure rule over the world plus what it must remember.
 */
import type { ReplicaId, TimeUs } from '../../kernel/ids.ts';
import type { Property, Verdict, World } from '../../kernel/property.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import type { TraceWorld } from '../trace-world.ts';

/** Facts that contradict a property, in one sentence, and the replicas that it names. */
export interface Finding {
  readonly replicas: readonly ReplicaId[];
  readonly because: string;
}

/** The first violation, with the event that completed it. */
export interface Violation extends Finding {
  readonly event: number;
}

/** What a replica waits for: "needs 3 COMMITs, has 2: from 1, 3"; null when it waits for nothing. */
export type Explain = (replica: ReplicaId) => string | null;

export interface SharedProperty extends Property {
  /** Bits of {@link sign}: an event without any of them is not shown. */
  readonly wants: number;
  /** Asks for the first event after this time, whatever it holds. */
  readonly wakesAfter: TimeUs;
  readonly violation: Violation | null;
  /** The world is the one that the monitor folds: a kernel `World` and more. */
  observe(event: TraceEvent, world: TraceWorld & World): void;
  /** A pending one says why, if somebody can explain it. */
  verdict(explain?: Explain): Verdict;
  clone(): SharedProperty;
}

/**
 * A verdict of kind `always`: `judge` may change the memory, which belongs to one copy of the property alone.
 */
export interface Rule<Memory> {
  readonly id: string;
  readonly wants: number;
  /** What is true while nothing contradicts it. */
  readonly promise: string;
  judge(memory: Memory, event: TraceEvent, world: TraceWorld): Finding | null;
  /** A copy that shares what is not written again; both must be able to go on independently. */
  copy(memory: Memory): Memory;
}

export function alwaysProperty<Memory>(
  rule: Rule<Memory>,
  memory: Memory,
  found: Violation | null = null,
): SharedProperty {
  let violation = found;
  const { id, wants, promise } = rule;
  return {
    id,
    kind: 'always',
    wants,
    wakesAfter: Number.POSITIVE_INFINITY,
    get violation() {
      return violation;
    },
    observe(event, world) {
      if (violation !== null) return;
      const finding = rule.judge(memory, event, world);
      if (finding !== null) violation = { ...finding, event: event.index };
    },
    verdict: () => verdictOf({ id, kind: 'always' }, violation, promise),
    clone: () => alwaysProperty(rule, rule.copy(memory), violation),
  };
}

export function verdictOf(
  { id, kind }: Pick<Verdict, 'kind'> & { readonly id: string },
  violation: Violation | null,
  promise: string,
): Verdict {
  if (violation === null) {
    return { property: id, kind, verdict: 'holds', event: null, replicas: [], because: promise };
  }
  const { event, replicas, because } = violation;
  return { property: id, kind, verdict: 'violated', event, replicas, because };
}
