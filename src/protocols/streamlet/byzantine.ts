/**
 * Lies worth telling in Streamlet (fact pack §5.9), beside those that every protocol knows. A behaviour edits
 * what the honest replica would have done next; it signs with its own key only.
 */
import type { Effect } from '../../kernel/effect.ts';
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import type { Behaviour, LieOutcome, LieTurn } from '../../kernel/lie.ts';
import type { Message, Request } from '../../kernel/message.ts';
import { countIn, replicasIn } from '../../replica/behaviours/parameters.ts';
import { sendTo } from '../shared/lie-kit.ts';
import { hasReplica } from '../shared/mask.ts';
import { blockDigest, makePropose, makeVote } from './signed.ts';
import type { StreamletState } from './state.ts';
import { blocksOf, findBlock } from './tree.ts';
import type { Propose, Vote } from './types.ts';
import { whisper } from './whisper.ts';

type Lie = Behaviour<StreamletState>;
type Turn = LieTurn<StreamletState>;

export const behaviours: Readonly<Record<string, Lie>> = {
  equivocate: {
    title: 'proposes one block to one side and another to the other',
    parameters: {
      a: { kind: 'side', optional: true, says: 'Who is shown the first block.' },
      b: { kind: 'side', optional: true, says: 'Who is shown the second block.' },
    },
    outbound: equivocate,
  },
  'short-chain': {
    title: 'proposes after an older block than the last notarised one',
    parameters: {
      by: { kind: 'count', least: 1, most: 64, optional: true, says: 'Blocks left out; 1 if not given.' },
    },
    outbound: shortChain,
  },
  'late-votes': {
    title: 'keeps its votes back and shows them later',
    parameters: {
      epochs: { kind: 'count', least: 1, most: 64, optional: true, says: 'Epochs that a vote is kept back.' },
    },
    outbound: lateVotes,
  },
  whisper: {
    title: 'shows its blocks to some, and its votes to fewer',
    parameters: {
      shown: { kind: 'replicas', says: 'Who is shown its blocks.' },
      told: { kind: 'replicas', says: 'Who sees that it votes for them.' },
    },
    outbound: whisper,
  },
  'double-vote': {
    title: 'votes for every block of an epoch',
    parameters: {},
    outbound: doubleVote,
  },
};

/** Each side gets its block and this replica's vote for it; who is on no side gets neither. */
function equivocate({ effects, state, parameters, ctx, memory }: Turn): LieOutcome {
  const original = effects.map((effect) => ownOf(effect, 'PROPOSE', ctx.self)).find((one) => one !== null);
  if (original == null) return { effects, memory };
  const { a, b } = sidesOf(parameters, ctx);
  const { epoch, parent, payload } = original;
  const other = otherPayload(state, payload);
  const rival = other && makePropose(ctx, epoch, parent, other);
  const toA = [original, makeVote(ctx, epoch, blockDigest(original))];
  const toB = rival === null ? [] : [rival, makeVote(ctx, epoch, blockDigest(rival))];
  const rest = effects.filter((effect) => !isOwn(effect, ctx.self));
  return { effects: [...rest, ...sendTo(a, toA), ...sendTo(b, toB)], memory };
}

/**
 * Other requests that some client really signed: fewer of them, or one that is known. Null: there is none.
 */
function otherPayload(state: StreamletState, payload: readonly Request[]): readonly Request[] | null {
  if (payload.length > 0) return payload.slice(1);
  const known = state.waiting[0]?.request;
  return known === undefined ? null : [known];
}

/** Without sides in the command the others are divided in two halves. */
function sidesOf({ a, b }: Turn['parameters'], ctx: Turn['ctx']) {
  const { self, replicas } = ctx;
  const others = Array.from({ length: replicas }, (_, id) => id).filter((id) => id !== self);
  if (a === undefined && b === undefined) {
    const half = Math.ceil(others.length / 2);
    return { a: others.slice(0, half), b: others.slice(half) };
  }
  return { a: replicasIn(a, ctx), b: replicasIn(b, ctx) };
}

