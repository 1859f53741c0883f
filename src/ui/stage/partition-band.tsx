/**
 * What separates the groups of a partition: a dashed band between neighbours that cannot talk, with scissors
 * and counts.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import { angleOf, type Layout, onRing } from './geometry.ts';

interface BandProps {
  readonly frame: Frame;
  readonly layout: Layout;
}

/** Half of the band's width. */
const HALF = 4;

export function PartitionBand({ frame, layout }: BandProps) {
  const angles = boundaries(frame, layout.replicas.length);
  if (angles.length === 0) return null;
  const { centre } = layout;
  const reach = layout.radius + (layout.compact ? 8 : 20);
  const [first = 0] = angles;
  const sign = onRing(centre, reach + 4, first);
  const right = Math.sin(first) >= 0;
  return (
    <g className="band">
      {angles.map((angle) => (
        <path key={angle} d={bandPath(layout, reach - 12, angle)} />
      ))}
      <g transform={`translate(${sign.x} ${sign.y})`}>
        <circle className="badge-ground" r={11} />
        <path
          className="badge-mark"
          d="M-5 -6L4 4M5 -6L-4 4M-6.5 5.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M2.5 5.5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0"
        />
        <text x={right ? 16 : -16} y={4} textAnchor={right ? 'start' : 'end'}>
          {partsOf(frame)
            .map((part) => part.length)
            .join(' from ')}
        </text>
      </g>
    </g>
  );
}

/** Two parallel lines from the centre outwards. */
function bandPath({ centre }: Layout, reach: number, angle: number): string {
  const end = onRing(centre, reach, angle);
  return [-HALF, HALF]
    .map((aside) => {
      const [dx, dy] = [aside * Math.cos(angle), aside * Math.sin(angle)];
      return `M${centre.x + dx} ${centre.y + dy}L${end.x + dx} ${end.y + dy}`;
    })
    .join('');
}

/** The groups, and each replica in none as a group of its own. */
function partsOf({ groups, replicas }: Frame): readonly (readonly ReplicaId[])[] {
  const alone = replicas.filter(({ id }) => !groups.some((group) => group.includes(id)));
  return [...groups, ...alone.map(({ id }) => [id])].filter((part) => part.length > 0);
}

/** "R0 R2", and "R0–R34" where many follow each other. */
export function groupWords(ids: readonly ReplicaId[]): string {
  const runs: ReplicaId[][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.at(-1) === id - 1) last.push(id);
    else runs.push([id]);
  }
  return runs
    .flatMap((run) => (run.length < 4 ? run.map((id) => `R${id}`) : [`R${run[0]}–R${run.at(-1)}`]))
    .join(' ');
}

/** Angles halfway between neighbours on the ring that are in different groups. */
function boundaries(frame: Frame, count: number): number[] {
  if (frame.groups.length === 0) return [];
  const partOf = new Map(partsOf(frame).flatMap((part, index) => part.map((id) => [id, index] as const)));
  return frame.replicas
    .filter(({ id }) => partOf.get(id) !== partOf.get((id + 1) % count))
    .map(({ id }) => angleOf(id + 0.5, count));
}

/**
 * Where a replica's cut lies: the direction of those that it cannot reach, in radians; null when it reaches
 * all or none.
 */
export function cutDirection(frame: Frame, layout: Layout, id: ReplicaId): number | null {
  const lost = new Set(
    frame.cuts.flatMap(([from, to]) => (from === id && typeof to === 'number' ? [to] : [])),
  );
  const place = layout.replicas[id];
  if (lost.size === 0 || place === undefined) return null;
  let [x, y] = [0, 0];
  for (const other of lost) {
    const there = layout.replicas[other] ?? place;
    const length = Math.max(1, Math.hypot(there.x - place.x, there.y - place.y));
    x += (there.x - place.x) / length;
    y += (there.y - place.y) / length;
  }
  return Math.hypot(x, y) < 1e-6 ? null : Math.atan2(x, -y);
}
