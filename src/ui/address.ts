/**
 * The session in the address: `#/first-light?at=12` while it is an unchanged catalogue scenario, else the whole session
 * compressed, `#1.<data>?at=12`. Whatever a link holds is hostile until read: sizes are bounded and nothing throws.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import type { SessionSource } from '../runtime/api.ts';

export interface Address {
  readonly source: SessionSource;
  /** Playhead; null is where the session opens. */
  readonly at: number | null;
}

/** Characters of a link, and bytes that it may unfold to. */
export const LINK_LIMITS = { characters: 262_144, bytes: 4_194_304 } as const;

/** The hash part for a session; `unchanged` is its catalogue id when nothing was changed. */
export function hashOf(session: unknown, unchanged: string | null, at: number | null): string {
  const place = at === null ? '' : `?at=${at}`;
  if (unchanged !== null) return `#/${unchanged}${place}`;
  return `#1.${toBase64Url(deflateSync(strToU8(JSON.stringify(session)), { level: 9 }))}${place}`;
}

/** What a hash asks for; null when it asks for nothing, a sentence when it cannot be read. */
export function readHash(hash: string): Address | { readonly problem: string } | null {
  const text = hash.replace(/^#/, '');
  if (text === '' || text === '/') return null;
  if (text.length > LINK_LIMITS.characters) {
    return {
      problem: `The link is too long: expected at most ${LINK_LIMITS.characters} characters, found ${text.length}.`,
    };
  }
  const [body = '', query = ''] = text.split('?', 2);
  const at = placeOf(query);
  if (at === undefined)
    return {
      problem: `The link's place is wrong: expected "at=" and a whole number, found "${query.slice(0, 40)}".`,
    };
  if (body.startsWith('/')) return { source: { kind: 'catalogue', id: body.slice(1) }, at };
  if (!body.startsWith('1.')) {
    return {
      problem: `The link is of an unknown kind: expected "#/name" or "#1.data", found "#${body.slice(0, 12)}".`,
    };
  }
  const value = unfold(body.slice(2));
  return value === null
    ? {
        problem:
          'The link is damaged: expected a compressed session, found something that does not unfold to one. Was it cut off?',
      }
    : { source: { kind: 'json', value: value.session }, at };
}

/** Undefined for a place that is none. */
function placeOf(query: string): number | null | undefined {
  if (query === '') return null;
  const match = /^at=(\d{1,9})$/.exec(query);
  return match === null ? undefined : Number(match[1]);
}

/** The session in an object of its own, so that `null` can only mean damage. */
function unfold(data: string): { readonly session: unknown } | null {
  try {
    const parts: Uint8Array[] = [];
    let total = 0;
    const inflate = new Inflate((part) => {
      total += part.length;
      if (total > LINK_LIMITS.bytes) throw new Error('too large');
      parts.push(part);
    });
    inflate.push(fromBase64Url(data), true);
    return { session: JSON.parse(strFromU8(joined(parts, total))) };
  } catch {
    return null;
  }
}

function joined(parts: readonly Uint8Array[], total: number): Uint8Array {
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
