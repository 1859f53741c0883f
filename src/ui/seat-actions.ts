/** Sitting down in one replica's place: from then on the page shows what that replica knows (VISUAL 7). */
import type { Engine } from '../runtime/api.ts';
import type { UiStore } from './state.ts';
import type { ToolActions } from './tools.ts';

export function createSeatActions(
  engine: Engine,
  { getState: get, setState: set }: UiStore,
): Pick<ToolActions, 'sit'> {
  return {
    sit: async (seat) => {
      const { cursor } = get();
      const seen = await engine.sit(seat, cursor);
      if ('problem' in seen) return;
      const moved = await engine.move(cursor, { kind: 'event', target: cursor });
      if ('problem' in moved || get().cursor !== cursor) return;
      const { frame, info } = moved;
      const verdicts = await engine.verdicts(cursor);
      const spoken = seat === null ? 'What is true.' : `What R${seat} knows.`;
      set({ frame, landed: frame, info, verdicts, spoken });
    },
  };
}
