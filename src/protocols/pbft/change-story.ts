/**
 * PBFT's view change as a story (OSDI'99 §4.4): a row per VIEW-CHANGE, and under them O as `newProposals`
 * computes it, for the rows that opened the view or for any others somebody wants to try.
 */
import type {
  ChangeCell,
  ChangeChoice,
  ChangeProposal,
  ChangeRow,
  ChangeStory,
  ChangeTeller,
} from '../../kernel/change-story.ts';
import type { Digest, ReplicaId, Slot, View } from '../../kernel/ids.ts';
import type { Message } from '../../kernel/message.ts';
import { quorum } from '../../kernel/quorum.ts';
import { primaryOf } from '../shared/rotation.ts';
import { type NewProposal, newProposals } from './new-proposals.ts';
import type { PbftState } from './state.ts';
import { nullDigest, type PreparedCertificate, type ViewChange } from './types.ts';
import { changesFor } from './view-change.ts';

export const changeTeller: ChangeTeller<PbftState> = {
  type: 'VIEW-CHANGE',
  held(state) {
    const { newView } = state;
    if (newView !== null) {
      return {
        view: newView.view,
        messages: newView.changes,
        opened: newView.changes.map(({ replica }) => replica),
      };
    }
    const messages = changesFor(state, state.view);
    return messages.length === 0 ? null : { view: state.view, messages, opened: null };
  },
  tell(view, told, choice, { replicas, faults }) {
    const changes = firstOfEach(told.filter(isChange)).sort((a, b) => a.replica - b.replica);
    const included = changes.filter(({ replica }) => choice.included.includes(replica));
    const rule = quorum(replicas, faults);
    const needed = choice.needed ?? rule;
    const refused = included.length < needed ? lacking(included.length, needed) : null;
    const { entries, minSlot } = newProposals(included, unplanted);
    const slots = columnsOf(changes, minSlot);
    return {
      view,
      leader: primaryOf(view, replicas),
      quorum: rule,
      needed,
      slots,
      rows: changes.map((change) => rowOf(change, slots, minSlot, choice)),
      proposals: refused === null ? slots.map((slot) => proposalOf(slot, entries, included)) : [],
      refused,
    } satisfies ChangeStory;
  },
};

function lacking(rows: number, needed: number): string {
  return `V has ${rows} ${rows === 1 ? 'row' : 'rows'} and needs ${needed}`;
}

/** What ought to follow, whatever rule was removed from the replicas. */
const unplanted = { bugs: new Set<string>() };

function isChange(message: Message): message is ViewChange {
  return message.type === 'VIEW-CHANGE';
}

function firstOfEach(changes: readonly ViewChange[]): ViewChange[] {
  const seen = new Set<ReplicaId>();
  return changes.filter(({ replica }) => !seen.has(replica) && seen.add(replica));
}

/** Slots that somebody brings above the checkpoint, and the gaps between them. */
function columnsOf(changes: readonly ViewChange[], low: Slot): readonly Slot[] {
  const high = changes
    .flatMap(({ prepared }) => prepared.map(({ proposal }) => proposal.slot))
    .reduce((most, slot) => Math.max(most, slot), low);
  return Array.from({ length: high - low }, (_, i) => low + 1 + i);
}

function rowOf(change: ViewChange, slots: readonly Slot[], low: Slot, choice: ChangeChoice): ChangeRow {
  const { replica, stableSlot, prepared } = change;
  const at = (slot: Slot) => prepared.find(({ proposal }) => proposal.slot === slot);
  return {
    replica,
    included: choice.included.includes(replica),
    checkpoint: stableSlot,
    cells: slots.map((slot) => cellOf(at(slot))),
    needless: prepared.map(({ proposal }) => proposal.slot).filter((slot) => slot <= low),
  };
}

function cellOf(certificate: PreparedCertificate | undefined): ChangeCell | null {
  if (certificate === undefined) return null;
  const { proposal, prepares } = certificate;
  return {
    view: proposal.view,
    digest: shown(proposal.digest),
    signers: [proposal.replica, ...prepares.map(({ replica }) => replica)],
    certificate: [proposal, ...prepares],
  };
}

/** A column beyond O is one that only a row left out brings: nothing is proposed there. */
function proposalOf(
  slot: Slot,
  entries: readonly NewProposal[],
  included: readonly ViewChange[],
): ChangeProposal {
  const entry = entries.find((one) => one.slot === slot);
  if (entry === undefined) return { slot, digest: null, why: 'not proposed' };
  if (entry.from === null) return { slot, digest: null, why: 'null: gap' };
  return { slot, digest: shown(entry.digest), why: whyChosen(viewsAt(slot, included)) };
}

function viewsAt(slot: Slot, included: readonly ViewChange[]): readonly View[] {
  const claims = included.flatMap(({ prepared }) => prepared.map(({ proposal }) => proposal));
  return claims.filter((claim) => claim.slot === slot).map(({ view }) => view);
}

function whyChosen(views: readonly View[]): string {
  if (views.length === 1) return 'only one';
  return new Set(views).size === 1 ? 'all the same' : 'highest view';
}

function shown(digest: Digest): Digest | null {
  return digest === nullDigest ? null : digest;
}
