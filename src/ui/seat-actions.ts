/** Sitting down in one replica's place: from then on the page shows what that replica knows (VISUAL 7). */
import type { Engine } from '../runtime/api.ts';
import { challengeHash } from './challenges/challenge-link.ts';
import { sentenceCase } from './panels/words.ts';
import type { UiState, UiStore } from './state.ts';
import type { ToolActions } from './tools.ts';

/** The challenge that ends when this run's liar is named; null where no challenge is about it. */
async function wayOut(engine: Engine, { info }: Pick<UiState, 'info'>) {
  const all = info === null ? [] : await engine.challenges();
  const challenge = all.find(
    ({ goal, scenario }) => goal.goal === 'name-liar' && scenario === info?.scenario.id,
  );
  if (challenge === undefined) return null;
  return { text: 'Name the liar', hash: challengeHash({ id: challenge.id, seed: info?.seed ?? 0 }) };
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
        const offer = seat === null ? await wayOut(engine, get()) : null;
        get().actions.notify('page', { tone: 'info', text, ...(offer && { offer }) });
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
