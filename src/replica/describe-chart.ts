/**
 * A statechart as plain data for the page: its states, nested as they are, and where each signal and timer
 * leads. Read from the machine that runs, so the picture cannot differ from what happens.
 */
import type { StateNode } from 'xstate';
import type { ChartGraph, ChartMove, ChartState } from '../kernel/present.ts';
import type { Chart } from './chart-runner.ts';
import { chartNodes } from './chart-shape.ts';

type Node = StateNode<never, never>;

/** The picture of one chart; `of` says what it is the chart of. */
export function describeChart<V>(chart: Chart<V>, of: ChartGraph['of']): ChartGraph {
  const nodes = chartNodes(chart.machine);
  const [root] = nodes;
  return {
    of,
    states: nodes.filter((node) => node !== root).map(stateOf),
    moves: nodes.flatMap(movesOf),
  };
}

function stateOf(node: Node): ChartState {
  return {
    path: pathOf(node),
    parent: node.path.length > 1 ? node.path.slice(0, -1).join('.') : null,
    says: node.description ?? '',
    parallel: node.type === 'parallel',
    initial: beginsWith(node),
  };
}

/** In a parallel state every child begins. */
function beginsWith(node: Node): boolean {
  const { parent } = node;
  if (parent === undefined) return true;
  return parent.type === 'parallel' || (parent.initial.target ?? []).some((first) => first === node);
}

/** What leads out of a state; what the root says holds wherever the chart stands. */
function movesOf(node: Node): ChartMove[] {
  const timers = new Map(node.after.map(({ eventType, delay }) => [eventType, String(delay)]));
  const moves = [...node.transitions.values()].flat();
  return moves.flatMap(({ eventType, target, description }) =>
    (target ?? []).map((goal) => ({
      from: node.path.length === 0 ? null : pathOf(node),
      to: pathOf(goal as unknown as Node),
      on: timers.get(eventType) ?? eventType,
      timer: timers.has(eventType),
      says: description ?? '',
    })),
  );
}

function pathOf(node: Node): string {
  return node.path.join('.');
}
