/** Numbers as the paper writes them, for the sentences of rules. */
import type { ReplicaId } from '../../kernel/ids.ts';
import { quorum } from '../../kernel/quorum.ts';
import { type Cluster, commitsNeeded, preparesNeeded, quorumOf } from './turn.ts';

/** "2f + 1 = 3", or "q = 4" where n is not 3f + 1. */
export function quorumText(cluster: Cluster): string {
  return needText(cluster, quorumOf(cluster));
}

/** The same for COMMITs. */
export function commitsText(cluster: Cluster): string {
  return needText(cluster, commitsNeeded(cluster));
}

/**
 * The same for PREPAREs, the primary's PRE-PREPARE among them: the paper's 2f of backups and one, counted as
 * the rings count.
 */
export function preparesText(cluster: Cluster): string {
  return needText(cluster, preparesNeeded(cluster) + 1);
}

/** A number that a planted bug has changed does not fit its formula: "2, not 2f + 1 = 3". */
function needText(cluster: Cluster, needed: number): string {
  const right = quorum(cluster.replicas, cluster.faults);
  const rule = `${isClassic(cluster) ? '2f + 1' : 'q'} = ${right}`;
  return oneString(needed === right ? rule : `${needed}, not ${rule}`);
}

const strings = new Map<string, string>();
/** Many more than the counts of one run. */
const stringsMost = 4_096;

/** Equal words are one string: history holds them with every vote, which took 35 bytes per event. */
export function oneString(words: string): string {
  const known = strings.get(words);
  if (known !== undefined) return known;
  if (strings.size >= stringsMost) strings.clear();
  strings.set(words, words);
  return words;
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
