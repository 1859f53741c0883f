/** The one filter of page and diagram: set, taken back, and the events of the open run that fit it. */
import type { Engine } from '../../runtime/api.ts';
import { runKey } from '../panels/feed-window.ts';
import type { UiState, UiStore } from '../state.ts';
import type { ToolActions } from '../tools.ts';
import { type Filter, NO_FILTER, queryOf } from './filter.ts';
import { foundFrom } from './found.ts';

/** The run rests this long before events that came since are looked through, ms. */
const GROWN_MS = 250;

export function createSearchActions(
  engine: Engine,
  store: UiStore,
): Pick<ToolActions, 'setFilter' | 'clearFilter' | 'walkFound'> {
  const { getState: get, setState: set } = store;
  let asked = 0;
  const find = async (restMs: number) => {
    const mine = ++asked;
    if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    // Somebody may have typed on meanwhile.
    if (mine !== asked) return;
    const query = queryOf(get().filter);
    if (query === null) return set({ search: null });
    const found = await engine.search(query);
    if (mine === asked) set({ search: { query, found, length: get().info?.length ?? 0 } });
  };
  const setFilter = async (changes: Partial<Filter>, restMs = 0) => {
    set({ filter: { ...get().filter, ...changes } });
    await find(restMs);
  };
  store.subscribe((now, before) => {
    if (isOutdated(now, before)) void find(GROWN_MS);
  });
  return {
    setFilter,
    clearFilter: () => setFilter(NO_FILTER),
    walkFound: async (back) => {
      const { search, cursor, actions } = get();
      const next = foundFrom(search?.found ?? [], cursor, back);
      if (next === null) {
        set({
          spoken: back ? 'Nothing was found before this event.' : 'Nothing was found after this event.',
        });
        return false;
      }
      if (!(await actions.move({ kind: 'event', target: next }))) return false;
      actions.select({ kind: 'event', event: next - 1 });
      return true;
    },
  };
}

/** Words are looked for in every sentence of the run, so they wait until somebody asks for them again. */
function isOutdated({ info, search }: UiState, before: UiState): boolean {
  if (search === null || info === null || before.info === null || info === before.info) return false;
  if (runKey(info) !== runKey(before.info)) return true;
  return (
    info.length !== search.length && info.length !== before.info.length && search.query.words === undefined
  );
}
