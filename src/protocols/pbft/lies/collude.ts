/**
 * Colluders (fact pack §1.11, last row): f + 1 of them, the primary among them, lead two sides to different
 * logs. The shared plan needs no talk: slots go in pairs, side `a` gets them as they are and side `b` with
 * the two requests exchanged, and every colluder votes on each side for what the side was told. While an
 * honest primary leads, they are honest too.
 */
import type { StepContext } from '../../../kernel/context.ts';
import type { Effect } from '../../../kernel/effect.ts';
import type { ReplicaId, Slot, View } from '../../../kernel/ids.ts';
import type { Behaviour, LieTurn } from '../../../kernel/lie.ts';
import type { Message, Request } from '../../../kernel/message.ts';
import { requestDigest } from '../../../kernel/signed.ts';
import { replicasIn } from '../../../replica/behaviours/parameters.ts';
import { sendTo } from '../../shared/lie-kit.ts';
import { primaryOf } from '../../shared/rotation.ts';
import { makeCommit, makePrepare, makeProposal, withRequest } from '../signed.ts';
import { type PbftState, slotOf } from '../state.ts';
import type { Proposal } from '../types.ts';

export const collude: Behaviour<PbftState> = {
  title: 'leads two sides to different logs, together with others',
  parameters: {
    with: { kind: 'replicas', says: 'Who else is in it; f + 1 in all are enough.' },
    a: { kind: 'side', optional: true, says: 'Who is told the truth; half of the rest if not given.' },
    b: { kind: 'side', optional: true, says: 'Who is told the requests exchanged; the other half.' },
  },
  outbound({ effects, state, parameters, memory, ctx }) {
    const plan = planOf(parameters, ctx);
    return { effects: effects.flatMap((effect) => told(effect, state, plan, ctx)), memory };
  },
};

interface Plan {
  readonly fellows: readonly ReplicaId[];
  readonly a: readonly ReplicaId[];
  readonly b: readonly ReplicaId[];
}

/** Without sides, those who are not in it are halved. */
function planOf(parameters: LieTurn['parameters'], ctx: StepContext): Plan {
  const fellows = replicasIn(parameters.with, ctx);
  const others = Array.from({ length: ctx.replicas }, (_, id) => id).filter(
    (id) => id !== ctx.self && !fellows.includes(id),
  );
  const half = Math.ceil(others.length / 2);
  const [a, b] = [replicasIn(parameters.a, ctx), replicasIn(parameters.b, ctx)];
  if (a.length + b.length > 0) return { fellows, a, b };
  return { fellows, a: others.slice(0, half), b: others.slice(half) };
}

const ordering = new Set(['PRE-PREPARE', 'PREPARE', 'COMMIT', 'COMMIT-CERTIFICATE', 'CHECKPOINT']);

function told(effect: Effect, state: PbftState, plan: Plan, ctx: StepContext): readonly Effect[] {
  if (effect.kind !== 'send' && effect.kind !== 'broadcast') return [effect];
  const { message } = effect;
  const isOurs = [ctx.self, ...plan.fellows].includes(primaryOf(state.view, ctx.replicas));
  if (!isOurs || !ordering.has(message.type)) return [effect];
  if (effect.kind === 'send') return plan.b.includes(effect.to) ? [] : [effect];
  const { slot } = message as Message & { readonly slot: Slot };
  const resend = effect.resend ? ({ resend: true } as const) : {};
  const truth = [...plan.a, ...plan.fellows].map((to): Effect => ({ kind: 'send', to, message, ...resend }));
  return [...truth, ...exchanged(message.type, slot, state, plan, ctx)];
}

/** What side b hears once both requests of a pair are known. */
function exchanged(
  type: string,
  slot: Slot,
  state: PbftState,
  plan: Plan,
  ctx: StepContext,
): readonly Effect[] {
  const isPrimary = primaryOf(state.view, ctx.replicas) === ctx.self;
  if (type !== (isPrimary ? 'PRE-PREPARE' : 'PREPARE')) return [];
  const low = slot % 2 === 0 ? slot - 1 : slot;
  const [first, second] = [requestAt(state, low), requestAt(state, low + 1)];
  if (first === null || second === null) return [];
  const swapped = [
    { slot: low, request: second },
    { slot: low + 1, request: first },
  ];
  const messages = swapped.flatMap((one) => statements(state.view, one, isPrimary, ctx));
  return sendTo(plan.b, messages);
}

function requestAt(state: PbftState, slot: Slot): Request | null {
  const entry = slotOf(state, slot);
  return entry?.view === state.view && entry.proposal !== null ? entry.request : null;
}

function statements(
  view: View,
  { slot, request }: { readonly slot: Slot; readonly request: Request },
  isPrimary: boolean,
  ctx: StepContext,
): readonly Message[] {
  const digest = requestDigest(request);
  if (isPrimary) {
    const proposal = makeProposal(ctx, view, slot, digest);
    return [withRequest(proposal, request), makeCommit(ctx, proposal)];
  }
  const statement = { view, slot, digest } as Proposal;
  return [makePrepare(ctx, statement), makeCommit(ctx, statement)];
}
