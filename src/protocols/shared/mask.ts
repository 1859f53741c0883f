/** Sets of replicas as bits, 32 to a word: plain data, copied in four words at most (n ≤ 128). */
import type { ReplicaId } from '../../kernel/ids.ts';

export type Mask = readonly number[];

export const emptyMask: Mask = [];

export function hasReplica(mask: Mask, replica: ReplicaId): boolean {
  return (((mask[replica >>> 5] ?? 0) >>> (replica & 31)) & 1) === 1;
}

export function withReplica(mask: Mask, replica: ReplicaId): Mask {
  const words = mask.slice();
  const word = replica >>> 5;
  while (words.length <= word) words.push(0);
  words[word] = ((words[word] ?? 0) | (1 << (replica & 31))) >>> 0;
  return words;
}

/** Eight hex digits per word, lowest replicas first. */
export function maskToHex(mask: Mask): string {
  return mask.map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** The inverse; digits that do not fill a word are ignored. */
export function maskFromHex(hex: string): Mask {
  const words: number[] = [];
  for (let i = 0; i + 8 <= hex.length; i += 8) words.push(Number.parseInt(hex.slice(i, i + 8), 16));
  return words;
}
