/**
 * The whisperer (fact pack §5.10, ST6): shows its blocks to some, and lets only one of them see its votes for
 * them; it votes for nobody else's. Where echoes are missing, the others cannot know which chain is longest.
 */
import type { Effect } from '../../kernel/effect.ts';
import type { LieOutcome, LieTurn } from '../../kernel/lie.ts';
import { replicasIn } from '../../replica/behaviours/parameters.ts';
import { leaderOf } from './settings.ts';
import type { StreamletState } from './state.ts';
import type { Vote } from './types.ts';

export function whisper({ effects, parameters, memory, ctx }: LieTurn<StreamletState>): LieOutcome {
  const shown = replicasIn(parameters.shown, ctx);
  const told = replicasIn(parameters.told, ctx);
  const said = effects.flatMap((effect): readonly Effect[] => {
    if (effect.kind !== 'broadcast' && effect.kind !== 'send') return [effect];
    const { message } = effect;
    const isOwn = leaderOf((message as Vote).epoch, ctx) === ctx.self;
    switch (message.type) {
      case 'PROPOSE':
        return shown.map((to) => ({ kind: 'send', to, message }));
      case 'VOTE':
        return isOwn ? told.map((to) => ({ kind: 'send', to, message })) : [];
      case 'FETCH-BLOCK':
        return [effect];
      default:
        return [];
    }
  });
  return { effects: said, memory };
}
