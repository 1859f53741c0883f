/**
 * Looks at a statechart before it runs: which timers it has, whether it keeps to what protocol charts may
 * use, and whether its transitions read its variables at all.
 */
import type { AnyStateMachine, StateNode } from 'xstate';
import { invariant } from '../kernel/assert.ts';
import type { TimerName } from '../kernel/ids.ts';

type Node = StateNode<never, never>;

/** Every state of a chart, the root first. */
export function chartNodes(machine: AnyStateMachine): readonly Node[] {
  const nodes: Node[] = [];
  const visit = (node: Node): void => {
    nodes.push(node);
    for (const child of Object.values(node.states) as Node[]) visit(child);
  };
  visit(machine.root as unknown as Node);
  return nodes;
}

/**
 * Timer name to the event that XState makes of it. One delay name belongs to one state, and none is a number.
 */
export function chartTimers(machine: AnyStateMachine): ReadonlyMap<TimerName, string> {
  const timers = new Map<TimerName, string>();
  for (const node of chartNodes(machine)) {
    invariant(node.invoke.length === 0, `state ${node.id} expected to invoke nothing`);
    invariant(node.type !== 'history', `state ${node.id} expected not to be a history state`);
    for (const { delay, eventType } of node.after) {
      invariant(typeof delay === 'string', `state ${node.id} expected a named delay, found ${String(delay)}`);
      invariant(
        (timers.get(delay) ?? eventType) === eventType,
        `delay ${delay} expected in one state only, found again in ${node.id}`,
      );
      invariant(delay in machine.implementations.delays, `delay ${delay} expected to have a length`);
      timers.set(delay, eventType);
    }
  }
  return timers;
}

/** True iff no transition has a guard and no action does anything inside XState but start or stop a timer. */
export function readsNoVariables(machine: AnyStateMachine): boolean {
  const implementations = machine.implementations.actions as Record<string, unknown>;
  const isPlain = (action: unknown): boolean => {
    if (typeof action === 'function') return isTimerAction(action);
    const type = typeof action === 'string' ? action : (action as { type: string }).type;
    return !isBuiltIn(implementations[type]);
  };
  return chartNodes(machine).every((node) => {
    const { always } = node as unknown as { always?: readonly unknown[] };
    if (always !== undefined && always.length > 0) return false;
    const transitions = [...node.transitions.values()].flat();
    const actions = [...node.entry, ...node.exit, ...transitions.flatMap((one) => [...one.actions])];
    return transitions.every((one) => one.guard === undefined) && actions.every(isPlain);
  });
}

function isBuiltIn(action: unknown): boolean {
  return typeof action === 'function' && 'resolve' in action;
}

function isTimerAction(action: object): boolean {
  const { type, delay } = action as { type?: string; delay?: unknown };
  return type === 'xstate.cancel' || (type === 'xstate.raise' && delay !== undefined);
}
