/**
 * Letters of contested values, as the engine gives them: in order of first sight, for the whole session
 * (VISUAL 3).
 */
import type { Digest, Slot } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';

/** Letter of a value, by {@link valueKey}; only values of slots that have more than one. */
export type Letters = Pick<ReadonlyMap<string, string>, 'get'>;

export function valueKey(slot: Slot | null, digest: Digest | null): string {
  return `${slot}/${digest}`;
}

export function lettersOf({ contested }: Pick<Frame, 'contested'>): Letters {
  const bySlot = new Map(contested.map(({ slot, digest, letter }) => [valueKey(slot, digest), letter]));
  if (!contested.some(({ byView }) => byView)) return bySlot;
  // A block has one place in the tree, and its digest is nobody else's.
  const byDigest = new Map(contested.map(({ digest, letter }) => [digest, letter]));
  return { get: (key) => byDigest.get(key.slice(key.indexOf('/') + 1)) };
}
