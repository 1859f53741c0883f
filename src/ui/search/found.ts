/** What a search found, seen from the playhead; and queries as a person fills them in. Pure. */
import type { Endpoint } from '../../kernel/ids.ts';
import type { EventQuery } from '../../runtime/api.ts';

/** The found cursor after the playhead, or the one before; null for none. */
export function foundFrom(found: readonly number[], cursor: number, back: boolean): number | null {
  const next = back ? found.findLast((place) => place < cursor) : found.find((place) => place > cursor);
  return next ?? null;
}

/** Which of the found events the playhead stands at, counted from 1; 0 for none. */
export function foundAt(found: readonly number[], cursor: number): number {
  return found.indexOf(cursor) + 1;
}

/** The fields of the search as texts, as they stand in its controls. */
export interface SearchFields {
  readonly type: string;
  readonly sender: string;
  readonly receiver: string;
  readonly slot: string;
  readonly code: string;
  readonly words: string;
}

export const NO_FIELDS: SearchFields = { type: '', sender: '', receiver: '', slot: '', code: '', words: '' };

/** Null when nothing is filled in. */
export function queryOf({ type, sender, receiver, slot, code, words }: SearchFields): EventQuery | null {
  const query: EventQuery = {
    ...(type !== '' && { type }),
    ...(sender !== '' && { sender: endpointOf(sender) }),
    ...(receiver !== '' && { receiver: endpointOf(receiver) }),
    ...(/^\d+$/.test(slot.trim()) && { slot: Number(slot) }),
    ...(code !== '' && { code }),
    ...(words.trim() !== '' && { words: words.trim() }),
  };
  return Object.keys(query).length === 0 ? null : query;
}

export function fieldsOf(query: EventQuery | null): SearchFields {
  if (query === null) return NO_FIELDS;
  const { type = '', sender = '', receiver = '', slot = '', code = '', words = '' } = query;
  return { type, sender: String(sender), receiver: String(receiver), slot: String(slot), code, words };
}

function endpointOf(text: string): Endpoint {
  return text.startsWith('c') ? (text as `c${number}`) : Number(text);
}
