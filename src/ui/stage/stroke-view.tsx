/** The stroke under the pointer, and what letting go would do. */
import type { Layout } from './geometry.ts';
import type { ShownStroke } from './use-stroke.ts';

export function StrokeView({ stroke, layout }: { readonly stroke: ShownStroke; readonly layout: Layout }) {
  const { points, label, closed, acts } = stroke;
  const last = points.at(-1);
  if (last === undefined) return null;
  const line = points.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join('L');
  const right = last.x < layout.width * 0.6;
  return (
    <svg
      className="stage-svg stage-stroke"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
    >
      <path className={closed ? 'stroke-line is-closed' : 'stroke-line'} d={`M${line}${closed ? 'z' : ''}`} />
      <text
        className={acts.length === 0 ? 'stroke-label is-idle' : 'stroke-label'}
        x={last.x + (right ? 16 : -16)}
        y={Math.max(16, last.y - 10)}
        textAnchor={right ? 'start' : 'end'}
      >
        {label}
      </text>
    </svg>
  );
}
