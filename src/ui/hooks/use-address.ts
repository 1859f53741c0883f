/**
 * Keeps address and session together: opens what the address asks for, first-light when it asks for nothing
 * or for something unreadable, and writes every rest of the playhead back. A bad link never costs the open
 * session.
 */
import { useEffect } from 'react';
import type { CatalogueEntry } from '../../runtime/api.ts';
import { type Address, readHash } from '../address.ts';
import { type ChallengeLink, readChallengeHash } from '../challenges/challenge-link.ts';
import { SENTENCES, tellOnce } from '../circumstances.ts';
import { OPENING } from '../first-screen.ts';
import { type LessonLink, readLessonHash } from '../lessons/lesson-link.ts';
import { takeBeside } from '../share/beside-link.ts';
import { nearest } from '../share/nearest.ts';
import { hashNow, takeUp } from '../share/standpoint.ts';
import type { Notice, UiState, UiStore } from '../state.ts';
import { type Page, usePage } from './use-store.ts';

/**
 * Addresses are written this long after the last change: browsers refuse more than some hundred in half a
 * minute.
 */
const WRITE_AFTER_MS = 300;

export function useAddress(): void {
  const page = usePage();
  useEffect(() => {
    let written: string | null = null;
    const follow = () => {
      if (location.hash === written) return;
      openAddress(page, location.hash).catch(() => tellOnce(page.store, SENTENCES.notLoaded));
    };
    follow();
    const stopWriting = writeAddress(page.store, (hash) => {
      written = hash;
    });
    window.addEventListener('hashchange', follow);
    return () => {
      stopWriting();
      window.removeEventListener('hashchange', follow);
    };
  }, [page]);
}

/** Follows the store; returns the way out. */
function writeAddress(store: UiStore, onWrite: (hash: string) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = async () => {
    const state = store.getState();
    const hash = await hashNow(state).catch(() => undefined);
    // What folds links is not there yet: the next rest tries again.
    if (hash === undefined) return;
    // Folding takes a moment; what changed meanwhile is written by its own turn.
    if (store.getState().info !== state.info) return;
    // What stood there before would open something else after a reload.
    if (hash === null) tellOnce(store, SENTENCES.tooLarge);
    onWrite(hash ?? '#');
    try {
      history.replaceState(null, '', hash ?? '#');
    } catch {
      // A browser that finds this too often, or a page in a frame that may not: the next rest tries again.
    }
  };
  const stop = store.subscribe((state, before) => {
    const rests = state.mode !== 'playing' && state.mode !== 'moving';
    if (state.info === null || !rests || state.busy || !isElsewhere(state, before)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void write(), WRITE_AFTER_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

const KEPT = [
  'info',
  'cursor',
  'mode',
  'selection',
  'panels',
  'tab',
  'pinnedSlot',
  'swapped',
  'lesson',
  'drawer',
] as const;

function isElsewhere(state: UiState, before: UiState): boolean {
  const { branch, seat } = state.beside ?? {};
  if (branch !== before.beside?.branch || seat !== before.beside?.seat) return true;
  return KEPT.some((key) => state[key] !== before[key]);
}

/** Opens what a hash asks for. Whatever is wrong with it is said, and something good stays or gets open. */
export async function openAddress({ store, engine }: Pick<Page, 'store' | 'engine'>, hash: string) {
  const lesson = readLessonHash(hash);
  if (lesson !== null) return openLesson({ store, engine }, lesson);
  const challenge = readChallengeHash(hash);
  if (challenge !== null) return openChallenge({ store, engine }, challenge);
  const catalogue = await engine.catalogue();
  const asked = await readHash(hash, catalogue);
  if (asked === null) await openAsked({ store, engine }, { source: OPENING });
  else if ('problem' in asked) await refuse(store, { text: asked.problem });
  else {
    const unknown = routeProblem(asked, catalogue);
    if (unknown === null) await openAsked({ store, engine }, asked);
    else await refuse(store, unknown);
  }
}

async function openLesson(page: Pick<Page, 'store' | 'engine'>, { ref, step }: LessonLink): Promise<void> {
  const { openStep } = await import('../lessons/lesson-actions.ts');
  const problem = await openStep(page, ref, step);
  if (problem === null) page.store.getState().actions.notify('address', null);
  else await refuse(page.store, { text: `The lesson could not be opened: ${problem}.` });
}

async function openChallenge(
  page: Pick<Page, 'store' | 'engine'>,
  { id, seed }: ChallengeLink,
): Promise<void> {
  const { beginChallenge } = await import('../challenges/challenge-actions.ts');
  const found = (await page.engine.challenges()).find((challenge) => challenge.id === id);
  const problem =
    found === undefined ? `expected a challenge, found "${id}"` : await beginChallenge(page, found, seed);
  if (problem !== null) return refuse(page.store, { text: `The challenge could not be opened: ${problem}.` });
  page.store.getState().actions.setPanel('feed', true);
  page.store.getState().actions.notify('address', null);
}

async function openAsked(
  { store, engine }: Pick<Page, 'store' | 'engine'>,
  asked: Pick<Address, 'source'> & Partial<Address>,
): Promise<void> {
  const { actions } = store.getState();
  if (!(await actions.open(asked.source, asked.place?.at ?? undefined))) {
    const why = store.getState().notices.scenario?.text ?? '';
    actions.notify('scenario', null);
    return refuse(store, { text: `The link could not be opened. ${why}` });
  }
  const absent = asked.place === undefined ? null : takeUp(store, asked.place);
  const { seat = null } = asked.place ?? {};
  if (seat !== null && seat < (store.getState().info?.replicas ?? 0)) await actions.sit(seat);
  const beside = asked.place?.beside ? await takeBeside({ store, engine }, asked.place.beside) : null;
  const remarks = [asked.remark ?? null, absent, beside].filter((remark) => remark !== null);
  if (remarks.length > 0) await refuse(store, { text: remarks.join(' ') });
  else actions.notify('address', null);
}

/** Says what is wrong; the open session stays, and where none is the first one opens. */
async function refuse(store: UiStore, { text, offer }: Pick<Notice, 'text' | 'offer'>): Promise<void> {
  const { actions } = store.getState();
  if (store.getState().info === null) await actions.open(OPENING);
  const { info } = store.getState();
  const open = info === null ? '' : ` Open now: ${info.scenario.title}.`;
  actions.notify('address', { tone: 'problem', text: `${text}${open}`, ...(offer && { offer }) });
}

/** What is wrong with a readable address, with the nearest thing that exists. */
function routeProblem(
  { source, protocol }: Address,
  catalogue: readonly CatalogueEntry[],
): Pick<Notice, 'text' | 'offer'> | null {
  const id = source.kind === 'catalogue' ? source.id : null;
  const entry = catalogue.find((one) => one.id === id);
  if (id === null || (entry !== undefined && (protocol ?? entry.protocol) === entry.protocol)) return null;
  const meant = entry ?? catalogue.find((one) => one.id === nearest(id, names(catalogue)));
  const offer = meant && { text: meant.title, hash: `#/${meant.protocol}/${meant.id}` };
  const text =
    entry === undefined
      ? `There is no scenario "${id}".`
      : `There is no scenario "${id}" for "${protocol ?? ''}": it is one of ${entry.protocol}.`;
  return { text, ...(offer && { offer }) };
}

function names(catalogue: readonly CatalogueEntry[]): readonly string[] {
  return catalogue.map(({ id }) => id);
}
