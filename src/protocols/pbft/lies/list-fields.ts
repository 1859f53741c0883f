/**
 * What a liar can say in messages that carry what others signed: it can leave out, but not add. What it would
 * need for more is said beside each part: another's key, or signatures that do not exist.
 */
import {
  choiceField,
  type Editable,
  fixedField,
  numberField,
  subsetField,
} from '../../../replica/lie-kit.ts';
import { countFor } from '../../shared/tally.ts';
import { entriesOf } from '../state.ts';
import { preparesNeeded } from '../turn.ts';
import type { CheckpointCertificate, CommitCertificate, NewView, Proposal, ViewChange } from '../types.ts';
import { digestChoices, readDigest } from './requests.ts';
import {
  bodyField,
  countRange,
  digestField,
  type Own,
  onlyOwnKey,
  slotRange,
  stateDigestField,
  viewRange,
} from './vote-fields.ts';

export function changeFields(message: ViewChange, own: Own): readonly Editable<ViewChange>[] {
  const { view, stableSlot, checkpoints, prepared, replica } = message;
  const slots = prepared.map(({ proposal }) => ({ value: proposal.slot, text: `slot ${proposal.slot}` }));
  return [
    numberField<ViewChange>('view', view, viewRange, (draft, next) => ({ ...draft, view: next })),
    numberField<ViewChange>('stableSlot', stableSlot, countRange, (draft, next) => ({
      ...draft,
      stableSlot: next,
    })),
    subsetField<ViewChange>('checkpoints', signersOf(checkpoints), (draft, kept) => ({
      ...draft,
      checkpoints: draft.checkpoints.filter((one) => kept.has(one.replica)),
    })),
    ...checkpoints.flatMap((one) => theirs<ViewChange>('checkpoints', one.replica, own)),
    subsetField<ViewChange>('prepared', slots, (draft, kept) => ({
      ...draft,
      prepared: draft.prepared.filter(({ proposal }) => kept.has(proposal.slot)),
    })),
    ...prepared.map(({ proposal, prepares }) => {
      const signers = [proposal, ...prepares].map((vote) => vote.replica).filter((id) => id !== own.ctx.self);
      const cannot = `signed by ${listed(signers)}: R${own.ctx.self} has no key of R${signers[0]}`;
      return fixedField<ViewChange>(
        `prepared.${proposal.slot}`,
        proposal.digest,
        cannot,
        valueText(proposal),
      );
    }),
    ...unprepared(message, own),
    fixedField<ViewChange>('replica', replica, onlyOwnKey(own), `R${replica}`),
  ];
}

/** A certificate of a slot that is open here cannot be made of too few votes. */
function unprepared({ prepared }: ViewChange, { state, ctx }: Own): readonly Editable<ViewChange>[] {
  const carried = new Set(prepared.map(({ proposal }) => proposal.slot));
  const needed = preparesNeeded({ ...ctx, bugs: new Set() });
  return entriesOf(state)
    .filter(({ slot, proposal }) => proposal !== null && !carried.has(slot))
    .map(({ slot, proposal, prepares }) => {
      const found = proposal === null ? 0 : countFor(prepares, proposal.digest);
      const cannot =
        found >= needed
          ? 'this message was made before the slot prepared'
          : `a certificate needs ${needed + 1} signatures, it holds ${found + 1}`;
      return fixedField<ViewChange>(`prepared.${slot}`, null, cannot, 'none');
    });
}

export function newViewFields(message: NewView, own: Own): readonly Editable<NewView>[] {
  const { view, changes, proposals, replica } = message;
  const slots = proposals.map(({ slot }) => ({ value: slot, text: `slot ${slot}` }));
  return [
    numberField<NewView>('view', view, viewRange, (draft, next) => ({ ...draft, view: next })),
    subsetField<NewView>('changes', signersOf(changes), (draft, kept) => ({
      ...draft,
      changes: draft.changes.filter((one) => kept.has(one.replica)),
    })),
    ...changes.flatMap((one) => theirs<NewView>('changes', one.replica, own)),
    ...proposals.map((proposal) => proposalField(proposal, own)),
    extraField(message, own),
    subsetField<NewView>('proposals', slots, (draft, kept) => ({
      ...draft,
      proposals: draft.proposals.filter(
        ({ slot }) => kept.has(slot) || !slots.some(({ value }) => value === slot),
      ),
    })),
    fixedField<NewView>('replica', replica, onlyOwnKey(own), `R${replica}`),
  ];
}

