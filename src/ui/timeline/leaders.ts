/** Who leads which view, for the names above the bands: as the run tells it, wherever one came in. */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';
import type { RunInfo } from '../../runtime/api.ts';

/** From a seat the run tells nothing: there it is what the replicas that are shown say themselves. */
export function leadersOf(
  { firstView, marks }: Pick<RunInfo, 'firstView' | 'marks'>,
  { replicas }: Pick<Frame, 'replicas'>,
): ReadonlyMap<number, ReplicaId> {
  const leaders = new Map([[firstView.number, firstView.leader]]);
  for (const { kind, number, leader } of marks)
    if (kind === 'view' && number !== undefined && leader !== undefined) leaders.set(number, leader);
  for (const { glyph } of replicas) if (glyph !== null) leaders.set(glyph.view, glyph.leader);
  return leaders;
}
