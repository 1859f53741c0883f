/** What a liar can say in messages that nobody signs: FETCH, STATE and STATUS. */
import type { ClientId } from '../../../kernel/ids.ts';
import {
  choiceField,
  type Editable,
  fixedField,
  flagField,
  numberField,
  subsetField,
} from '../../../replica/lie-kit.ts';
import { emptyMask, hasReplica, maskFromHex, maskToHex, withReplica } from '../../shared/mask.ts';
import type { Fetch, ReplyTable, State, Status } from '../types.ts';
import { countRange, digestField, type Own, slotRange, stateDigestField, viewRange } from './vote-fields.ts';

export function fetchFields({ what, slot, digest }: Fetch, own: Own): readonly Editable<Fetch>[] {
  const kinds = ['state', 'request'].map((value) => ({ value, text: `the ${value}` }));
  const place = { self: own.ctx.self, slot, digest };
  return [
    choiceField<Fetch>('what', { value: what, text: `the ${what}` }, kinds, (draft, next) => ({
      ...draft,
      what: next as Fetch['what'],
    })),
    numberField<Fetch>('slot', slot, slotRange, (draft, next) => ({ ...draft, slot: next })),
    digestField<Fetch>('digest', place, own, (draft, next) => ({ ...draft, digest: next })),
  ];
}

export function stateFields(message: State, own: Own): readonly Editable<State>[] {
  const { slot, replies } = message;
  const clients = Object.keys(replies).map((client) => ({ value: client, text: client }));
  return [
    numberField<State>('slot', slot, slotRange, (draft, next) => ({ ...draft, slot: next })),
    stateDigestField<State>(message, own, (draft, next) => ({ ...draft, digest: next })),
    subsetField<State>('replies', clients, (draft, kept) => ({
      ...draft,
      replies: only(draft.replies, kept),
    })),
    fixedField<State>(
      'snapshot',
      'a state',
      'its hash binds it: whoever gets another state sees another root',
    ),
  ];
}

function only(replies: ReplyTable, kept: ReadonlySet<string | number>): ReplyTable {
  return Object.fromEntries(Object.entries(replies).filter(([client]) => kept.has(client as ClientId)));
}

export function statusFields(message: Status, own: Own): readonly Editable<Status>[] {
  const { view, active, stableSlot, executedSlot, slots, changes } = message;
  const held = maskFromHex(changes);
  const others = Array.from({ length: own.ctx.replicas }, (_, id) => id).filter((id) => hasReplica(held, id));
  const reports = slots.map(({ slot }) => ({ value: slot, text: `slot ${slot}` }));
  const signers = others.map((id) => ({ value: id, text: `R${id}` }));
  return [
    numberField<Status>('view', view, viewRange, (draft, next) => ({ ...draft, view: next })),
    flagField<Status>('active', active, (draft, next) => ({ ...draft, active: next })),
    numberField<Status>('stableSlot', stableSlot, countRange, (draft, next) => ({
      ...draft,
      stableSlot: next,
    })),
    numberField<Status>('executedSlot', executedSlot, countRange, (draft, next) => ({
      ...draft,
      executedSlot: next,
    })),
    subsetField<Status>('slots', reports, (draft, kept) => ({
      ...draft,
      slots: draft.slots.filter(({ slot }) => kept.has(slot)),
    })),
    subsetField<Status>('changes', signers, (draft, kept) => ({
      ...draft,
      changes: maskToHex(others.filter((id) => kept.has(id)).reduce(withReplica, emptyMask)),
    })),
  ];
}
