/**
 * One series as a plot: D3 places, React draws. The pointer or the arrow keys choose a point, whose values
 * stand above the plot in words.
 */
import { curveStepAfter, extent, leastIndex, line, max, scaleLinear } from 'd3';
import { type KeyboardEvent, type PointerEvent, useId, useRef, useState } from 'react';
import { useSize } from '../hooks/use-size.ts';
import { counted } from '../panels/words.ts';
import { type Series, short } from './series.ts';

const HEIGHT = 104;
const LEFT = 40;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 20;

export function Plot({ series }: { readonly series: Series }) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [chosen, setChosen] = useState<number | null>(null);
  const title = useId();
  const { points } = series;
  const at = chosen === null ? null : (points[Math.min(chosen, points.length - 1)] ?? null);
  return (
    <figure className="plot" aria-labelledby={title}>
      <figcaption>
        <span id={title} className="plot-title">
          {series.title}
        </span>
        <output className="plot-value">{at?.words ?? ''}</output>
      </figcaption>
      <div className="plot-box" ref={box}>
        {points.length === 0 && <p className="hint">None so far.</p>}
        {points.length > 0 && size !== null && (
          <PlotArea series={series} width={size.width} chosen={chosen} onChoose={setChosen} />
        )}
      </div>
    </figure>
  );
}

interface PlotAreaProps {
  readonly series: Series;
  readonly width: number;
  readonly chosen: number | null;
  readonly onChoose: (index: number | null) => void;
}

function PlotArea({ series, width, chosen, onChoose }: PlotAreaProps) {
  const { points, title, xName } = series;
  const { x, y } = scalesOf(series, width);
  const at = chosen === null ? undefined : points[Math.min(chosen, points.length - 1)];
  const onPointer = (event: PointerEvent<SVGSVGElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
    onChoose(leastIndex(points, (point) => Math.abs(x(point.x) - left)) ?? null);
  };
  const onKey = (event: KeyboardEvent) => {
    const next = chosenBy(event.key, chosen, points.length);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a picture that is walked has no element of its own.
    <svg
      className="plot-area"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk the points, as the name says.
      tabIndex={0}
      data-arrows
      data-figure={`plot: ${title}`}
      aria-label={`${title}: ${counted(points.length, 'point')}; left and right arrows walk them`}
      onPointerMove={onPointer}
      onPointerLeave={() => onChoose(null)}
      onKeyDown={onKey}
      onBlur={() => onChoose(null)}
    >
      <Axes series={series} width={width} />
      <path className={`plot-${series.kind}`} d={shapeOf(series, x, y)} />
      {at !== undefined && <circle className="plot-chosen" cx={x(at.x)} cy={y(at.y)} r="4" />}
      <text className="plot-unit" x={LEFT - 6} y={HEIGHT - 4} textAnchor="end">
        {xName}
      </text>
    </svg>
  );
}

type Scale = (value: number) => number;

function scalesOf({ points, kind, xName }: Series, width: number) {
  const [least = 0, most = 1] = extent(points, (point) => point.x);
  const from = xName === 'slot' ? least - 0.5 : 0;
  const to = xName === 'slot' ? most + 0.5 : Math.max(most, 1);
  const x = scaleLinear([from, to], [LEFT, width - RIGHT]);
  const top = Math.max(kind === 'steps' ? 1 : 0, max(points, (point) => point.y) ?? 1) || 1;
  const y = scaleLinear([0, top], [HEIGHT - BOTTOM, TOP]).nice(3);
  return { x, y };
}

function shapeOf({ kind, points }: Series, x: Scale, y: Scale): string {
  if (kind === 'stems') return points.map((point) => `M${x(point.x)} ${y(0)}V${y(point.y)}`).join('');
  // A line of no length has a round end: one path for any number of dots.
  if (kind === 'dots') return points.map((point) => `M${x(point.x)} ${y(point.y)}h0`).join('');
  return (
    line<Series['points'][number]>(
      (point) => x(point.x),
      (point) => y(point.y),
    ).curve(curveStepAfter)(points) ?? ''
  );
}

function Axes({ series, width }: { readonly series: Series; readonly width: number }) {
  const { x, y } = scalesOf(series, width);
  const isSlot = series.xName === 'slot';
  const xTicks = x.ticks(5).filter((tick) => !isSlot || Number.isInteger(tick));
  const yTicks = y.ticks(3).filter((tick) => !series.whole || Number.isInteger(tick));
  return (
    <g className="plot-axes">
      {yTicks.map((tick) => (
        <g key={tick}>
          <path d={`M${LEFT} ${y(tick)}H${width - RIGHT}`} />
          <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
            {short(tick)}
          </text>
        </g>
      ))}
      {xTicks.map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - 4} textAnchor={x(tick) > width - 24 ? 'end' : 'middle'}>
          {short(tick)}
        </text>
      ))}
    </g>
  );
}

/** Undefined for a key that chooses nothing. */
function chosenBy(key: string, chosen: number | null, count: number): number | null | undefined {
  if (key === 'ArrowRight') return chosen === null ? 0 : Math.min(count - 1, chosen + 1);
  if (key === 'ArrowLeft') return chosen === null ? count - 1 : Math.max(0, chosen - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}
