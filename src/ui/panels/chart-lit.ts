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

/** Moves that explain how the lit states changed: out of what is dark now, into what is newly lit. */
export function movesBetween(
  graph: ChartGraph,
  before: ReadonlySet<string>,
  now: ReadonlySet<string>,
): ReadonlySet<ChartMove> {
  const left = [...before].filter((path) => !now.has(path));
  const entered = [...now].filter((path) => !before.has(path));
  return new Set(
    graph.moves.filter(({ from, to }) => {
      const goes = entered.some((path) => path === to || path.startsWith(`${to}.`));
      const comes = from === null || left.some((path) => path === from || path.startsWith(`${from}.`));
      return goes && comes;
    }),
  );
}
