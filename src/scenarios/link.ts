/**
 * What runs, as the text of a link: `#/protocol/scenario?seed=7` while it is a scenario of the catalogue that
 * nobody acted in, else the whole session folded, `#3.<data>` (link-fold.ts). What stands behind the question
 * mark besides the seed says where one looks and is the page's own. Nothing that a link holds makes this
 * throw.
 */
import { LINK_LIMITS } from './link-limits.ts';

/** What a link asks to run. */
export type LinkBody =
  | {
      readonly kind: 'catalogue';
      readonly id: string;
      /** The protocol that the link names beside the scenario; null when it names none. */
      readonly protocol: string | null;
      /** Null for the scenario's own. */
      readonly seed: number | null;
    }
  /** To be unfolded: `number` is what stands before the dot. */
  | { readonly kind: 'folded'; readonly number: number; readonly data: string };

/** The rest of the query, seed left out, says where to look. */
export type ReadLink = { readonly body: LinkBody; readonly query: string } | { readonly problem: string };

/** What of the catalogue a readable link needs. */
export interface LinkTarget {
  readonly id: string;
  readonly protocol: string;
  readonly seed: number;
}

/** True for what is meant as a link and not as the name of a file: `#…`, `2.…`, or an address with a `#`. */
export function isLink(text: string): boolean {
  return text.startsWith('#') || /^\w+:\/\/[^#]*#/.test(text) || /^\d{1,4}\.[\w-]{16,}/.test(text);
}

/** What a link asks for; null when it asks for nothing, a sentence when it cannot be read. */
export function readLink(link: string): ReadLink | null {
  const text = cleaned(link);
  if (text === '' || text === '/') return null;
  if (text.length > LINK_LIMITS.characters) {
    const most = LINK_LIMITS.characters;
    return { problem: `The link is too long: expected at most ${most} characters, found ${text.length}.` };
  }
  const [body = '', query = ''] = text.split('?', 2);
  if (body.startsWith('/')) return catalogueRoute(body.slice(1), query);
  const [, number, data] = /^(\d{1,4})\.(.*)$/s.exec(body) ?? [];
  if (number === undefined || data === undefined) return { problem: foreign(text) };
  return { body: { kind: 'folded', number: Number(number), data }, query };
}

/** The readable address of a session that is the catalogue's but for its seed; null for every other one. */
export function catalogueLink(
  session: unknown,
  catalogue: readonly LinkTarget[],
): { readonly path: string; readonly seed: string } | null {
  if (!isSessionFile(session) || Object.keys(session.session).length !== 3) return null;
  const { scenario, seed, commands } = session.session;
  const entry = catalogue.find(({ id }) => id === scenario);
  if (entry === undefined || !Array.isArray(commands) || commands.length > 0) return null;
  return { path: `/${entry.protocol}/${entry.id}`, seed: seed === entry.seed ? '' : `seed=${seed}` };
}

/**
 * Without what stands before it, and without what mail readers and chat programs do to a link: quoted signs,
 * a full stop or bracket at the end.
 */
function cleaned(link: string): string {
  const text = link
    .replace(/^\w+:\/\/[^#]*#|^#/, '')
    .replaceAll('&amp;', '&')
    .replace(/[\s)\]}>.,;:!?"'»”’]+$/, '');
  if (!text.includes('%') || text.length > LINK_LIMITS.characters) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function catalogueRoute(path: string, query: string): ReadLink {
  const parts = path.replace(/\/$/, '').split('/');
  const id = parts.at(-1) ?? '';
  const protocol = parts.length === 2 ? (parts[0] ?? null) : null;
  if (parts.length > 2 || parts.some((part) => !/^[a-z0-9-]{1,60}$/.test(part))) {
    return { problem: foreign(`/${path}`) };
  }
  const [whole = '', digits] = /^seed=(\d{1,10})(?:&|$)/.exec(query) ?? [];
  const seed = digits === undefined ? null : Number(digits);
  return { body: { kind: 'catalogue', id, protocol, seed }, query: query.slice(whole.length) };
}

function foreign(text: string): string {
  return `The link is of an unknown kind: expected "#/name" or "#3.data", found "#${text.slice(0, 24)}".`;
}

interface SessionFile {
  readonly session: { readonly scenario?: unknown; readonly seed?: unknown; readonly commands?: unknown };
}

function isSessionFile(value: unknown): value is SessionFile {
  const session = (value as Partial<SessionFile> | null)?.session;
  return typeof session === 'object' && session !== null;
}
