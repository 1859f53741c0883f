/**
 * All replicas in this thread: the host of Node, of tests and of fast-forwarding, and the one that follows
 * the workers while a person watches. It can be marked and taken back.
 */
import { invariant } from '../kernel/assert.ts';
import type { ReplicaId } from '../kernel/ids.ts';
import type { ReplicaEvent, TracedInput } from '../kernel/trace.ts';
import type { ReplicaState } from '../replica/replica.ts';
import type { Control, ControlResult, Host, StepRequest, StepResult } from '../sim/host.ts';
import { type HostParts, type Seat, type SeatOutcome, SeatRunner } from './seat.ts';

export interface InlineResult extends StepResult {
  readonly outcomes: readonly (SeatOutcome | null)[];
}

export class InlineHost implements Host {
  readonly oneAtATime = true;
  private readonly seats: readonly SeatRunner[];
  /**
   * For whoever keeps history: memories of every replica's last step that nobody has taken yet, the last one
   * first; null where nobody does.
   */
  private readonly fresh: ReplicaState[][] | null;

  constructor(parts: HostParts, { keepsVersions = false } = {}) {
    this.seats = Array.from({ length: parts.plan.replicas }, (_, self) => new SeatRunner(parts, self));
    this.fresh = keepsVersions ? this.seats.map(() => []) : null;
  }

  step(requests: readonly StepRequest[]): readonly InlineResult[] {
    return requests.map(({ replica, at, inputs }) => {
      const stepped = this.at(replica).step(at, inputs);
      if (this.fresh === null) return { replica, outcomes: stepped };
      const outcomes = stepped.map(trimmed);
      this.fresh[replica] = outcomes.flatMap((outcome) => outcome?.state ?? []).reverse();
      return { replica, outcomes };
    });
  }

  /**
   * Memory after the next event of this replica's last step, event by event: the host is ahead of the trace
   * by then. What has been taken is let go: a round of n² messages would survive every collection of garbage.
   */
  takeVersion(replica: ReplicaId): ReplicaState | null {
    invariant(this.fresh !== null, 'versions expected to be kept, found a host without history');
    return this.fresh[replica]?.pop() ?? this.memory(replica);
  }

  /** The memory after an event that was a step, given the memory before: what history does not keep. */
  stepAgain(before: ReplicaState, { replica, at, input }: ReplicaEvent): ReplicaState {
    invariant(input.kind !== 'recover', 'a step that read no disk expected, found a recovery');
    return this.at(replica).stepAgain(before, at, inputAgain(input));
  }

  control(control: Control): ControlResult {
    return this.at(control.replica).control(control);
  }

  /** Memory of one replica; null while it is down. */
  memory(replica: ReplicaId): ReplicaState | null {
    return this.at(replica).memory;
  }

  /** Memory of one replica, or what it was when it went down. */
  lastMemory(replica: ReplicaId): ReplicaState {
    return this.at(replica).lastMemory;
  }

  mark(): readonly Seat[] {
    return this.seats.map((runner) => runner.seat);
  }

  restore(mark: readonly Seat[]): void {
    for (const [replica, seat] of mark.entries()) this.at(replica).seat = seat;
  }

  close(): void {
    // Nothing runs outside this thread.
  }

  private at(replica: ReplicaId): SeatRunner {
    return this.seats[replica] as SeatRunner;
  }
}

/**
 * A list that has grown has room for some 17 members; one that is kept needs none to spare, and none is one.
 */
function trimmed(outcome: SeatOutcome | null): SeatOutcome | null {
  return outcome && { ...outcome, effects: exactly(outcome.effects), applied: exactly(outcome.applied) };
}

const none: readonly never[] = [];

function exactly<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list.slice();
}

function inputAgain(input: Exclude<TracedInput, { kind: 'recover' }>) {
  if (input.kind !== 'message') return input;
  const { from, message } = input.envelope;
  return { kind: 'message', from, message } as const;
}
