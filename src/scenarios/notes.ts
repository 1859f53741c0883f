/** Notes of a session: their order, and which of them speak of what another session still has. */
import type { Note } from './types.ts';

/** By moment; notes of one moment keep their order. */
export function sortedNotes(notes: readonly Note[]): readonly Note[] {
  return [...notes].sort((a, b) => a.cursor - b.cursor);
}

/**
 * The notes of a session that goes on from `cursor` in another way: up to there those of the session that was
 * open, from there on those that the other one has of its own.
 */
export function joinedNotes(
  before: readonly Note[],
  cursor: number,
  after: readonly Note[],
): readonly Note[] {
  return [...before.filter((note) => note.cursor <= cursor), ...after.filter((note) => note.cursor > cursor)];
}
