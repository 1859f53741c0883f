/**
 * The session in the address: `#/protocol/scenario?at=12` while it is a scenario of the catalogue that nobody
 * acted in, else the whole session folded, `#2.<data>?at=12`. What stands before the question mark says what
 * runs, what stands behind it says where one looks (share/place.ts). Nothing that a link holds makes this
 * throw.
 */
import type { CatalogueEntry, SessionSource } from '../runtime/api.ts';
import { LINK_LIMITS } from './share/link-limits.ts';
import { type Place, placeText, readPlace } from './share/place.ts';

export interface Address {
  readonly source: SessionSource;
  /** The protocol that the link names beside the scenario; null when it names none. */
  readonly protocol: string | null;
  readonly place: Place;
  /** What of the link was left out, in a sentence. */
  readonly remark: string | null;
}

export interface Linked {
  /** As the engine gives it: a session file. */
  readonly session: unknown;
  readonly catalogue: readonly CatalogueEntry[];
  readonly place: Place;
}

/** The hash part for a session; null for one that is too large for a link. */
export async function hashOf({ session, catalogue, place }: Linked): Promise<string | null> {
  const named = catalogueAddress(session, catalogue);
  const query = [named?.seed ?? '', placeText(place)].filter((part) => part !== '').join('&');
  const body = named?.path ?? (await import('./share/fold.ts')).fold(session);
  if (body === null) return null;
  return `#${body}${query === '' ? '' : `?${query}`}`;
}

/** What a hash asks for; null when it asks for nothing, a sentence when it cannot be read. */
export async function readHash(hash: string): Promise<Address | { readonly problem: string } | null> {
  const text = cleaned(hash);
  if (text === '' || text === '/') return null;
  if (text.length > LINK_LIMITS.characters) {
    const most = LINK_LIMITS.characters;
    return { problem: `The link is too long: expected at most ${most} characters, found ${text.length}.` };
  }
  const [body = '', query = ''] = text.split('?', 2);
  if (body.startsWith('/')) return catalogueRoute(body.slice(1), query);
  const folded = /^(\d{1,4})\.(.*)$/s.exec(body);
  if (folded === null) return { problem: foreign(text) };
  const { unfold } = await import('./share/fold.ts');
  const read = unfold(Number(folded[1]), folded[2] ?? '');
  if ('problem' in read) return read;
  return { source: { kind: 'json', value: read.session }, protocol: null, ...readPlace(query) };
}

/**
 * Without what mail readers and chat programs do to a link: quoted signs, a full stop or bracket at the end.
 */
function cleaned(hash: string): string {
  const text = hash
    .replace(/^#/, '')
    .replaceAll('&amp;', '&')
    .replace(/[\s)\]}>.,;:!?"'»”’]+$/, '');
  if (!text.includes('%') || text.length > LINK_LIMITS.characters) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function catalogueRoute(path: string, query: string): Address | { readonly problem: string } {
  const parts = path.replace(/\/$/, '').split('/');
  const id = parts.at(-1) ?? '';
  const protocol = parts.length === 2 ? (parts[0] ?? null) : null;
  if (parts.length > 2 || parts.some((part) => !/^[a-z0-9-]{1,60}$/.test(part))) {
    return { problem: foreign(`/${path}`) };
  }
  const seed = /^seed=(\d{1,10})(&|$)/.exec(query);
  const source: SessionSource =
    seed === null
      ? { kind: 'catalogue', id }
      : {
          kind: 'json',
          value: { version: 1, session: { scenario: id, seed: Number(seed[1]), commands: [] } },
        };
  return { source, protocol, ...readPlace(seed === null ? query : query.slice(seed[0].length)) };
}

function foreign(text: string): string {
  return `The link is of an unknown kind: expected "#/name" or "#2.data", found "#${text.slice(0, 24)}".`;
}

/** The readable address of a session that is the catalogue's but for its seed; null for every other one. */
function catalogueAddress(
  session: unknown,
  catalogue: readonly CatalogueEntry[],
): { readonly path: string; readonly seed: string } | null {
  if (!isSessionFile(session) || Object.keys(session.session).length !== 3) return null;
  const { scenario, seed, commands } = session.session;
  const entry = catalogue.find(({ id }) => id === scenario);
  if (entry === undefined || !Array.isArray(commands) || commands.length > 0) return null;
  return { path: `/${entry.protocol}/${entry.id}`, seed: seed === entry.seed ? '' : `seed=${seed}` };
}

interface SessionFile {
  readonly session: { readonly scenario?: unknown; readonly seed?: unknown; readonly commands?: unknown };
}

function isSessionFile(value: unknown): value is SessionFile {
  const session = (value as Partial<SessionFile> | null)?.session;
  return typeof session === 'object' && session !== null;
}
