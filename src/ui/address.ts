/**
 * The address of the page: what runs, as every link says it (scenarios/link.ts), then, behind a question
 * mark, where one looks (share/place.ts). Folding is loaded when a link needs it. Nothing that a link holds
 * makes this throw.
 */
import type { CatalogueEntry, SessionSource } from '../runtime/api.ts';
import { catalogueLink, readLink } from '../scenarios/link.ts';
import { type FindTold, withoutTexts, withTexts } from '../scenarios/link-texts.ts';
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
  const named = catalogueLink(session, catalogue);
  const query = [named?.seed ?? '', placeText(place)].filter((part) => part !== '').join('&');
  const body =
    named?.path ?? (await import('../scenarios/link-fold.ts')).fold(withoutTexts(session, among(catalogue)));
  if (body === null) return null;
  return `#${body}${query === '' ? '' : `?${query}`}`;
}

/**
 * What a hash asks for; null when it asks for nothing, a sentence when it cannot be read.
 * @param catalogue where a link finds what it does not say again
 */
export async function readHash(
  hash: string,
  catalogue: readonly CatalogueEntry[],
): Promise<Address | { readonly problem: string } | null> {
  const link = readLink(hash);
  if (link === null || 'problem' in link) return link;
  const { body, query } = link;
  if (body.kind === 'catalogue') {
    const { id, seed, protocol } = body;
    const session = { scenario: id, seed, commands: [] };
    const source: SessionSource =
      seed === null ? { kind: 'catalogue', id } : { kind: 'json', value: { version: 1, session } };
    return { source, protocol, ...readPlace(query) };
  }
  const { unfold } = await import('../scenarios/link-fold.ts');
  const read = unfold(body.number, body.data);
  if ('problem' in read) return read;
  const value = withTexts(read.session, among(catalogue));
  return { source: { kind: 'json', value }, protocol: null, ...readPlace(query) };
}

function among(catalogue: readonly CatalogueEntry[]): FindTold {
  return (id) => catalogue.find((entry) => entry.id === id);
}

/** The catalogue's, with its own seed, and nobody has acted in it or noted anything. */
export function isUnchanged(session: unknown, catalogue: readonly CatalogueEntry[]): boolean {
  return catalogueLink(session, catalogue)?.seed === '';
}

/** One of the catalogue's with other numbers and the old story: what that says of them may not hold. */
export function isVariant(session: unknown, catalogue: readonly CatalogueEntry[]): boolean {
  const file = session as { readonly session?: { readonly scenario?: unknown } } | null | undefined;
  const scenario = file?.session?.scenario;
  if (typeof scenario !== 'object' || scenario === null) return false;
  const { id, story } = scenario as { readonly id?: unknown; readonly story?: unknown };
  const entry = catalogue.find((one) => one.id === id);
  return entry !== undefined && JSON.stringify(entry.story) === JSON.stringify(story);
}
