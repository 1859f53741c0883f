/**
 * The middle of a replica: the state root as a picture and four hex digits, or what stands in its place when
 * the replica is down. A replica that is behind gets a dashed rim, one that differs at the same slot a thick
 * contradicting one.
 */
import type { Digest } from '../../kernel/ids.ts';
import { identiconPath } from './identicon.ts';
import type { RootMark } from './root-mark.ts';

interface CoreProps {
  readonly root: Digest | null;
  readonly mark: RootMark;
  readonly radius: number;
  readonly hex: boolean;
  readonly corrupted: boolean;
}

export function Core({ root, mark, radius, hex, corrupted }: CoreProps) {
  const size = radius * (hex ? 0.9 : 1.1);
  return (
    <g className={`core is-${mark.kind}`}>
      <circle className="core-rim" r={radius} />
      {root !== null && (
        <path
          className="identicon"
          d={identiconPath(root, size)}
          transform={`translate(0 ${hex ? -radius * 0.24 : 0})`}
        />
      )}
      {corrupted && <path className="crack" d={crack(radius)} />}
      {root !== null && hex && (
        <Hex root={root} against={mark.kind === 'differs' ? mark.against : null} y={radius * 0.62} />
      )}
    </g>
  );
}

/** Four digits; where states differ, the first digit that does is underlined. */
function Hex(props: { readonly root: Digest; readonly against: Digest | null; readonly y: number }) {
  const { root, against, y } = props;
  const digits = [...root.slice(0, 4)];
  const first = against === null ? -1 : digits.findIndex((digit, index) => digit !== against[index]);
  return (
    <text className="hex" y={y}>
      {first < 0 ? (
        digits.join('')
      ) : (
        <>
          {digits.slice(0, first).join('')}
          <tspan className="hex-first">{digits[first]}</tspan>
          {digits.slice(first + 1).join('')}
        </>
      )}
    </text>
  );
}

/** A zigzag from rim to rim. */
function crack(radius: number): string {
  const steps = [-1, -0.6, -0.25, 0.15, 0.5, 1];
  const points = steps.map((step, index) => `${index % 2 === 0 ? -4 : 4} ${(step * radius).toFixed(1)}`);
  return `M${points.join('L')}`;
}
