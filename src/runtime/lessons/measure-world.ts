/** What a lesson may read off the world where its stretch of the run ends: sizes, states, time. */
import { unreachable } from '../../kernel/assert.ts';
import { quorum, weakQuorum } from '../../kernel/quorum.ts';
import type { Measure } from '../../scenarios/lessons/conditions.ts';
import type { Value } from './value.ts';
import {
  activeView,
  glyphAt,
  lastEvent,
  otherRoot,
  replicaIds,
  rootAt,
  stateAt,
  type Window,
} from './window.ts';

type Size = 'replicas' | 'faults' | 'quorum' | 'weak-quorum' | 'checkpoint-interval';
type OfWorld = Measure & {
  readonly measure:
    | Size
    | 'view'
    | 'note'
    | 'executed'
    | 'stable'
    | 'differs'
    | 'root'
    | 'other-root'
    | 'balance'
    | 'time';
};

export function measureWorld(given: OfWorld, window: Window): Value {
  const { run, to } = window;
  switch (given.measure) {
    case 'view':
      return Math.max(0, ...replicaIds(run).map((id) => activeView(run, id, to) ?? 0));
    case 'note':
      return run.recording.log.commands.findLast(({ index }) => index < to)?.note ?? null;
    case 'executed':
      return glyphAt(run, given.replica, to)?.executedSlot ?? null;
    case 'stable':
      return glyphAt(run, given.replica, to)?.stableSlot ?? null;
    case 'differs': {
      const { root, slot } = otherRoot(run, given.replica, to);
      return root === null ? 0 : slot;
    }
    case 'root':
      return digits(rootAt(run, given.replica, to));
    case 'other-root':
      return digits(otherRoot(run, given.replica, to).root);
    case 'balance':
      return balance(window, given);
    case 'time':
      return (lastEvent(window)?.at ?? 0) / 1000;
    default:
      return size(given.measure, window);
  }
}

function size(what: Size, { run }: Window): number {
  const { replicas, faults, options } = run.assembly.plan;
  switch (what) {
    case 'replicas':
      return replicas;
    case 'faults':
      return faults;
    case 'quorum':
      return quorum(replicas, faults);
    case 'weak-quorum':
      return weakQuorum(faults);
    case 'checkpoint-interval':
      return options.checkpointInterval;
    default:
      return unreachable(what);
  }
}

function balance(
  { run, to }: Window,
  { replica, account, asset }: Measure & { readonly measure: 'balance' },
): Value {
  const state = stateAt(run, replica, to);
  if (state === null) return null;
  const { accounts } = run.assembly.application.describe(state.application);
  const found = accounts.find((entry) => entry.account === account);
  const amount = found?.balances.find((entry) => entry.asset === asset)?.amount;
  // At least two decimals, and no zeros after them.
  return amount?.replace(/(\.\d\d\d*?)0+$/, '$1') ?? null;
}

function digits(root: string | null): string | null {
  return root === null ? null : root.slice(0, 4);
}