/** O is signed by the new primary alone, so it can propose anything; whether V bears it out is checked. */
function proposalField(proposal: Proposal, own: Own): Editable<NewView> {
  const { slot, digest } = proposal;
  const place = { self: own.ctx.self, slot, digest };
  return digestField<NewView>(`proposals.${slot}`, place, own, (draft, next) => ({
    ...draft,
    proposals: draft.proposals.map((one) => (one.slot === slot ? { ...one, digest: next } : one)),
  }));
}

/** One slot more than V calls for. */
function extraField({ proposals, changes, view }: NewView, { state, ctx }: Own): Editable<NewView> {
  const low = Math.max(0, ...changes.map(({ stableSlot }) => stableSlot));
  const slot = (proposals.at(-1)?.slot ?? low) + 1;
  const place = { self: ctx.self, slot, digest: '' };
  const none = { value: null, text: 'none' };
  const read = (value: unknown) => readDigest(state, place, value);
  const add = (draft: NewView, value: unknown): NewView => {
    const digest = read(value);
    if (digest === undefined) return draft;
    const extra = { type: 'PRE-PREPARE', view, slot, digest, replica: ctx.self, signature: '' } as const;
    return { ...draft, proposals: [...draft.proposals, extra] };
  };
  return choiceField<NewView>(
    `proposals.${slot}`,
    none,
    [none, ...digestChoices(state, ctx.self, slot)],
    add,
    read,
  );
}

export function commitCertificateFields(
  message: CommitCertificate,
  own: Own,
): readonly Editable<CommitCertificate>[] {
  type C = CommitCertificate;
  const { view, slot, digest, commits } = message;
  const place = { self: own.ctx.self, slot, digest };
  return [
    numberField<C>('view', view, viewRange, (draft, next) => ({ ...draft, view: next })),
    numberField<C>('slot', slot, slotRange, (draft, next) => ({ ...draft, slot: next })),
    digestField<C>('digest', place, own, (draft, next) => ({ ...draft, digest: next })),
    bodyField<C>(message, own),
    subsetField<C>('commits', signersOf(commits), (draft, kept) => ({
      ...draft,
      commits: draft.commits.filter((one) => kept.has(one.replica)),
    })),
    ...commits.flatMap((one) => theirs<C>('commits', one.replica, own)),
  ];
}

export function provedCheckpointFields(
  message: CheckpointCertificate,
  own: Own,
): readonly Editable<CheckpointCertificate>[] {
  type C = CheckpointCertificate;
  const { slot, checkpoints } = message;
  return [
    numberField<C>('slot', slot, slotRange, (draft, next) => ({ ...draft, slot: next })),
    stateDigestField<C>(message, own, (draft, next) => ({ ...draft, digest: next })),
    subsetField<C>('checkpoints', signersOf(checkpoints), (draft, kept) => ({
      ...draft,
      checkpoints: draft.checkpoints.filter((one) => kept.has(one.replica)),
    })),
    ...checkpoints.flatMap((one) => theirs<C>('checkpoints', one.replica, own)),
  ];
}

function signersOf(members: readonly { readonly replica: number }[]) {
  return members.map(({ replica }) => ({ value: replica, text: `R${replica}` }));
}

/** What another signed inside a message can be left out, not changed. */
function theirs<M>(list: string, signer: number, { ctx }: Own): readonly Editable<M>[] {
  if (signer === ctx.self) return [];
  const cannot = `signed by R${signer}: R${ctx.self} has no key of R${signer}`;
  return [fixedField<M>(`${list}.${signer}`, signer, cannot, `R${signer}`)];
}

function listed(signers: readonly number[]): string {
  return signers.map((id) => `R${id}`).join(', ');
}

function valueText({ digest }: Proposal): string {
  return `value ${digest.slice(0, 4)}`;
}
