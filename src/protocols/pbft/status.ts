/**
 * STATUS (fact pack §12): at a slow tick a replica that waits for something says what it has, and does again
 * what may have been lost. A replica that waits for nothing says it at every fifth tick, so that a forgotten
 * one catches up.
 */

import { emptyMask, type Mask, maskToHex, withReplica } from '../shared/mask.ts';
import { primaryOf } from '../shared/rotation.ts';
import { askAllForBodies } from './fetch-body.ts';
import { idleTicks, limits, ticksBeforeResend } from './limits.ts';
import { isAssigned } from './rules.ts';
import { entriesOf, type PbftState, type SlotState } from './state.ts';
import { askForState } from './transfer.ts';
import { type Done, isPrimary, type Turn } from './turn.ts';
import type { SlotReport, Status } from './types.ts';

export const statusTimer = 'status';

/** Two ticks per request timeout, no jitter. */
export function armStatus(turn: Turn): Done {
  const after = Math.max(1, Math.floor(turn.ctx.options.requestTimeout / 2));
  turn.effects.push({ kind: 'arm', timer: statusTimer, after });
}

export function onStatusTick(turn: Turn): Done {
  turn.state = { ...turn.state, tick: turn.state.tick + 1 };
  armStatus(turn);
  if (!isOutstanding(turn.state)) {
    if (turn.state.tick % idleTicks === 0) sendStatus(turn);
    return;
  }
  resendChange(turn);
  resendRequests(turn);
  if (turn.state.transfer !== null && isOld(turn.state, turn.state.transfer.since)) askForState(turn);
  askAllForBodies(turn);
  sendStatus(turn);
}

/** There for one full tick at least. */
export function isOld(state: PbftState, since: number): boolean {
  return state.tick - since >= ticksBeforeResend;
}

/** Something this replica waits for has been outstanding for a full tick. */
function isOutstanding(state: PbftState): boolean {
  return (
    state.waiting.some((one) => isOld(state, one.since)) ||
    entriesOf(state).some((entry) => entry.slot > state.lastExec && isOld(state, entry.since)) ||
    state.aside.some((list) => list.length > 0) ||
    state.ownCheckpoints.some((one) => isOld(state, one.since)) ||
    (!state.active && isOld(state, state.changeTick)) ||
    (state.transfer !== null && isOld(state, state.transfer.since))
  );
}

/** While a view change lasts, its VIEW-CHANGE is repeated (lossy links, fact pack §1.6). */
function resendChange(turn: Turn): Done {
  const { state, ctx } = turn;
  const message = state.changes[ctx.self];
  if (state.active || !message || !isOld(state, state.changeTick)) return;
  turn.effects.push({ kind: 'broadcast', message, resend: true });
}

/** A backup whose requests have no slot yet passes them on again. */
function resendRequests(turn: Turn): Done {
  const { state, ctx } = turn;
  if (!state.active || isPrimary(turn)) return;
  const to = primaryOf(state.view, ctx.replicas);
  const lost = state.waiting.filter((one) => isOld(state, one.since) && !isAssigned(state, one.digest));
  for (const { request } of lost.slice(0, limits.statusAnswers)) {
    turn.effects.push({ kind: 'send', to, message: request, resend: true });
  }
}

export function sendStatus(turn: Turn): Done {
  turn.effects.push({ kind: 'broadcast', message: makeStatus(turn.state) });
}

function makeStatus(state: PbftState): Status {
  let changes: Mask = emptyMask;
  for (const [replica, change] of state.changes.entries()) {
    if (change?.view === state.view) changes = withReplica(changes, replica);
  }
  return {
    type: 'STATUS',
    view: state.view,
    active: state.active,
    stableSlot: state.stable.slot,
    executedSlot: state.lastExec,
    slots: entriesOf(state)
      .filter((entry) => entry.slot > state.lastExec)
      .map(report),
    changes: maskToHex(changes),
  };
}

function report({ slot, proposal, certificate, prepares, commits }: SlotState): SlotReport {
  return {
    slot,
    committed: certificate !== null,
    proposal: proposal !== null,
    prepares: maskToHex(prepares.heard),
    commits: maskToHex(commits.heard),
  };
}
