/**
 * State roots compared honestly (VISUAL 2): only at the same executed slot. A replica that is behind has not
 * diverged, and one that differs says at which slot; the two never read alike.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Frame, ReplicaFrame } from '../../projection/frame.ts';
import { counted, seatNames } from './words.ts';

export interface RootComparison {
  readonly equal: readonly ReplicaId[];
  readonly differs: readonly ReplicaId[];
  readonly behind: readonly ReplicaId[];
  readonly ahead: readonly ReplicaId[];
}

/** How the root of replica `id` stands to everyone else's at this moment; null while it is down. */
export function compareRoots(frame: Frame, id: ReplicaId): RootComparison | null {
  const self = frame.replicas[id];
  if (self === undefined || self.root === null || self.glyph === null) return null;
  const found = {
    equal: [] as ReplicaId[],
    differs: [] as ReplicaId[],
    behind: [] as ReplicaId[],
    ahead: [] as ReplicaId[],
  };
  for (const other of frame.replicas) {
    const group = other.id === id ? null : groupOf(self, other);
    if (group !== null) found[group].push(other.id);
  }
  return found;
}

/** The comparison in one sentence. */
export function rootSentence(frame: Frame, id: ReplicaId): string {
  const found = compareRoots(frame, id);
  const slot = frame.replicas[id]?.glyph?.executedSlot;
  if (found === null || slot === undefined) return 'It is down: it has no state now.';
  const parts: string[] = [];
  if (found.differs.length > 0) parts.push(differsWords(frame, id, found.differs, slot));
  if (found.equal.length > 0) parts.push(`is equal to ${seatNames(found.equal)} at slot ${slot}`);
  const most = Math.max(slot, ...frame.replicas.map((replica) => replica.glyph?.executedSlot ?? 0));
  if (most > slot) parts.push(`is ${counted(most - slot, 'slot')} behind the furthest`);
  else if (found.behind.length > 0) parts.push(`is ahead of ${seatNames(found.behind)}`);
  return parts.length === 0 ? `Nobody else stands at slot ${slot}.` : `It ${parts.join('; ')}.`;
}

/** A healthy replica beside a damaged one says which of the two it is. */
function differsWords(frame: Frame, id: ReplicaId, others: readonly ReplicaId[], slot: number): string {
  const damaged = others.every((other) => frame.replicas[other]?.corrupted === true);
  const whose = damaged && frame.replicas[id]?.corrupted !== true ? ', whose state was damaged' : '';
  return `differs from ${seatNames(others)} at slot ${slot}${whose}`;
}

function groupOf(self: ReplicaFrame, other: ReplicaFrame): keyof RootComparison | null {
  if (other.root === null || other.glyph === null || self.glyph === null) return null;
  const gap = other.glyph.executedSlot - self.glyph.executedSlot;
  if (gap !== 0) return gap > 0 ? 'ahead' : 'behind';
  return other.root === self.root ? 'equal' : 'differs';
}
