/**
 * The primary that votes twice (fact pack §1.12, PB11): it equivocates, and sends with each PRE-PREPARE a
 * PREPARE that says the same. Honest backups refuse it: the PRE-PREPARE is the primary's vote.
 */
import type { Effect } from '../../kernel/effect.ts';
import type { LieOutcome, LieTurn } from '../../kernel/lie.ts';
import { equivocate } from './equivocate.ts';
import { makePrepare } from './signed.ts';
import type { PbftState } from './state.ts';
import type { PrePrepare } from './types.ts';

export function doubleVote(turn: LieTurn<PbftState>): LieOutcome {
  const { effects, memory } = equivocate(turn);
  const twice = effects.flatMap((effect): readonly Effect[] => {
    if (effect.kind !== 'send' || effect.message.type !== 'PRE-PREPARE') return [effect];
    const vote = makePrepare(turn.ctx, effect.message as PrePrepare);
    return [effect, { kind: 'send', to: effect.to, message: vote }];
  });
  return { effects: twice, memory };
}
