/**
 * Making a failing run smaller, as the store's actions. The search runs beside the open session, which goes
 * on meanwhile; when another session is opened, what is still under way ends.
 */
import type { Minimising } from '../../runtime/client.ts';
import type { Stagehands } from '../stagehands.ts';
import { type UiStore, withNotice } from '../state.ts';
import type { MinimisingView, ToolActions } from '../tools.ts';

export function createMinimiseActions(
  { loadMinimiser }: Pick<Stagehands, 'loadMinimiser'>,
  { getState: get, setState: set }: UiStore,
): Pick<ToolActions, 'minimise' | 'stopMinimising'> {
  let running: Minimising | null = null;
  let searches = 0;
  return {
    minimise: async ({ property, event }) => {
      const { info } = get();
      running?.stop();
      if (info === null) return;
      const search = ++searches;
      const show = (changes: Partial<MinimisingView>): void => {
        const { minimising } = get();
        if (search !== searches) return;
        // Another session was opened meanwhile: nobody waits for this any more.
        if (minimising === null) running?.stop();
        else set({ minimising: { ...minimising, ...changes } });
      };
      set({
        minimising: { verdict: property, progress: null, stopping: false, result: null, branch: null },
        notices: withNotice(get(), 'minimise', null),
      });
      const request = { session: info.session, verdict: property, seenAt: event };
      const result = await loadMinimiser().then(
        (start) => {
          running = start(request, (progress) => show({ progress }));
          return running.done;
        },
        () => ({ problem: 'its code could not be loaded, because the server did not answer' }),
      );
      if (!('problem' in result)) return show({ result, stopping: false });
      if (search !== searches || get().minimising === null) return;
      const text = `This run could not be minimised: ${result.problem}.`;
      set({ minimising: null, notices: withNotice(get(), 'minimise', { tone: 'problem', text }) });
    },
    stopMinimising: () => {
      const { minimising } = get();
      if (minimising === null || minimising.result !== null) return;
      set({ minimising: { ...minimising, stopping: true } });
      running?.stop();
    },
  };
}
