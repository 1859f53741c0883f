/**
 * Remembers what an application made of a slot, per state object. Replicas of one host that agree hold the
 * very same state by reference; executing the same operations on it is one pure function with one result, so
 * the host may compute it once. A replica whose state differs, or that runs in a worker of its own, finds
 * nothing here and executes itself.
 */
import type { Application, Executed, Snapshot } from '../kernel/application.ts';
import type { Hex, Slot } from '../kernel/ids.ts';

/**
 * Executions remembered at a time. Not for as long as the state lives on which they were executed: each would
 * keep the next state alive, and that the one after it, so that the genesis kept all there ever were.
 */
const most = 256;

/** `application` with a memory: per state the last slot executed on it. */
export function rememberExecutions(application: Application): Application {
  const last = new Map<Snapshot, Remembered>();
  return {
    ...application,
    execute(state, slot, operations) {
      const known = last.get(state);
      if (known && known.slot === slot && isSameList(known.operations, operations)) return known.executed;
      const executed = application.execute(state, slot, operations);
      last.set(state, { slot, operations, executed });
      if (last.size > most) last.delete(last.keys().next().value as Snapshot);
      return executed;
    },
  };
}

interface Remembered {
  readonly slot: Slot;
  readonly operations: readonly Hex[];
  readonly executed: Executed;
}

function isSameList(a: readonly Hex[], b: readonly Hex[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]));
}
