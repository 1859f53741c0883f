/**
 * Streamlet's lie kit: what of each message its sender can say differently. Blocks go by their epoch, `e3`,
 * requests by client and timestamp, `c1/3`; whatever another replica signed can be passed on or left out.
 */
import type { StepContext } from '../../kernel/context.ts';
import { digestText } from '../../kernel/hash.ts';
import type { Digest } from '../../kernel/ids.ts';
import type { LieChoice, LieContext } from '../../kernel/lie.ts';
import type { Request } from '../../kernel/message.ts';
import { isDigest } from '../../kernel/signed.ts';
import { choiceField, type Editable, fixedField, numberField, subsetField } from '../../replica/lie-kit.ts';
import { membersOf } from '../shared/chunked.ts';
import { createLieKit, noKey, requestName } from '../shared/lie-kit.ts';
import { makePropose, makeVote } from './signed.ts';
import type { StreamletState } from './state.ts';
import {
  type Block,
  genesisDigest,
  type Propose,
  type Status,
  type StreamletMessage,
  type Vote,
} from './types.ts';
import { isWellFormed } from './wellformed.ts';

export const streamletLies = createLieKit<StreamletMessage, StreamletState>({
  title: 'Streamlet',
  isWellFormed: (message, { replicas }) => isWellFormed(message, replicas),
  fieldsOf,
  signedAnew,
});

function signedAnew(draft: StreamletMessage, ctx: StepContext): StreamletMessage {
  if (draft.type === 'PROPOSE') return makePropose(ctx, draft.epoch, draft.parent, draft.payload);
  return draft.type === 'VOTE' ? makeVote(ctx, draft.epoch, draft.digest) : draft;
}

type Fields = readonly Editable<StreamletMessage>[];

function fieldsOf(message: StreamletMessage, state: StreamletState, ctx: LieContext): Fields {
  const own = `R${ctx.self} signs with its own key: it has no other`;
  switch (message.type) {
    case 'PROPOSE':
      return erase<Propose>([
        numberField<Propose>('epoch', message.epoch, counts, (draft, epoch) => ({ ...draft, epoch })),
        blockField<Propose>('parent', message.parent, state, ctx, (draft, parent) => ({ ...draft, parent })),
        payloadField(message, state),
        fixedField<Propose>('replica', message.replica, own, `R${message.replica}`),
      ]);
    case 'VOTE':
      return erase<Vote>([
        numberField<Vote>('epoch', message.epoch, counts, (draft, epoch) => ({ ...draft, epoch })),
        blockField<Vote>('digest', message.digest, state, ctx, (draft, digest) => ({ ...draft, digest })),
        fixedField<Vote>('replica', message.replica, own, `R${message.replica}`),
      ]);
    case 'ECHO':
      return [fixedField('of', message.of.type, 'what is passed on stays as it was signed')];
    case 'BLOCK':
      return erase(blockFields(message, ctx));
    case 'FETCH-BLOCK':
      return erase([
        blockField<typeof message>('digest', message.digest, state, ctx, (draft, digest) => ({
          ...draft,
          digest,
        })),
      ]);
    case 'STATUS':
      return erase(statusFields(message, state, ctx));
    case 'REQUEST':
      return [];
  }
}

function erase<M extends StreamletMessage>(fields: readonly Editable<M>[]): Fields {
  return fields as unknown as Fields;
}

const counts = [0, Number.MAX_SAFE_INTEGER] as const;

/** A block that is known here, the first one, another than this, or one that nobody has. */
function blockField<M>(
  field: string,
  value: Digest,
  state: StreamletState,
  { self }: LieContext,
  set: (draft: M, digest: Digest) => M,
): Editable<M> {
  const known = blocksOf(state);
  const invented = digestText(`invented by r${self} instead of ${value}`);
  const read = (name: unknown): Digest | undefined => {
    if (name === 'genesis') return genesisDigest;
    if (name === 'invented') return invented;
    if (name === 'other') return known.find(({ digest }) => digest !== value)?.digest;
    return known.find((block) => block.name === name)?.digest ?? (isDigest(name) ? name : undefined);
  };
  const choices = [
    ...known.map(({ name, epoch }) => ({ value: name, text: `the block of epoch ${epoch}` })),
    { value: 'genesis', text: 'the first block’s parent' },
    { value: 'invented', text: 'a block that nobody has' },
  ];
  const named = known.find(({ digest }) => digest === value);
  const now: LieChoice = named
    ? { value: named.name, text: `the block of epoch ${named.epoch}` }
    : { value, text: `block ${value.slice(0, 4)}` };
  return choiceField(field, now, choices, (draft, next) => set(draft, read(next) ?? value), read);
}

/** Blocks offered at most: the latest ones. */
const mostBlocks = 64;

/** Latest first; a second block of one epoch is `e3.2`. */
function blocksOf({ epochs }: StreamletState) {
  const all = membersOf(epochs).flatMap((blocks) =>
    blocks.map(({ epoch, digest }, i) => ({
      name: i === 0 ? `e${epoch}` : `e${epoch}.${i + 1}`,
      epoch,
      digest,
    })),
  );
  return all.slice(-mostBlocks).reverse();
}

/** Any of what it proposes, and of what waits here too: clients sign requests, the leader picks them. */
function payloadField({ payload }: Propose, { waiting }: StreamletState): Editable<Propose> {
  const known = new Map<string, Request>();
  for (const request of [...payload, ...waiting.map((one) => one.request)])
    known.set(requestName(request), request);
  const members = [...known.keys()].map((name) => ({ value: name, text: name }));
  const field = subsetField<Propose>('payload', members, (draft, kept) => ({
    ...draft,
    payload: [...known].filter(([name]) => kept.has(name)).map(([, request]) => request),
  }));
  const value = payload.map(requestName);
  return { ...field, value, text: value.join(', ') || 'none' };
}

function blockFields({ proposal, votes }: Block, ctx: LieContext): readonly Editable<Block>[] {
  const signers = votes.map(({ replica }) => ({ value: replica, text: `R${replica}` }));
  return [
    fixedField<Block>('proposal', proposal.epoch, noKey(proposal.replica, ctx), `epoch ${proposal.epoch}`),
    subsetField<Block>('votes', signers, (draft, kept) => ({
      ...draft,
      votes: draft.votes.filter(({ replica }) => kept.has(replica)),
    })),
  ];
}

function statusFields(message: Status, state: StreamletState, ctx: LieContext): readonly Editable<Status>[] {
  const { epoch, final, length, tip } = message;
  return [
    numberField<Status>('epoch', epoch, counts, (draft, next) => ({ ...draft, epoch: next })),
    numberField<Status>('final', final, counts, (draft, next) => ({ ...draft, final: next })),
    numberField<Status>('length', length, counts, (draft, next) => ({ ...draft, length: next })),
    blockField<Status>('tip', tip, state, ctx, (draft, next) => ({ ...draft, tip: next })),
  ];
}
