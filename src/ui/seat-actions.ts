/** Sitting down in one replica's place: from then on the page shows what that replica knows (VISUAL 7). */
import type { Engine } from '../runtime/api.ts';
import { challengeHash } from './challenges/challenge-link.ts';
import { sentenceCase } from './panels/words.ts';
import type { UiState, UiStore } from './state.ts';
import type { ToolActions } from './tools.ts';

function seedOf({ info }: Pick<UiState, 'info'>): number {
  return info?.seed ?? 0;
}

export function createSeatActions(
  engine: Engine,
  { getState: get, setState: set }: UiStore,
): Pick<ToolActions, 'sit'> {
  return {
    sit: async (seat) => {
      const { cursor } = get();
      const seen = await engine.sit(seat, cursor);
      if ('problem' in seen) {
        const text = `${sentenceCase(seen.problem)}.`;
        const offer = {
          text: 'Name the liar',
          hash: challengeHash({ id: 'name-the-liar', seed: seedOf(get()) }),
        };
        get().actions.notify('page', { tone: 'info', text, offer });
        return;
      }
      const moved = await engine.move(cursor, { kind: 'event', target: cursor });
      if ('problem' in moved || get().cursor !== cursor) return;
      const { frame, info } = moved;
      const verdicts = await engine.verdicts(cursor);
      const spoken = seat === null ? 'What is true.' : `What R${seat} knows.`;
      set({ frame, landed: frame, info, verdicts, spoken });
    },
  };
}
