/**
 * What somebody looks for, in one place: the search finds the events that fit, the diagram draws the messages
 * that fit, and both say the same of it. Texts as they stand in the controls; empty is whatever.
 */
import type { Endpoint } from '../../kernel/ids.ts';
import type { EventQuery, RunInfo } from '../../runtime/api.ts';
import { seatName } from '../panels/words.ts';

export interface Filter {
  /** A message type, `routine` for all; empty for all but routine ones. */
  readonly type: string;
  readonly sender: string;
  readonly receiver: string;
  /** Either of the two. */
  readonly end: string;
  readonly slot: string;
  /** A refusal's code, `*` for any. */
  readonly code: string;
  /** Of the event's sentence. */
  readonly words: string;
}

export const NO_FILTER: Filter = {
  type: '',
  sender: '',
  receiver: '',
  end: '',
  slot: '',
  code: '',
  words: '',
};

/** Null when nothing is asked for. */
export function queryOf(filter: Filter): EventQuery | null {
  const { type, sender, receiver, end, code, words } = filter;
  const slot = slotOf(filter);
  const query: EventQuery = {
    ...(type !== '' && type !== 'routine' && { type }),
    ...(sender !== '' && { sender: endpointOf(sender) }),
    ...(receiver !== '' && { receiver: endpointOf(receiver) }),
    ...(end !== '' && { end: endpointOf(end) }),
    ...(slot !== null && { slot }),
    ...(code !== '' && { code }),
    ...(words.trim() !== '' && { words: words.trim() }),
  };
  if (Object.keys(query).length === 0) return null;
  return leavesRoutineOut(filter) ? { ...query, routine: false } : query;
}

/** Whoever asks for words or refusals means all messages. */
export function leavesRoutineOut(filter: Filter): boolean {
  return filter.type === '' && !asksForEvents(filter);
}

/** Only the engine can say which messages fit. */
export function asksForEvents({ code, words }: Filter): boolean {
  return code !== '' || words.trim() !== '';
}

/** Null for any, and for what is no slot yet. */
export function slotOf({ slot }: Filter): number | null {
  return /^\d+$/.test(slot.trim()) && Number(slot) > 0 ? Number(slot) : null;
}

export function endpointOf(text: string): Endpoint {
  return text.startsWith('c') ? (text as `c${number}`) : Number(text);
}

/** One part of a filter in words, and what its field is without it. */
export interface FilterPart {
  readonly field: keyof Filter;
  readonly text: string;
}

/** "PREPARE", "from R2", "slot 3", "refused": what is asked for, each to be taken back by itself. */
export function partsOf(filter: Filter): readonly FilterPart[] {
  const { type, sender, receiver, end, code, words } = filter;
  const slot = slotOf(filter);
  const named = (text: string) => seatName(endpointOf(text));
  const parts: readonly (FilterPart | false)[] = [
    type !== '' && { field: 'type', text: type === 'routine' ? 'routine messages, too' : type },
    sender !== '' && { field: 'sender', text: `from ${named(sender)}` },
    receiver !== '' && { field: 'receiver', text: `to ${named(receiver)}` },
    end !== '' && { field: 'end', text: `from or to ${named(end)}` },
    slot !== null && { field: 'slot', text: `slot ${slot}` },
    code !== '' && { field: 'code', text: code === '*' ? 'refused' : `refused: ${code}` },
    words.trim() !== '' && { field: 'words', text: `“${words.trim()}”` },
  ];
  return parts.filter((part) => part !== false);
}

type Choice = readonly [value: string, text: string];

/** What can be chosen of messages, the same wherever it can be. */
export function typeChoices({ protocol: { messages, idleTypes } }: RunInfo): readonly Choice[] {
  const types = messages.map(({ type }): Choice => [type, type]);
  if (idleTypes.length === 0) return [['', 'all messages'], ...types];
  return [['', 'all but routine'], ['routine', 'all messages'], ...types];
}

export function endChoices({ replicas, clients }: RunInfo): readonly Choice[] {
  return [
    ...Array.from({ length: replicas }, (_, id): Choice => [String(id), `R${id}`]),
    ...Array.from({ length: Math.min(clients, CLIENTS_MOST) }, (_, id): Choice => [`c${id}`, `c${id}`]),
  ];
}

const CLIENTS_MOST = 64;
