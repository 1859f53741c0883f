/**
 * Where the parts of a statechart go: states as nested boxes from top to bottom, and every move as a line
 * that leaves its box to the right, runs down or up in a track of its own, and comes back in. No two lines
 * lie on each other, and each name stands on its own line, whatever the chart.
 */
import type { ChartGraph, ChartMove, ChartState } from '../../kernel/present.ts';

export interface ChartLayout {
  /** CSS px. */
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly ChartBox[];
  readonly wires: readonly ChartWire[];
}

export interface ChartBox {
  readonly state: ChartState;
  /** The last part of its path. */
  readonly name: string;
  readonly leaf: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Moves with the same ends are one wire. */
export interface ChartWire {
  readonly moves: readonly [ChartMove, ...ChartMove[]];
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Where the name begins: its baseline. */
  readonly name: readonly [x: number, y: number];
}

const boxWidth = 120;
const inset = 8;
const line = 16;
const gap = 8;
/** Names stand between the boxes and the first track. */
const trackFirst = boxWidth + 144;
const trackPitch = 8;
const margin = 4;

/** `leafHeight`: least height of a state without children, in px. */
export function layoutChart(graph: ChartGraph, leafHeight: number): ChartLayout {
  const wires = joined(graph.moves);
  const rows = placed(graph, wires, leafHeight);
  const routed = routes(wires, rows);
  const right = Math.max(trackFirst, ...routed.map(({ points }) => Math.max(...points.map(([x]) => x))));
  const height = Math.max(0, ...[...rows.values()].map(({ box }) => box.y + box.height));
  return {
    width: right + margin,
    height: height + margin,
    boxes: [...rows.values()].map(({ box }) => box),
    wires: routed,
  };
}

type Moves = readonly [ChartMove, ...ChartMove[]];

/** A state's box, with the y of the lines that enter and leave it. */
interface Row {
  readonly box: ChartBox;
  readonly enter: number;
  readonly leave: ReadonlyMap<Moves, number>;
}

function joined(moves: readonly ChartMove[]): readonly Moves[] {
  const groups = new Map<string, [ChartMove, ...ChartMove[]]>();
  for (const move of moves) {
    const key = `${move.from}>${move.to}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [move]);
    else group.push(move);
  }
  return [...groups.values()];
}

/** Boxes from top to bottom in the chart's own order, children inside their parent. */
function placed(graph: ChartGraph, wires: readonly Moves[], leafHeight: number): Map<string, Row> {
  const rows = new Map<string, Row>();
  const children = (parent: string | null) => graph.states.filter((state) => state.parent === parent);
  const place = (state: ChartState, depth: number, top: number): number => {
    const { enter, leave, end } = ports(state, wires, top);
    const inner = children(state.path);
    const leaf = inner.length === 0;
    let bottom = leaf ? Math.max(top + leafHeight, end) : Math.max(top + line + gap, end);
    const own = { state, name: nameOf(state), leaf, x: margin + depth * inset, y: top };
    const width = boxWidth - 2 * depth * inset;
    rows.set(state.path, { box: { ...own, width, height: 0 }, enter, leave });
    for (const child of inner) bottom = place(child, depth + 1, bottom) + gap;
    rows.set(state.path, { box: { ...own, width, height: bottom - top }, enter, leave });
    return bottom;
  };
  let top = margin;
  for (const state of children(null)) top = place(state, 0, top) + gap;
  return rows;
}

/**
 * Lines at the right edge of one state: first where moves enter, then one for each that leaves or comes from
 * anywhere.
 */
function ports(state: ChartState, wires: readonly Moves[], top: number) {
  const leave = new Map<Moves, number>();
  const enters = wires.some(([move]) => move.to === state.path && move.from !== null);
  let y = top + (enters ? line / 2 : -line / 4);
  const enter = y;
  for (const wire of wires) {
    const [{ from, to }] = wire;
    if (from === state.path || (from === null && to === state.path)) {
      y += line;
      leave.set(wire, y);
    }
  }
  return { enter, leave, end: y + gap };
}

function routes(wires: readonly Moves[], rows: ReadonlyMap<string, Row>): ChartWire[] {
  const tracks: [number, number][][] = [];
  const ends = wires.flatMap((moves) => {
    const [{ from, to }] = moves;
    const [source, goal] = [rows.get(from ?? to), rows.get(to)];
    const start = source?.leave.get(moves);
    return source === undefined || goal === undefined || start === undefined
      ? []
      : [{ moves, source, goal, start }];
  });
  const length = (end: (typeof ends)[number]) => Math.abs(end.goal.enter - end.start);
  return ends
    .toSorted((a, b) => length(a) - length(b))
    .map(({ moves, source, goal, start }) => {
      const out = source.box.x + source.box.width;
      const name = [margin + boxWidth + 12, start - 3] as const;
      // From anywhere: a short line that only comes in, at its own height.
      if (moves[0].from === null)
        return {
          moves,
          name,
          points: [
            [trackFirst - 8, start],
            [out, start],
          ],
        };
      const track = trackFirst + trackPitch * freeTrack(tracks, start, goal.enter);
      const back = goal.box.x + goal.box.width;
      const points = [
        [out, start],
        [track, start],
        [track, goal.enter],
        [back, goal.enter],
      ] as const;
      return { moves, name, points };
    });
}

/** The innermost track where nothing lies between the two heights; takes it. */
function freeTrack(tracks: [number, number][][], a: number, b: number): number {
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  let index = tracks.findIndex((taken) => taken.every(([low, high]) => to < low || from > high));
  if (index < 0) index = tracks.push([]) - 1;
  tracks[index]?.push([from, to]);
  return index;
}

function nameOf(state: ChartState): string {
  return state.path.slice(state.path.lastIndexOf('.') + 1);
}
