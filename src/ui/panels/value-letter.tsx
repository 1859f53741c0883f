/**
 * The letter of a value that contends with another one for its slot, in the texture that marks, rings and
 * diagram give it (VISUAL 3). Nothing while a slot has had one value.
 */
import type { Digest, Slot } from '../../kernel/ids.ts';
import { textureOf } from '../canvas/texture.ts';
import { useUi } from '../hooks/use-store.ts';
import { lettersOf, valueKey } from '../stage/values.ts';

interface ValueLetterProps {
  readonly slot: Slot | null;
  readonly digest: Digest | null;
}

export function ValueLetter({ slot, digest }: ValueLetterProps) {
  const letter = useLetter(slot, digest);
  if (letter === null) return null;
  return (
    <span className={`insp-letter is-${textureOf(letter)}`}>
      <span className="visually-hidden">value </span>
      <span className="insp-letter-name">{letter}</span>
    </span>
  );
}

/** Null while the slot has had one value. */
export function useLetter(slot: Slot | null, digest: Digest | null): string | null {
  return useUi(({ frame }) =>
    frame === null ? null : (lettersOf(frame).get(valueKey(slot, digest)) ?? null),
  );
}
