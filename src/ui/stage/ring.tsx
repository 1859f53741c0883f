/**
 * A quorum ring: one segment per replica at its clock position, so that who voted can be read (VISUAL 2). How
 * many is the count beside the glyph; at the threshold the ring is sealed by a closed line.
 */
import type { Ring, RingSegment } from '../../kernel/present.ts';
import { textureOf } from '../canvas/texture.ts';
import { angleOf } from './geometry.ts';

interface RingProps {
  readonly ring: Ring;
  readonly inner: number;
  readonly outer: number;
  /** Drawn dashed: a view change in progress. */
  readonly dashed?: boolean;
  /** Drawn in lines only: of one that is down, what is on its disk. */
  readonly hollow?: boolean;
  /** Of the value held here, when its slot has several: its texture fills the votes for it. */
  readonly letter?: string | null;
}

export function QuorumRing({ ring, inner, outer, dashed = false, hollow = false, letter = null }: RingProps) {
  const texture = textureOf(letter);
  const sealed = ring.count >= ring.threshold;
  return (
    <g
      className={`ring hue-${ring.hue} is-${texture}${dashed ? ' dashed' : ''}${hollow ? ' is-hollow' : ''}`}
    >
      {ring.segments.map((segment, id) => (
        <Segment
          // biome-ignore lint/suspicious/noArrayIndexKey: a segment is the replica at that index.
          key={id}
          segment={segment}
          id={id}
          count={ring.segments.length}
          inner={inner}
          outer={outer}
        />
      ))}
      {ring.proposer !== null && (
        <Notch
          id={ring.proposer}
          count={ring.segments.length}
          radius={outer}
          size={Math.min(6, outer - inner)}
        />
      )}
      {sealed && <circle className="seal" r={outer + 1.5} pathLength={1} transform="rotate(-90)" />}
    </g>
  );
}

interface SegmentProps {
  readonly segment: RingSegment;
  readonly id: number;
  readonly count: number;
  readonly inner: number;
  readonly outer: number;
}

function Segment({ segment, id, count, inner, outer }: SegmentProps) {
  const middle = (inner + outer) / 2;
  const [x, y] = at(angleOf(id, count), middle);
  const whole = sector(id, count, inner, outer);
  return (
    <g className={`segment is-${segment}`}>
      <path className="segment-edge" d={whole} />
      {segment === 'certified' && <path className="segment-fill" d={sector(id, count, inner, middle)} />}
      {(segment === 'heard' || segment === 'own') && <path className="segment-fill" d={whole} />}
      {segment === 'other' && <path className="segment-fill is-other" d={whole} />}
      {segment === 'double' && <path className="segment-fill" d={whole} />}
      {segment === 'own' && <circle className="segment-own" cx={x} cy={y} r={1.75} />}
      {segment === 'double' && <path className="segment-split" d={spoke(id, count, inner - 1, outer + 1)} />}
    </g>
  );
}

interface NotchProps {
  readonly id: number;
  readonly count: number;
  readonly radius: number;
  readonly size: number;
}

function Notch({ id, count, radius, size }: NotchProps) {
  const [x, y] = at(angleOf(id, count), radius);
  return <rect className="notch" x={x - size / 2} y={y - size / 2} width={size} height={size} />;
}

const GAP = (4 * Math.PI) / 180;

function sector(id: number, count: number, inner: number, outer: number): string {
  const middle = angleOf(id, count);
  // Many replicas leave no room for 4 degrees between them.
  const half = Math.PI / count - Math.min(GAP / 2, Math.PI / count / 4);
  const [ax, ay] = at(middle - half, outer);
  const [bx, by] = at(middle + half, outer);
  const [cx, cy] = at(middle + half, inner);
  const [dx, dy] = at(middle - half, inner);
  return `M${ax} ${ay}A${outer} ${outer} 0 0 1 ${bx} ${by}L${cx} ${cy}A${inner} ${inner} 0 0 0 ${dx} ${dy}z`;
}

function spoke(id: number, count: number, inner: number, outer: number): string {
  const [ax, ay] = at(angleOf(id, count), inner);
  const [bx, by] = at(angleOf(id, count), outer);
  return `M${ax} ${ay}L${bx} ${by}`;
}

function at(angle: number, radius: number): [number, number] {
  return [round(radius * Math.sin(angle)), round(-radius * Math.cos(angle))];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
