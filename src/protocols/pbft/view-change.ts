/**
 * View change (OSDI'99 §4.4, §4.5.2): leaving a view, joining others that leave, counting VIEW-CHANGEs.
 * Whoever has sent VIEW-CHANGE(v') never again sends PREPARE or COMMIT for a view below v'.
 */
import type { View } from '../../kernel/ids.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { listOf } from '../shared/chunked.ts';
import { primaryOf } from '../shared/rotation.ts';
import { isPlanted } from './bugs.ts';
import { comparePrepared } from './evidence.ts';
import { fireMode, modePhase, setFailures, signalMode } from './mode.ts';
import { sendNewView } from './new-view.ts';
import { sealed } from './signed.ts';
import { entriesOf, type PbftState } from './state.ts';
import {
  broadcast,
  type Cluster,
  cite,
  type Done,
  persist,
  quorumOf,
  recheck,
  refuse,
  type Turn,
  weakOf,
} from './turn.ts';
import type { PreparedCertificate, ViewChange } from './types.ts';
import { quorumText, slotWords } from './words.ts';

/** A timer of the mode chart fired: no progress in this view. */
export function onModeTimer(turn: Turn, timer: 'request' | 'new-view'): Done {
  const { view, mode, waiting } = turn.state;
  if (!fireMode(turn, timer)) return;
  const { timeout } = mode.variables;
  const waited = waiting.length === 1 ? '1 request' : `${waiting.length} requests`;
  const rule = timer === 'request' ? 'pbft/request-timeout' : 'pbft/new-view-timeout';
  cite(turn, rule, { self: turn.ctx.self, view, timeoutMs: timeout / 1_000, waiting: waited });
  startViewChange(turn, view + 1);
}

/** A VIEW-CHANGE that proves what it says. */
export function onViewChange(turn: Turn, message: ViewChange): Done {
  const { state } = turn;
  const { view, replica, type } = message;
  if (view < state.view) return refuse(turn, 'stale-view', { type, found: view, view: state.view });
  if (view === state.view && state.active) return refuse(turn, 'already-in-view', { type, view });
  const known = state.changes[replica];
  if (known && known.view >= view) {
    return refuse(turn, 'duplicate', { type, view, slot: message.stableSlot, signer: replica });
  }
  turn.state = { ...state, changes: state.changes.with(replica, message) };
  comparePrepared(turn, message.prepared);
  const signers = changesFor(turn.state, view).map((one) => one.replica);
  cite(turn, 'pbft/view-change', {
    signer: replica,
    view,
    signers,
    count: signers.length,
    needed: quorumText(turn.ctx),
  });
  recheck(turn, 'change');
}

/** Joins, starts the timer, or leads: whichever the VIEW-CHANGEs held allow (fact pack §1.5). */
export function advanceChange(turn: Turn): Done {
  const target = viewToJoin(turn.state, turn.ctx);
  if (target !== null) return join(turn, target);
  if (turn.state.active) return;
  const { state, ctx } = turn;
  const left = state.changes.filter((change) => change !== null && change.view >= state.view).length;
  const phase = modePhase(state).view;
  if (left >= quorumOf(ctx) && 'changing' in phase && phase.changing === 'collecting') armNewView(turn, left);
  const held = changesFor(state, state.view);
  if (held.length >= quorumOf(ctx) && primaryOf(state.view, ctx.replicas) === ctx.self)
    sendNewView(turn, held);
}

/**
 * T starts when q replicas, this one among them, have left all earlier views. Those that have gone on to a
 * later view count too: their VIEW-CHANGE for this one may be lost for good, and without the timer nobody
 * would ever follow them.
 */
function armNewView(turn: Turn, count: number): Done {
  const { view, mode } = turn.state;
  const timeoutMs = mode.variables.timeout / 1_000;
  cite(turn, 'pbft/gathered', { view, count, needed: quorumText(turn.ctx), timeoutMs });
  signalMode(turn, 'gathered');
}

/** f + 1 replicas want later views: one of them is honest, so go to the smallest of these views. */
function viewToJoin(state: PbftState, ctx: StepContext): View | null {
  const later = state.changes.filter((change) => change !== null && change.view > state.view);
  if (later.length < weakOf(ctx) || isPlanted(ctx, 'nobody-joins')) return null;
  return Math.min(...later.map((change) => (change as ViewChange).view));
}

function join(turn: Turn, target: View): Done {
  const later = turn.state.changes.filter((change) => change !== null && change.view > turn.state.view);
  const signers = later.map((change) => (change as ViewChange).replica);
  cite(turn, 'pbft/join', { self: turn.ctx.self, view: target, signers, needed: weakOf(turn.ctx) });
  signalMode(turn, 'joined');
  startViewChange(turn, target);
}

/** The primary of the view we are changing to sent a NEW-VIEW that does not follow from its V. */
export function onBadNewView(turn: Turn, view: View): Done {
  if (turn.state.active || view !== turn.state.view) return;
  signalMode(turn, 'joined');
  startViewChange(turn, view + 1);
}

/** The mode chart has moved to `changing`; this is its action. */
function startViewChange(turn: Turn, view: View): Done {
  const { ctx } = turn;
  if (turn.state.tentative !== null) turn.effects.push({ kind: 'rollback' });
  setFailures(turn, turn.state.failures + 1);
  turn.state = {
    ...turn.state,
    view,
    active: false,
    tentative: null,
    newView: null,
    changeTick: turn.state.tick,
  };
  const message = makeViewChange(turn);
  keepPrepared(turn);
  turn.state = { ...turn.state, changes: turn.state.changes.with(ctx.self, message) };
  persist(turn, 'view', { view, active: false, change: message, newView: null });
  const slots = slotWords(message.prepared.map((one) => one.proposal.slot));
  cite(turn, 'pbft/start-view-change', { self: ctx.self, view, low: message.stableSlot, slots });
  broadcast(turn, message);
  recheck(turn, 'change');
}

function makeViewChange({ state, ctx }: Turn): ViewChange {
  const prepared = preparedIn(state, ctx);
  return sealed<ViewChange>(ctx, {
    type: 'VIEW-CHANGE',
    view: state.view,
    stableSlot: state.stable.slot,
    checkpoints: state.stable.proof,
    prepared,
    replica: ctx.self,
  });
}

/** P: what prepared above h, in whatever view. */
function preparedIn(state: PbftState, ctx: Cluster): readonly PreparedCertificate[] {
  if (isPlanted(ctx, 'empty-prepared-set')) return [];
  return entriesOf(state).flatMap(({ prepared }) => (prepared === null ? [] : [prepared]));
}

/** Certificates stay until their slots are stable: the next view may fail as well. */
function keepPrepared(turn: Turn): Done {
  if (!isPlanted(turn.ctx, 'certificates-forgotten')) return;
  const forgotten = entriesOf(turn.state).map((entry) => ({ ...entry, prepared: null }));
  turn.state = { ...turn.state, slots: listOf(forgotten) };
}

/** VIEW-CHANGEs for exactly this view, by signer. */
export function changesFor(state: PbftState, view: View): readonly ViewChange[] {
  return state.changes.filter((change): change is ViewChange => change?.view === view);
}
