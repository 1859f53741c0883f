/** Numbers as the paper writes them, for the sentences of rules. */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { preparesNeeded, quorumOf } from './turn.ts';

type Cluster = Pick<StepContext, 'replicas' | 'faults'>;

/** "2f + 1 = 3", or "q = 4" where n is not 3f + 1. */
export function quorumText(cluster: Cluster): string {
  return `${isClassic(cluster) ? '2f + 1' : 'q'} = ${quorumOf(cluster)}`;
}

/** "2f = 2", or "q − 1 = 3". */
export function preparesText(cluster: Cluster): string {
  return `${isClassic(cluster) ? '2f' : 'q − 1'} = ${preparesNeeded(cluster)}`;
}

function isClassic({ replicas, faults }: Cluster): boolean {
  return replicas === 3 * faults + 1;
}

/** "R2 (its own)" among the numbers of the others. */
export function ownMarked(signers: readonly ReplicaId[], self: ReplicaId): readonly (string | number)[] {
  return signers.map((replica) => (replica === self ? `R${replica} (its own)` : replica));
}

/** Slots as words, so that nobody reads them as replicas. */
export function slotWords(slots: readonly number[]): readonly string[] {
  return slots.length === 0 ? ['none'] : slots.map(String);
}
