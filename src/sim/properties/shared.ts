/**
 * What all shared verdicts have in common: which events they are shown, how the first violation is kept, and
 * how a copy goes on. A verdict itself is one pure rule over the world plus what it must remember.
 */
import type { ReplicaId, Slot, TimeUs } from '../../kernel/ids.ts';
import type { Property, Verdict, World } from '../../kernel/property.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import type { TraceWorld } from '../trace-world.ts';

/** Facts that contradict a property, in one sentence, and the replicas that it names. */
export interface Finding {
  readonly replicas: readonly ReplicaId[];
  readonly slot?: Slot;
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
  return new Always(rule, memory, found);
}

/** A class, because there are a dozen in every checkpoint: one with closures of its own weighs a kilobyte. */
class Always<Memory> implements SharedProperty {
  violation: Violation | null;
  private readonly rule: Rule<Memory>;
  private readonly memory: Memory;

  constructor(rule: Rule<Memory>, memory: Memory, found: Violation | null) {
    this.rule = rule;
    this.memory = memory;
    this.violation = found;
  }

  get id(): string {
    return this.rule.id;
  }

  get kind(): 'always' {
    return 'always';
  }

  get wants(): number {
    return this.rule.wants;
  }

  get wakesAfter(): TimeUs {
    return Number.POSITIVE_INFINITY;
  }

  observe(event: TraceEvent, world: TraceWorld): void {
    if (this.violation !== null) return;
    const finding = this.rule.judge(this.memory, event, world);
    if (finding !== null) this.violation = { ...finding, event: event.index };
  }

  verdict(): Verdict {
    return verdictOf(this, this.violation, this.rule.promise);
  }

  clone(): SharedProperty {
    return new Always(this.rule, this.rule.copy(this.memory), this.violation);
  }
}

export function verdictOf(
  { id, kind }: Pick<Verdict, 'kind'> & { readonly id: string },
  violation: Violation | null,
  promise: string,
): Verdict {
  if (violation === null) {
    return { property: id, kind, verdict: 'holds', event: null, replicas: [], because: promise };
  }
  return { property: id, kind, verdict: 'violated', ...violation };
}
