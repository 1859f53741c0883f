/** What a liar can say in what it signs about one slot: PRE-PREPARE, PREPARE, COMMIT and CHECKPOINT. */
import type { LieChoice, LieContext } from '../../../kernel/lie.ts';
import type { Request } from '../../../kernel/message.ts';
import { requestDigest } from '../../../kernel/signed.ts';
import { choiceField, type Editable, fixedField, numberField } from '../../../replica/lie-kit.ts';
import { requestName } from '../../shared/lie-kit.ts';
import { limits } from '../limits.ts';
import type { PbftState } from '../state.ts';
import type { Checkpoint, Commit, PrePrepare, Prepare } from '../types.ts';
import {
  digestChoice,
  digestChoices,
  inventedDigest,
  knownRequests,
  type Place,
  readDigest,
  readRequest,
} from './requests.ts';

/** What fields are read from besides the message. */
export interface Own {
  readonly state: PbftState;
  readonly ctx: LieContext;
}

export const viewRange = [0, limits.viewsMost] as const;
export const slotRange = [1, Number.MAX_SAFE_INTEGER] as const;
export const countRange = [0, Number.MAX_SAFE_INTEGER] as const;

type SlotMessage = PrePrepare | Prepare | Commit;

export function voteFields<M extends SlotMessage>(message: M, own: Own): readonly Editable<M>[] {
  const { view, slot, digest, replica } = message;
  return [
    numberField<M>('view', view, viewRange, (draft, next) => ({ ...draft, view: next })),
    numberField<M>('slot', slot, slotRange, (draft, next) => ({ ...draft, slot: next })),
    digestField<M>('digest', { self: own.ctx.self, slot, digest }, own, withDigest(own)),
    fixedField<M>('replica', replica, onlyOwnKey(own), `R${replica}`),
  ];
}

/** Its own name is the only one that it can sign with. */
export function onlyOwnKey({ ctx }: Own): string {
  return `R${ctx.self} signs with its own key: it has no other`;
}

/** Any digest can be signed; one that is known goes by the name of its request. */
export function digestField<M>(
  field: string,
  place: Place,
  { state }: Own,
  set: (draft: M, digest: string) => M,
): Editable<M> {
  const read = (value: unknown): string | undefined => readDigest(state, place, value);
  const choices = digestChoices(state, place.self, place.slot);
  const write = (draft: M, value: string | number | null): M => set(draft, read(value) ?? place.digest);
  return choiceField(field, digestChoice(state, place.digest), choices, write, read);
}

/** A PRE-PREPARE's request follows its digest where it is known; otherwise the two no longer fit. */
function withDigest({ state }: Own) {
  return <M extends SlotMessage>(draft: M, digest: string): M => {
    const request = knownRequests(state).find((one) => requestDigest(one) === digest);
    return draft.type === 'PRE-PREPARE' && request ? { ...draft, digest, request } : { ...draft, digest };
  };
}

/** The request that travels with a digest: one of those that clients signed, or none. */
export function bodyField<M extends { readonly request: Request | null }>(
  { request }: M,
  { state }: Own,
): Editable<M> {
  const digest = request === null ? '' : requestDigest(request);
  const named: LieChoice = {
    value: request && requestName(request),
    text: request ? requestName(request) : 'none',
  };
  const choices = knownRequests(state).map((one) => ({ value: requestName(one), text: requestName(one) }));
  const write = (draft: M, value: unknown): M => ({
    ...draft,
    request: value === null ? null : (readRequest(state, digest, value) ?? request),
  });
  const reads = (value: unknown) => (readRequest(state, digest, value) ? (value as string) : undefined);
  return choiceField('request', named, [...choices, { value: null, text: 'none' }], write, reads);
}

export function checkpointFields(message: Checkpoint, own: Own): readonly Editable<Checkpoint>[] {
  const { slot, replica } = message;
  return [
    numberField<Checkpoint>('slot', slot, slotRange, (draft, next) => ({ ...draft, slot: next })),
    stateDigestField<Checkpoint>(message, own, (draft, next) => ({ ...draft, digest: next })),
    fixedField<Checkpoint>('replica', replica, onlyOwnKey(own), `R${replica}`),
  ];
}

/** Digest of a state: one of its own checkpoints, or of no state at all. */
export function stateDigestField<M>(
  { slot, digest }: { readonly slot: number; readonly digest: string },
  { state, ctx }: Own,
  set: (draft: M, digest: string) => M,
): Editable<M> {
  const choices = [...state.ownCheckpoints, state.stable].map((one) => ({
    value: one.digest,
    text: `its state at slot ${one.slot}`,
  }));
  const invented = { value: 'invented', text: 'a state that nobody has' };
  const write = (draft: M, value: string | number | null): M =>
    set(draft, value === 'invented' ? inventedDigest(ctx.self, slot) : String(value));
  const named = { value: digest, text: `state ${digest.slice(0, 4)}` };
  const reads = (value: unknown) => readDigest(state, { self: ctx.self, slot, digest }, value);
  return choiceField(
    'digest',
    named,
    [...choices.filter(({ value }) => value !== ''), invented],
    write,
    reads,
  );
}
