/** Which states of a chart are lit at a moment, and which moves led there since the moment before. */
import type { ChartGraph, ChartMove, ReplicaGlyph } from '../../kernel/present.ts';

/** "view.normal.waiting + state.current": these states and all around them. */
export function litByPath(chart: string): ReadonlySet<string> {
  const lit = new Set<string>();
  for (const path of chart.split(' + ')) {
    const parts = path.split('.');
    for (let length = 1; length <= parts.length; length++) lit.add(parts.slice(0, length).join('.'));
  }
  return lit;
}

/** Open slots by the phase they are in: a chart of slots is lit in several places at once. */
export function slotsByPhase(glyph: ReplicaGlyph | null): ReadonlyMap<string, readonly number[]> {
  const phases = new Map<string, number[]>();
  for (const { slot, phase } of glyph?.slots ?? []) phases.set(phase, [...(phases.get(phase) ?? []), slot]);
  return phases;
}

/**
 * The moves that explain how the lit states changed. Where two different ways would have led to the same
 * place and the states alone cannot tell which was taken, none is named: the picture claims nothing it does
 * not know.
 */
export function movesBetween(
  graph: ChartGraph,
  before: ReadonlySet<string>,
  now: ReadonlySet<string>,
  byTimer: boolean,
): ReadonlySet<ChartMove> {
  const left = [...before].filter((path) => !now.has(path));
  const possible = graph.moves.filter(({ from, to }) => {
    const comes = from === null || left.some((path) => isWithin(path, from));
    const goals = leavesOf(graph, to);
    return comes && goals.every((path) => now.has(path)) && goals.some((path) => !before.has(path));
  });
  const kind = possible.filter(({ timer }) => timer === (byTimer && possible.some((move) => move.timer)));
  const wires = new Map(kind.map((move) => [leavesOf(graph, move.to).join(), new Set<string>()]));
  for (const move of kind) wires.get(leavesOf(graph, move.to).join())?.add(`${move.from}>${move.to}`);
  return new Set(kind.filter(({ to }) => wires.get(leavesOf(graph, to).join())?.size === 1));
}

/** Where one arrives by entering a state: down its initial states to those without children. */
function leavesOf(graph: ChartGraph, path: string): readonly string[] {
  const inner = graph.states.filter((state) => state.parent === path && state.initial);
  return inner.length === 0 ? [path] : inner.flatMap((state) => leavesOf(graph, state.path));
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}
