/**
 * A statechart as a picture: active states with a heavy frame, the moves that the last event took drawn bold,
 * timers with the time they have left. What a state or a move means is said on hover.
 */
import { useMemo } from 'react';
import type { ChartGraph, ChartMove } from '../../kernel/present.ts';
import { type ChartBox, type ChartWire, layoutChart } from './chart-layout.ts';
import './chart-view.css';

interface ChartViewProps {
  readonly graph: ChartGraph;
  /** What the picture shows, for those who do not see it. */
  readonly label: string;
  readonly lit: ReadonlySet<string>;
  readonly taken: ReadonlySet<ChartMove>;
  /** A second line in a state's box, by path. */
  readonly notes?: ReadonlyMap<string, string>;
  /** Time left, by the name of the timer. */
  readonly timers?: ReadonlyMap<string, string>;
}

export function ChartView({ graph, label, lit, taken, notes, timers }: ChartViewProps) {
  const layout = useMemo(() => layoutChart(graph, graph.of === 'slot' ? 40 : 28), [graph]);
  const { width, height, boxes, wires } = layout;
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      data-figure={`Statechart: ${label}`}
    >
      {boxes.map((box) => (
        <Box key={box.state.path} box={box} lit={lit.has(box.state.path)} note={notes?.get(box.state.path)} />
      ))}
      {wires.map((wire) => (
        <Wire
          key={`${wire.moves[0].from}>${wire.moves[0].to}`}
          wire={wire}
          taken={wire.moves.some((move) => taken.has(move))}
          timers={timers}
        />
      ))}
    </svg>
  );
}

interface BoxProps {
  readonly box: ChartBox;
  readonly lit: boolean;
  readonly note: string | undefined;
}

function Box({ box, lit, note }: BoxProps) {
  const { x, y, width, height, leaf, name, state } = box;
  return (
    <g className={`chart-state${leaf ? ' is-leaf' : ''}${lit ? ' is-lit' : ''}`}>
      <title>{state.says}</title>
      <rect x={x} y={y} width={width} height={height} rx="2" />
      {state.initial && leaf && <circle className="chart-start" cx={x} cy={y + 13} r="3" />}
      <text x={x + 8} y={y + 17}>
        {name}
      </text>
      {note !== undefined && (
        <text className="chart-note" x={x + 8} y={y + 33}>
          {note}
        </text>
      )}
    </g>
  );
}

interface WireProps {
  readonly wire: ChartWire;
  readonly taken: boolean;
  readonly timers: ReadonlyMap<string, string> | undefined;
}

function Wire({ wire, taken, timers }: WireProps) {
  const { moves, points, name } = wire;
  const [x, y] = points.at(-1) ?? [0, 0];
  const says = moves.map((move) => move.says).filter((text) => text !== '');
  return (
    <g className={taken ? 'chart-move is-taken' : 'chart-move'}>
      <title>{says.join(' ')}</title>
      <polyline points={points.map((point) => point.join(',')).join(' ')} />
      <path className="chart-head" d={`M${x} ${y}l6 -4v8z`} />
      <text x={name[0]} y={name[1]}>
        {moves.map((move) => nameOfMove(move, timers)).join(', ')}
      </text>
    </g>
  );
}

function nameOfMove({ from, on, timer }: ChartMove, timers: ReadonlyMap<string, string> | undefined): string {
  if (from === null) return `${on}, any state`;
  if (!timer) return on;
  const left = timers?.get(on);
  return left === undefined ? `timer ${on}` : `${on} in ${left}`;
}
