/** Searching the events of the open run and walking what was found. */
import type { Engine } from '../../runtime/api.ts';
import type { UiStore } from '../state.ts';
import type { ToolActions } from '../tools.ts';
import { foundFrom } from './found.ts';

export function createSearchActions(
  engine: Engine,
  { getState: get, setState: set }: UiStore,
): Pick<ToolActions, 'find' | 'walkFound'> {
  let asked = 0;
  return {
    find: async (query) => {
      const mine = ++asked;
      if (query === null) return set({ search: null });
      const found = await engine.search(query);
      // Somebody may have typed on meanwhile.
      if (mine === asked) set({ search: { query, found, length: get().info?.length ?? 0 } });
    },
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
