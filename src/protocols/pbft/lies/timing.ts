/**
 * Lies about when and to whom (fact pack §1.11): a primary that is just quick enough, one that leaves out a
 * backup, and VIEW-CHANGEs without a reason.
 */
import type { StepContext } from '../../../kernel/context.ts';
import type { Effect } from '../../../kernel/effect.ts';
import type { View } from '../../../kernel/ids.ts';
import type { Behaviour, LieTurn } from '../../../kernel/lie.ts';
import { countIn, replicasIn } from '../../../replica/behaviours/parameters.ts';
import { perCopy } from '../../../replica/behaviours/speech.ts';
import { sealed } from '../signed.ts';
import { entriesOf, type PbftState } from '../state.ts';
import { quorumOf } from '../turn.ts';
import type { ViewChange } from '../types.ts';

export const slowPrimary: Behaviour<PbftState> = {
  title: 'as primary proposes just before the others lose patience',
  parameters: {
    share: {
      kind: 'count',
      least: 1,
      most: 100,
      optional: true,
      says: 'Percent of the request timeout that it waits; 75 if not given.',
    },
  },
  outbound({ effects, parameters, memory, ctx }) {
    const late = Math.floor((ctx.options.requestTimeout * countIn(parameters.share, [1, 100], 75)) / 100);
    const slow = perCopy(effects, ctx, (copy) =>
      copy.kind === 'send' && copy.message.type === 'PRE-PREPARE' ? [{ ...copy, late }] : [copy],
    );
    return { effects: slow, memory };
  },
};

/** q − 1 backups and itself are a quorum: the rest has to learn from COMMITs and to fetch the request. */
export const ppToSome: Behaviour<PbftState> = {
  title: 'as primary proposes to q − 1 backups only',
  parameters: {
    to: { kind: 'replicas', optional: true, says: 'Who hears proposals; the first q − 1 if not given.' },
  },
  outbound({ effects, parameters, memory, ctx }) {
    const named = replicasIn(parameters.to, ctx);
    const others = Array.from({ length: ctx.replicas }, (_, id) => id).filter((id) => id !== ctx.self);
    const told: readonly unknown[] = named.length > 0 ? named : others.slice(0, quorumOf(ctx) - 1);
    const some = perCopy(effects, ctx, (copy) =>
      copy.message.type !== 'PRE-PREPARE' || told.includes(copy.to) ? [copy] : [],
    );
    return { effects: some, memory };
  },
};

/** With every vote it wants another view: f of them alone move nobody, who would need f + 1 to join. */
export const prematureViewChange: Behaviour<PbftState> = {
  title: 'asks for view changes without a reason',
  parameters: {
    perInput: { kind: 'count', least: 1, most: 8, optional: true, says: 'Views asked for with each vote.' },
  },
  outbound: (turn) => {
    const { state, ctx } = turn;
    const many = countIn(turn.parameters.perInput, [1, 8], 1);
    const wanted = ((turn.memory as View | null) ?? state.view) + 1;
    const views = hasVoted(turn) ? Array.from({ length: many }, (_, i) => wanted + i) : [];
    const changes = views.map((view): Effect => ({ kind: 'broadcast', message: changeTo(view, state, ctx) }));
    return { effects: [...turn.effects, ...changes], memory: views.at(-1) ?? turn.memory };
  },
};

/** An old view's VIEW-CHANGE with every vote, and in place of the one it should send. */
export const staleViewChange: Behaviour<PbftState> = {
  title: 'asks for views that are past',
  parameters: {},
  outbound: (turn) => {
    const { state, ctx, effects, memory } = turn;
    const stale = { kind: 'broadcast', message: changeTo(Math.max(0, state.view - 1), state, ctx) } as const;
    const told = effects.map((effect): Effect => {
      const speaks = effect.kind === 'broadcast' || effect.kind === 'send';
      return speaks && effect.message.type === 'VIEW-CHANGE' ? { ...effect, message: stale.message } : effect;
    });
    return { effects: hasVoted(turn) ? [...told, stale] : told, memory };
  },
};

function hasVoted({ effects }: LieTurn<PbftState>): boolean {
  return effects.some((effect) => effect.kind === 'broadcast' && effect.message.type === 'COMMIT');
}

/** What an honest replica would send for this view, in all but the view. */
function changeTo(view: View, state: PbftState, ctx: StepContext): ViewChange {
  const prepared = entriesOf(state).flatMap((entry) =>
    entry.prepared !== null && entry.prepared.proposal.view < view ? [entry.prepared] : [],
  );
  const { slot: stableSlot, proof: checkpoints } = state.stable;
  return sealed<ViewChange>(ctx, {
    type: 'VIEW-CHANGE',
    view,
    stableSlot,
    checkpoints,
    prepared,
    replica: ctx.self,
  });
}
