/**
 * The equivocator (fact pack §1.11): value A to group `a`, value B to group `b`, nothing to the rest, and
 * votes that fit each group's value. B is another request that some client really signed: one that waits, or
 * the latest in the log; without one, group b hears nothing. As a colluding backup it gives each group the
 * votes for what the group was told.
 */
import type { Effect } from '../../kernel/effect.ts';
import type { Digest, ReplicaId, Slot } from '../../kernel/ids.ts';
import type { LieOutcome, LieTurn } from '../../kernel/lie.ts';
import type { Message, Request } from '../../kernel/message.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { replicasIn } from '../../replica/behaviours/parameters.ts';
import { sendTo } from '../shared/lie-kit.ts';
import { primaryOf } from '../shared/rotation.ts';
import { type Ballot, type Tally, voteOf } from '../shared/tally.ts';
import { makeCommit, makePrepare, makeProposal, sealed, withRequest } from './signed.ts';
import { entriesOf, type PbftState, slotOf } from './state.ts';
import type { Commit, PrePrepare, Prepare, Proposal } from './types.ts';

interface Groups {
  readonly a: readonly ReplicaId[];
  readonly b: readonly ReplicaId[];
}

export function equivocate({ effects, state, parameters, memory, ctx }: LieTurn<PbftState>): LieOutcome {
  const groups = { a: replicasIn(parameters.a, ctx), b: replicasIn(parameters.b, ctx) };
  return { effects: effects.flatMap((effect) => edit(effect, state, groups, ctx)), memory };
}

function edit(effect: Effect, state: PbftState, groups: Groups, ctx: StepContext): readonly Effect[] {
  if (effect.kind === 'cite' && effect.rule === 'pbft/prepare') {
    return [effect, ...echo(effect.because, state, groups, ctx)];
  }
  if (effect.kind === 'send') {
    return isOwnVote(effect.message, ctx) && !groups.a.includes(effect.to) ? [] : [effect];
  }
  if (effect.kind !== 'broadcast' || !isOwnVote(effect.message, ctx)) return [effect];
  const { message } = effect;
  if (message.type === 'PRE-PREPARE') return splitProposal(message, state, groups, ctx);
  /** The primary gave its COMMITs together with its two proposals. */
  if (primaryOf(message.view, ctx.replicas) === ctx.self) return [];
  return [...sendTo(groups.a, [message]), ...sendTo(groups.b, contrary(message, state, ctx))];
}

type OwnVote = PrePrepare | Prepare | Commit;

function isOwnVote(message: Message, ctx: StepContext): message is OwnVote {
  const { type, replica } = message as { type: string; replica?: unknown };
  return (type === 'PRE-PREPARE' || type === 'PREPARE' || type === 'COMMIT') && replica === ctx.self;
}

/** Each group gets its proposal and, at once, the COMMIT that an honest primary would give only later. */
function splitProposal(
  message: PrePrepare,
  state: PbftState,
  groups: Groups,
  ctx: StepContext,
): readonly Effect[] {
  const toA = sendTo(groups.a, [message, makeCommit(ctx, message)]);
  const request = otherRequest(state, message.digest);
  if (request === null) return toA;
  const proposal = makeProposal(ctx, message.view, message.slot, requestDigest(request));
  return [...toA, ...sendTo(groups.b, [withRequest(proposal, request), makeCommit(ctx, proposal)])];
}

/** A backup's vote for something else in the same place. */
function contrary(message: Prepare | Commit | PrePrepare, state: PbftState, ctx: StepContext): Message[] {
  const request = otherRequest(state, message.digest);
  if (request === null || message.type === 'PRE-PREPARE') return [];
  const { type, view, slot } = message;
  const digest = requestDigest(request);
  return [sealed(ctx, { type, view, slot, digest, replica: ctx.self } as const)];
}

/** The first of a group to PREPARE shows what the group was told: it gets PREPARE and COMMIT for that. */
function echo(
  because: Extract<Effect, { kind: 'cite' }>['because'],
  state: PbftState,
  groups: Groups,
  ctx: StepContext,
): readonly Effect[] {
  const slot = because.slot as Slot;
  const signer = because.signer as ReplicaId;
  const entry = slotOf(state, slot);
  const group = [groups.a, groups.b].find((one) => one.includes(signer));
  const isPrimary = primaryOf(state.view, ctx.replicas) === ctx.self;
  if (entry === null || group === undefined || entry.proposal !== null || isPrimary) return [];
  const heard: Tally<Ballot> = entry.prepares;
  const digest = voteOf(heard, signer)?.digest;
  if (digest === undefined || group.some((id) => id !== signer && voteOf(heard, id) !== null)) return [];
  const statement = { view: state.view, slot, digest } as Proposal;
  return sendTo(group, [makePrepare(ctx, statement), makeCommit(ctx, statement)]);
}

/** Another request that is known here: one that waits, else the latest in the log. */
function otherRequest(state: PbftState, digest: Digest): Request | null {
  const waiting = state.waiting.find((one) => one.digest !== digest);
  if (waiting !== undefined) return waiting.request;
  return (
    entriesOf(state).findLast((one) => one.request !== null && one.proposal?.digest !== digest)?.request ??
    null
  );
}
