/**
 * A session as the browser's database keeps it: the file that "save" would write, as text, and where somebody
 * stood. What comes back may be from another version or from anybody's hand, so it is checked like a file.
 */
import type { RunInfo, SessionSource } from '../../runtime/api.ts';
import { type Place, placeText, readPlace } from '../share/place.ts';
import { limits } from './limits.ts';

export interface SessionRecord {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  /** What kind of run, and what was done: "n = 4, 2 interventions, t = 430 ms". */
  readonly words: string;
  /** Milliseconds of the wall clock. */
  readonly savedAt: number;
  /** The session file. */
  readonly file: string;
  /** The query of its link. */
  readonly place: string;
}

/** Null when the session is too large to keep. */
export function recordOf(
  info: Pick<RunInfo, 'session' | 'scenario'>,
  place: Place,
  { id, words, savedAt }: Pick<SessionRecord, 'id' | 'words' | 'savedAt'>,
): SessionRecord | null {
  const file = JSON.stringify(info.session);
  if (file.length > limits.characters) return null;
  return { version: 1, id, title: info.scenario.title, words, savedAt, file, place: placeText(place) };
}

/** Null for whatever is not such a record. */
export function readRecord(value: unknown): SessionRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const { version, id, title, words, savedAt, file, place } = value as Record<string, unknown>;
  const texts = [id, title, words, file, place];
  if (version !== 1 || !texts.every((text) => typeof text === 'string')) return null;
  if (typeof savedAt !== 'number' || !Number.isFinite(savedAt)) return null;
  return value as SessionRecord;
}

/** What to open for a record; a sentence when its file is damaged. */
export function sourceOf({
  file,
  place,
}: SessionRecord): { readonly source: SessionSource; readonly place: Place } | { readonly problem: string } {
  try {
    return { source: { kind: 'json', value: JSON.parse(file) }, place: readPlace(place).place };
  } catch {
    return { problem: 'expected a session as JSON, found something that cannot be read' };
  }
}
