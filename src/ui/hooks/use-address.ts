/**
 * Keeps address and session together: opens what the address asks for, first-light when it asks for nothing or for
 * something unreadable, and writes every rest of the playhead back. A bad link never costs the open session.
 */
import { useEffect } from 'react';
import { hashOf, readHash } from '../address.ts';
import type { UiStore } from '../state.ts';
import { usePage } from './use-store.ts';

const OPENING = { kind: 'catalogue', id: 'first-light' } as const;
/** Addresses are written this long after the last change: browsers refuse more than some hundred in half a minute. */
const WRITE_AFTER_MS = 300;

export function useAddress(): void {
  const { store } = usePage();
  useEffect(() => {
    let written: string | null = null;
    const follow = () => {
      if (location.hash !== written) void openAddress(store, location.hash);
    };
    void openAddress(store, location.hash);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stopWriting = store.subscribe((state, before) => {
      const rests = state.mode !== 'playing' && state.mode !== 'moving';
      if (state.info === null || !rests || state.busy) return;
      if (state.info === before.info && state.cursor === before.cursor && state.mode === before.mode) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { info, unchanged, cursor, frame } = store.getState();
        // Where nothing has happened yet, the session's own opening is the place.
        const at = frame?.at === 0 && info?.interventions.length === 0 ? null : cursor;
        written = hashOf(info?.session, unchanged, at);
        history.replaceState(null, '', written);
      }, WRITE_AFTER_MS);
    });
    window.addEventListener('hashchange', follow);
    return () => {
      clearTimeout(timer);
      stopWriting();
      window.removeEventListener('hashchange', follow);
    };
  }, [store]);
}

/** Opens what a hash asks for. Whatever is wrong with it is said, and something good stays or gets open. */
export async function openAddress(store: UiStore, hash: string): Promise<void> {
  const { actions } = store.getState();
  const asked = readHash(hash) ?? { source: OPENING, at: null };
  let problem = 'problem' in asked ? asked.problem : null;
  if (!('problem' in asked)) {
    if (await actions.open(asked.source, asked.at ?? undefined)) return actions.notify('address', null);
    const { notices } = store.getState();
    problem = `The link could not be opened. ${notices.scenario?.text ?? ''}`;
    actions.notify('scenario', null);
  }
  if (store.getState().info === null) await actions.open(OPENING);
  const { info } = store.getState();
  const text = `${problem ?? ''} ${info === null ? '' : `Open now: ${info.scenario.title}.`}`;
  actions.notify('address', { tone: 'problem', text });
}