/** The child of an older block than the last notarised one: honest replicas know a longer chain. */
function shortChain({ effects, state, parameters, ctx, memory }: Turn): LieOutcome {
  const original = effects.map((effect) => ownOf(effect, 'PROPOSE', ctx.self)).find((one) => one !== null);
  const parent =
    original == null ? null : olderThan(original.parent, countIn(parameters.by, [1, 64], 1), state);
  if (original == null || parent === null) return { effects, memory };
  const short = makePropose(ctx, original.epoch, parent, original.payload);
  const vote = makeVote(ctx, short.epoch, blockDigest(short));
  const edited = effects.map((effect): Effect => {
    if (ownOf(effect, 'PROPOSE', ctx.self) !== null) return { kind: 'broadcast', message: short };
    return ownOf(effect, 'VOTE', ctx.self) === null ? effect : { kind: 'broadcast', message: vote };
  });
  return { effects: edited, memory };
}

/** So many blocks back, or the first block's parent; null where there is nothing older. */
function olderThan(tip: Digest, by: number, state: StreamletState): Digest | null {
  let older: Digest | null = null;
  for (let back = 0; back < by; back++) {
    const parent: Digest | undefined = findBlock(state, older ?? tip)?.proposal?.parent;
    if (parent === undefined) return older;
    older = parent;
  }
  return older;
}

interface Withheld {
  readonly due: number;
  readonly vote: Vote;
}

/** Nobody sees its votes before they are old; then everybody does at once. */
function lateVotes({ effects, state, parameters, ctx, memory }: Turn): LieOutcome {
  const wait = countIn(parameters.epochs, [1, 64], 1);
  const kept = (memory ?? []) as readonly Withheld[];
  const own = effects.flatMap((effect) => ownOf(effect, 'VOTE', ctx.self) ?? []);
  const fresh = own.map((vote) => ({ due: vote.epoch + wait, vote }));
  const shown = kept.filter(({ due }) => due <= state.epoch);
  const rest = effects.filter((effect) => ownOf(effect, 'VOTE', ctx.self) === null);
  const said = shown.map(({ vote }): Effect => ({ kind: 'broadcast', message: vote }));
  return { effects: [...rest, ...said], memory: [...kept.filter((one) => !shown.includes(one)), ...fresh] };
}

/** The honest replica's vote, and one for every other block of the epoch that it has seen. */
function doubleVote({ effects, state, ctx, memory }: Turn): LieOutcome {
  const { epoch } = state;
  const before = memory as { readonly epoch: number; readonly voted: readonly string[] } | null;
  const done = before?.epoch === epoch ? before.voted : [];
  const more = blocksOf(state, epoch)
    .filter(({ proposal, voters }) => proposal !== null && !hasReplica(voters, ctx.self))
    .map(({ digest }) => digest)
    .filter((digest) => !done.includes(digest));
  const votes = more.map((digest): Effect => ({ kind: 'broadcast', message: makeVote(ctx, epoch, digest) }));
  return { effects: [...effects, ...votes], memory: { epoch, voted: [...done, ...more] } };
}

/**
 * The signed message of this type that an effect sends in the replica's own name; null for everything else.
 */
function ownOf<T extends 'PROPOSE' | 'VOTE'>(
  effect: Effect,
  type: T,
  self: ReplicaId,
): (T extends 'VOTE' ? Vote : Propose) | null {
  if (effect.kind !== 'broadcast' || effect.message.type !== type) return null;
  const message = effect.message as Message as T extends 'VOTE' ? Vote : Propose;
  return message.replica === self ? message : null;
}

function isOwn(effect: Effect, self: ReplicaId): boolean {
  return ownOf(effect, 'PROPOSE', self) !== null || ownOf(effect, 'VOTE', self) !== null;
}
