/**
 * Where somebody stands and what they look at, as the query of a link:
 * `at=184&select=R2&open=inspector,timeline`. Readable, so that it can be written by hand; whatever makes no
 * sense is left out with a sentence, and the rest holds.
 */
import type { InspectorTab, Selection } from '../state.ts';
import type { Drawer } from '../tools.ts';

export interface Place {
  /** Playhead, in events; null is where the session opens. */
  readonly at: number | null;
  readonly selection: Selection | null;
  readonly tab: InspectorTab | null;
  /** Names of the panels that are open; null leaves them as they are. */
  readonly panels: readonly string[] | null;
  /** The slot that was pinned. */
  readonly slot: number | null;
  /** The tool that is open below the transport. */
  readonly drawer: Drawer | null;
  /** The replica from whose seat everything is seen. */
  readonly seat: number | null;
  /** The branch beside the open one, folded, or the seat beside what is true (beside-link.ts). */
  readonly beside: string | null;
}

export const NOWHERE: Place = {
  at: null,
  selection: null,
  tab: null,
  panels: null,
  slot: null,
  drawer: null,
  seat: null,
  beside: null,
};

const DRAWERS: Readonly<Record<Drawer, true>> = {
  why: true,
  branches: true,
  search: true,
  compose: true,
  mailbox: true,
};

const TABS: Readonly<Record<InspectorTab, true>> = {
  replica: true,
  evidence: true,
  quorum: true,
  network: true,
  verdicts: true,
};

/** `at=184&select=R2`; empty for {@link NOWHERE}. */
export function placeText({ at, selection, tab, panels, slot, drawer, seat, beside }: Place): string {
  return [
    at === null ? '' : `at=${at}`,
    selection === null ? '' : `select=${selectionText(selection)}`,
    slot === null ? '' : `slot=${slot}`,
    panels === null || panels.length === 0 ? '' : `open=${panels.join(',')}`,
    tab === null ? '' : `tab=${tab}`,
    drawer === null ? '' : `tool=${drawer}`,
    seat === null ? '' : `seat=R${seat}`,
    beside === null ? '' : `beside=${beside}`,
  ]
    .filter((part) => part !== '')
    .join('&');
}

/** Reads a query; `remark` says in a sentence what of it was left out, null when nothing was. */
export function readPlace(query: string): { readonly place: Place; readonly remark: string | null } {
  let place = NOWHERE;
  let remark: string | null = null;
  for (const part of query.split('&').slice(0, PARTS_MOST)) {
    if (part === '') continue;
    const [word = '', ...rest] = part.split('=');
    const reader = Object.hasOwn(READERS, word) ? READERS[word] : undefined;
    const found = reader?.read(rest.join('='));
    if (found) place = { ...place, ...found };
    else remark ??= reader === undefined ? unknownWord(word) : wrong(reader.expected, part);
  }
  return { place, remark };
}

const PARTS_MOST = 16;

interface Reader {
  readonly expected: string;
  /** Null when the text makes no sense. */
  readonly read: (text: string) => Partial<Place> | null;
}

const READERS: Readonly<Record<string, Reader | undefined>> = {
  at: {
    expected: '"at=" and a whole number',
    read: (text) => (isWhole(text) ? { at: Number(text) } : null),
  },
  slot: {
    expected: '"slot=" and a whole number',
    read: (text) => (isWhole(text) ? { slot: Number(text) } : null),
  },
  select: {
    expected: '"select=" and a replica R2, a client c0, an event e93 or a message r0-2-12',
    read: (text) => {
      const selection = readSelection(text);
      return selection === null ? null : { selection };
    },
  },
  tab: {
    expected: `"tab=" and one of ${Object.keys(TABS).join(', ')}`,
    read: (text) => (isTab(text) ? { tab: text } : null),
  },
  tool: {
    expected: `"tool=" and one of ${Object.keys(DRAWERS).join(', ')}`,
    read: (text) => (Object.hasOwn(DRAWERS, text) ? { drawer: text as Drawer } : null),
  },
  seat: {
    expected: '"seat=" and a replica R2',
    read: (text) => (/^R\d{1,3}$/.test(text) ? { seat: Number(text.slice(1)) } : null),
  },
  beside: {
    expected: '"beside=" and a folded branch or a replica R2',
    read: (text) => (/^(\d{1,4}\.[\w-]+|R\d{1,3})$/.test(text) ? { beside: text } : null),
  },
  open: {
    expected: '"open=" and names of panels',
    read: (text) => (/^([a-z]{1,20}(,[a-z]{1,20}){0,9})?$/.test(text) ? { panels: names(text) } : null),
  },
};

function isWhole(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

function isTab(text: string): text is InspectorTab {
  return Object.hasOwn(TABS, text);
}

function names(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}

function selectionText(selection: Selection): string {
  if (selection.kind === 'replica') return `R${selection.replica}`;
  if (selection.kind === 'client') return selection.client;
  if (selection.kind === 'event') return `e${selection.event}`;
  return selection.id.replace('>', '-').replace('#', '-').replace("'", '~');
}

function readSelection(text: string): Selection | null {
  const one = /^([Rce])(\d{1,9})$/.exec(text);
  if (one !== null) {
    const number = Number(one[2]);
    if (one[1] === 'R') return { kind: 'replica', replica: number };
    return one[1] === 'c' ? { kind: 'client', client: `c${number}` } : { kind: 'event', event: number };
  }
  const message = /^([rc]\d{1,3})-(c?\d{1,3})-(\d{1,10})(~?)$/.exec(text);
  if (message === null) return null;
  const [, from, to, count, copy] = message;
  return { kind: 'message', id: `${from}>${to}#${count}${copy === '' ? '' : "'"}` };
}

function wrong(expected: string, found: string): string {
  return `The link's place is wrong: expected ${expected}, found "${found.slice(0, 40)}".`;
}

function unknownWord(word: string): string {
  return `The link also says "${word.slice(0, 20)}", which this page does not know; a newer version may.`;
}
