/**
 * What this browser cannot do, or a new version of the page, in one sentence each above the stage. Each is
 * said once per visit, and none stops anything.
 */
import type { UiStore } from './state.ts';

export const SENTENCES = {
  noWorkers:
    'This browser runs no workers: all replicas share the thread of this page, with the same results.',
  tooLarge:
    'This session is too large for an address: save a file, or find it again among the recent sessions.',
  notLoaded:
    'A part of this page could not be loaded: the server did not answer, or has newer files. Load it again.',
  newVersion: 'A newer version of this page is ready: it comes with the next reload, at this place.',
} as const;

/** Adds a sentence to what is said already; one that was said before is not said again. */
export function tellOnce(store: UiStore, sentence: string): void {
  const said = told.get(store) ?? new Set<string>();
  told.set(store, said);
  if (said.has(sentence)) return;
  said.add(sentence);
  const { notices, actions } = store.getState();
  const text = [notices.page?.text ?? '', sentence].join(' ').trim();
  actions.notify('page', { tone: 'info', text });
}

const told = new WeakMap<UiStore, Set<string>>();
