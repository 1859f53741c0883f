/** Notes of the open session: written, changed, taken away at the playhead. */
import type { Note } from '../../scenarios/types.ts';
import type { Page } from '../hooks/use-store.ts';

type Stage = Pick<Page, 'store' | 'engine'>;

/** Gives the session these notes; returns what was wrong with them, or null. */
export async function saveNotes({ store, engine }: Stage, notes: readonly Note[]): Promise<string | null> {
  const moved = await engine.annotate(store.getState().cursor, notes);
  if ('problem' in moved) return moved.problem;
  store.setState({ info: moved.info });
  return null;
}

/** The note that is shown at a moment; the last one that was pinned there. */
export function noteAt(notes: readonly Note[], cursor: number): Note | null {
  return notes.findLast((note) => note.cursor === cursor) ?? null;
}

/** Where a lecturer's key goes from here; null when there is no cue that way. */
export function nextCue(notes: readonly Note[], cursor: number, back: boolean): Note | null {
  const cues = notes.filter((note) => note.cue === true);
  const found = back
    ? cues.findLast((note) => note.cursor < cursor)
    : cues.find((note) => note.cursor > cursor);
  return found ?? null;
}
