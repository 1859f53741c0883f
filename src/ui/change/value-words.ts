/** A value in words, with its letter where a slot has had more than one. */
import { shortDigest } from '../panels/words.ts';
import { type Letters, valueKey } from '../stage/values.ts';

/** "A 9f2c", or the digest alone; a null request has none. */
export function valueWords(slot: number, digest: string | null, letters: Letters): string {
  if (digest === null) return 'null';
  const letter = letters.get(valueKey(slot, digest));
  return letter === undefined ? shortDigest(digest) : `${letter} ${shortDigest(digest)}`;
}
