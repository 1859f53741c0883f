/**
 * Letters of contested values, as the engine gives them: in order of first sight, for the whole session
 * (VISUAL 3).
 */
import type { Digest, Slot } from '../../kernel/ids.ts';
import type { Frame } from '../../projection/frame.ts';

/** Letter of a value, by {@link valueKey}; only values of slots that have more than one. */
export type Letters = ReadonlyMap<string, string>;

export function valueKey(slot: Slot | null, digest: Digest | null): string {
  return `${slot}/${digest}`;
}

export function lettersOf(frame: Pick<Frame, 'contested'>): Letters {
  return new Map(frame.contested.map(({ slot, digest, letter }) => [valueKey(slot, digest), letter]));
}
