/**
 * The lines that messages fly along: hair lines when idle, stronger while something is on its way, broken
 * with a mark where a cut drops what is sent (VISUAL 1).
 */
import { memo } from 'react';
import type { Endpoint } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import { isWave } from '../canvas/placement.ts';
import { pathOf, pointAt } from './curve.ts';
import { curveOf, type Layout } from './geometry.ts';

type Pair = readonly [Endpoint, Endpoint];

interface LinksProps {
  readonly frame: Frame;
  readonly layout: Layout;
  /** Whose messages are drawn singly. */
  readonly focus: Endpoint | null;
}

export const Links = memo(function Links({ frame, layout, focus }: LinksProps) {
  const shown = frame.inFlight.filter((flight) => !isWave(flight, layout, focus));
  const used = new Map(
    shown.map((flight) => [keyOf([flight.from, flight.to]), [flight.from, flight.to] as Pair]),
  );
  const cut = new Set(frame.cuts.map(keyOf));
  const idle = layout.level.wavefront ? [] : everyPair(layout.replicas.length);
  return (
    <g className="links">
      {idle.map((pair) =>
        cut.has(keyOf(pair)) || used.has(keyOf(pair)) ? null : (
          <path key={keyOf(pair)} className="link" d={pathOf(curveOf(layout, ...pair))} />
        ),
      )}
      {[...used].map(([key, pair]) => (
        <path key={key} className="link is-used" d={pathOf(curveOf(layout, ...pair))} />
      ))}
      {!layout.level.wavefront &&
        frame.cuts.map((pair) => <CutMark key={keyOf(pair)} pair={pair} layout={layout} />)}
    </g>
  );
});

function CutMark({ pair, layout }: { readonly pair: Pair; readonly layout: Layout }) {
  const curve = curveOf(layout, ...pair);
  const middle = pointAt(curve, 0.5);
  const turn = (Math.atan2(curve.to.y - curve.from.y, curve.to.x - curve.from.x) * 180) / Math.PI;
  return (
    <g>
      <path className="link is-cut" d={pathOf(curve)} />
      <path
        className="cut-mark"
        d="M-6 6L0 -6M0 6L6 -6"
        transform={`translate(${middle.x} ${middle.y}) rotate(${turn})`}
      />
    </g>
  );
}

function everyPair(replicas: number): Pair[] {
  const ids = Array.from({ length: replicas }, (_, id) => id);
  return ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => [from, to] as const));
}

function keyOf([from, to]: Pair): string {
  return `${from}>${to}`;
}
