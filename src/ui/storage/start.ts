/** Autosave on this browser's clock and database. Loaded after the picture stands. */
import type { UiStore } from '../state.ts';
import { startAutosave } from './autosave.ts';
import { createSessions } from './database.ts';

export function keepSessions(store: UiStore): void {
  const stop = startAutosave({
    store,
    sessions: createSessions(),
    now: () => Date.now(),
    newId: () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`,
  });
  // A page that goes away may not come back: what waits is written now. If it does come back, it goes on.
  addEventListener('pagehide', (event) => {
    void stop();
    if (event.persisted) addEventListener('pageshow', () => keepSessions(store), { once: true });
  });
}
