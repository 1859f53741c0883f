/**
 * The lines that messages fly along: hair lines when idle, stronger while something is on its way, broken
 * with a mark where a cut drops what is sent (VISUAL 1). Their words stand above the marks, on the canvas.
 */
import { memo } from 'react';
import type { Endpoint } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import { isWave } from '../canvas/waves.ts';
import { pathOf, pointAt } from './curve.ts';
import type { Layout } from './geometry.ts';
import { curveOf } from './link-curves.ts';
import { type Link, linkKey, sameGroup } from './link-words.ts';

interface LinksProps {
  readonly frame: Frame;
  readonly layout: Layout;
  /** Whose messages are drawn singly, and in a crowd whose links are strong. */
  readonly focus: Endpoint | null;
  /** The link under the pointer. */
  readonly hovered: Link | null;
}

export const Links = memo(function Links({ frame, layout, focus, hovered }: LinksProps) {
  const used = new Map<string, Link>();
  for (const flight of frame.inFlight) {
    const { from, to } = flight;
    if (isWave(flight, layout, { focus, selected: null, split: null })) continue;
    if (!layout.level.crowded || from === focus || to === focus) used.set(linkKey([from, to]), [from, to]);
  }
  if (hovered !== null) used.set(linkKey(hovered), hovered);
  const cut = new Set(frame.cuts.map(linkKey));
  const idle = layout.level.wavefront ? [] : everyPair(layout.replicas.length);
  return (
    <g className="links">
      {idle.map((pair) =>
        cut.has(linkKey(pair)) || used.has(linkKey(pair)) ? null : (
          <path key={linkKey(pair)} className="link" d={pathOf(curveOf(layout, ...pair))} />
        ),
      )}
      {[...used].map(([key, pair]) => (
        <path
          key={key}
          className={`link is-used${hovered !== null && key === linkKey(hovered) ? ' is-hovered' : ''}`}
          d={pathOf(curveOf(layout, ...pair))}
        />
      ))}
      {!layout.level.wavefront &&
        frame.cuts.map((pair) => (
          <CutLink key={linkKey(pair)} pair={pair} layout={layout} marked={sameGroup(frame, pair)} />
        ))}
    </g>
  );
});

/** A cut that separates groups has its mark on the band between them. */
function CutLink(props: { readonly pair: Link; readonly layout: Layout; readonly marked: boolean }) {
  const { pair, layout, marked } = props;
  const curve = curveOf(layout, ...pair);
  const middle = pointAt(curve, 0.5);
  const turn = (Math.atan2(curve.to.y - curve.from.y, curve.to.x - curve.from.x) * 180) / Math.PI;
  return (
    <g>
      <path className="link is-cut" d={pathOf(curve)} />
      {marked && (
        <path
          className="cut-mark"
          d="M-6 6L0 -6M0 6L6 -6"
          transform={`translate(${middle.x} ${middle.y}) rotate(${turn})`}
        />
      )}
    </g>
  );
}

function everyPair(replicas: number): Link[] {
  const ids = Array.from({ length: replicas }, (_, id) => id);
  return ids.flatMap((from) => ids.filter((to) => to !== from).map((to): Link => [from, to]));
}
