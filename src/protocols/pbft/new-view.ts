/**
 * NEW-VIEW (OSDI'99 §4.4): the new primary proposes again what may have been decided, everybody checks it
 * (inspect.ts), installs it, and runs the phases for it again.
 */
import type { Slot } from '../../kernel/ids.ts';
import { listOf } from '../shared/chunked.ts';
import { primaryOf } from '../shared/rotation.ts';
import { isPlanted } from './bugs.ts';
import { certified } from './checkpoint.ts';
import { comparePrepared } from './evidence.ts';
import { askForBodies, findBody } from './fetch-body.ts';
import { signalMode, watchRequests } from './mode.ts';
import { newProposals } from './new-proposals.ts';
import { logProposal, signalSlot } from './ordering.ts';
import { isInWindow } from './rules.ts';
import { makeProposal, sealed } from './signed.ts';
import { emptySlot, entriesOf, type PbftState, type SlotState, slotOf } from './state.ts';
import {
  broadcast,
  cite,
  type Done,
  isPrimary,
  persist,
  quorumOf,
  recheck,
  refuse,
  type Turn,
} from './turn.ts';
import type { NewView, Proposal, ViewChange } from './types.ts';
import { slotWords } from './words.ts';

/** This replica leads the view it is changing to and holds q VIEW-CHANGEs, its own among them. */
export function sendNewView(turn: Turn, held: readonly ViewChange[]): Done {
  const { ctx } = turn;
  const own = held.find((change) => change.replica === ctx.self);
  if (own === undefined) return;
  const others = held.filter((change) => change !== own).slice(0, quorumOf(ctx) - 1);
  const changes = [own, ...others].sort((a, b) => a.replica - b.replica);
  const { view } = turn.state;
  const { entries } = newProposals(changes, ctx);
  const proposals = entries.map(({ slot, digest }) => makeProposal(ctx, view, slot, digest));
  const message = sealed<NewView>(ctx, { type: 'NEW-VIEW', view, changes, proposals, replica: ctx.self });
  persistView(turn, message);
  cite(turn, 'pbft/send-new-view', {
    self: ctx.self,
    view,
    signers: changes.map((change) => change.replica),
    slots: slotWords(proposals.map((proposal) => proposal.slot)),
  });
  broadcast(turn, message);
  install(turn, message);
}

/** A NEW-VIEW that follows from its V. */
export function onNewView(turn: Turn, message: NewView): Done {
  const { state } = turn;
  const { view, type } = message;
  if (view < state.view) return refuse(turn, 'stale-view', { type, found: view, view: state.view });
  if (view === state.view && state.active) return refuse(turn, 'already-in-view', { type, view });
  if (turn.state.tentative !== null) turn.effects.push({ kind: 'rollback' });
  for (const change of message.changes) comparePrepared(turn, change.prepared);
  persistView(turn, message);
  install(turn, message);
}

function persistView(turn: Turn, newView: NewView): Done {
  persist(turn, 'view', { view: newView.view, active: true, change: null, newView });
}

function install(turn: Turn, newView: NewView): Done {
  const { view } = newView;
  const { maxSlot } = newProposals(newView.changes, turn.ctx);
  turn.state = {
    ...renewed(turn.state, newView),
    seqNo: Math.max(maxSlot, turn.state.stable.slot),
    newViewTick: turn.state.tick,
  };
  signalMode(turn, 'installed');
  cite(turn, 'pbft/new-view', {
    self: turn.ctx.self,
    view,
    primary: primaryOf(view, turn.ctx.replicas),
    slots: slotWords(newView.proposals.map((proposal) => proposal.slot)),
  });
  adoptCheckpoint(turn, newView);
  keepExecuted(turn);
  logProposals(turn);
  watchRequests(turn);
  recheck(turn, 'release', 'propose', 'change', 'execute');
}

/** Votes and proposals of older views go; prepared and commit certificates stay. */
function renewed(state: PbftState, newView: NewView): PbftState {
  const { view } = newView;
  const renew = (entry: SlotState): SlotState => ({
    ...emptySlot(entry.slot, view, state.tick),
    prepared: entry.prepared,
    preparedRequest: entry.preparedRequest,
    certificate: entry.certificate,
  });
  const changes = state.changes.map((change) => (change && change.view > view ? change : null));
  const slots = listOf(entriesOf(state).map(renew));
  return { ...state, view, active: true, tentative: null, newView, changes, slots };
}

/** What is executed stays executed: slots proposed again run through the phases only. */
function keepExecuted(turn: Turn): Done {
  if (!isPlanted(turn.ctx, 'executed-again')) return;
  const { slot, content } = turn.state.stable;
  turn.state = { ...turn.state, lastExec: slot, replies: content?.replies ?? {} };
}

/** min-s may be above our own h: its proof is in V. */
function adoptCheckpoint(turn: Turn, { changes }: NewView): Done {
  const { minSlot } = newProposals(changes, turn.ctx);
  const source = changes.find((change) => change.stableSlot === minSlot);
  const digest = source?.checkpoints[0]?.digest;
  if (source === undefined || digest === undefined) return;
  certified(turn, minSlot, digest, source.checkpoints);
}

/** Logs the entries of O that are in the window and not logged yet; called again when the window moves. */
export function logProposals(turn: Turn): Done {
  const { newView } = turn.state;
  if (newView === null || !turn.state.active) return;
  const logged: Slot[] = [];
  for (const proposal of newView.proposals) {
    const { slot } = proposal;
    if (!isInWindow(turn.state, slot, turn.ctx) || slotOf(turn.state, slot)?.proposal != null) continue;
    logOne(turn, proposal);
    logged.push(slot);
  }
  askForBodies(turn, logged);
}

function logOne(turn: Turn, proposal: Proposal): Done {
  const { slot, digest } = proposal;
  const entry = slotOf(turn.state, slot) ?? emptySlot(slot, turn.state.view, turn.state.tick);
  logProposal(turn, proposal, findBody(turn.state, entry, digest));
  signalSlot(turn, slot, isPrimary(turn) ? 'proposed' : 'accepted');
  recheck(turn, slot);
}
