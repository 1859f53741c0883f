/**
 * Sessions folded into the text of a link and back. Kind 3 is base64url over a 3-byte check and raw deflate
 * with the words of link-words.ts as preset dictionary. Still read are kind 2, which had fewer words, and
 * kind 1, without check and words. Loaded when a link needs it. Whatever a link holds is hostile until read:
 * sizes are bounded, and nothing throws.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { LINK_LIMITS } from './link-limits.ts';
import { linkWords, moreLinkWords } from './link-words.ts';

/** The kind that is written; every kind up to it is read. */
const LINK_KIND = 3;

/** In an object of its own, so that a session that is null is one. */
export type Unfolded = { readonly session: unknown } | { readonly problem: string };

const CHECK_BYTES = 3;
/** Characters that kind and place may take. */
const ROOM = 400;
/** By kind. */
const dictionaries = { 2: strToU8(linkWords), 3: strToU8(linkWords + moreLinkWords) } as const;

/** `3.` and the folded session; null for one that is too large to be read again. */
export function fold(session: unknown): string | null {
  const text = JSON.stringify(session);
  // An address is written at every rest, and a large session takes a while to fold.
  const known = last.find((one) => one.text === text);
  if (known !== undefined) return known.folded;
  const made = { text, folded: text.length > LINK_LIMITS.bytes ? null : folded(text) };
  last = [made, ...last.slice(0, 1)];
  return made.folded;
}

/** A session and the branch beside it. */
let last: readonly { readonly text: string; readonly folded: string | null }[] = [];

function folded(text: string): string | null {
  const body = deflateSync(strToU8(text), { level: 9, dictionary: dictionaries[LINK_KIND] });
  const whole = new Uint8Array(CHECK_BYTES + body.length);
  whole.set(checkOf(body));
  whole.set(body, CHECK_BYTES);
  const data = toBase64Url(whole);
  return data.length > LINK_LIMITS.characters - ROOM ? null : `${LINK_KIND}.${data}`;
}

/** @param kind what stands before the dot */
export function unfold(kind: number, data: string): Unfolded {
  if (kind > LINK_KIND) {
    const kinds = `expected kind ${LINK_KIND} or less, found ${kind}`;
    return { problem: `The link was made by a newer version of this page: ${kinds}.` };
  }
  try {
    const bytes = fromBase64Url(data);
    if (kind === 1) return { session: parsed(bytes, {}) };
    const body = bytes.subarray(CHECK_BYTES);
    const isWhole = checkOf(body).every((byte, index) => byte === bytes[index]);
    const dictionary = dictionaries[kind === 2 ? 2 : LINK_KIND];
    return isWhole ? { session: parsed(body, { dictionary }) } : DAMAGED;
  } catch {
    return DAMAGED;
  }
}

const DAMAGED = {
  problem:
    'The link is damaged: expected a compressed session, found something that is none. Was it cut off?',
} as const;

/** Throws when it is no deflated JSON, or too much of it. */
function parsed(body: Uint8Array, options: { readonly dictionary?: Uint8Array }): unknown {
  const parts: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate(options, (part) => {
    total += part.length;
    if (total > LINK_LIMITS.bytes) throw new Error('too large');
    parts.push(part);
  });
  inflate.push(body, true);
  return JSON.parse(strFromU8(joined(parts, total)));
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

/**
 * FNV-1a with 32 bits, of which three bytes are kept: a letter lost or changed is noticed before anything
 * unfolds.
 */
function checkOf(bytes: Uint8Array): number[] {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return [hash & 255, (hash >>> 8) & 255, (hash >>> 16) & 255];
}
