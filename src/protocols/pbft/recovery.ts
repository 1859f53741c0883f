/**
 * A new process begins from what the old one wrote (fact pack §1.8): the view, the last stable checkpoint,
 * what was proposed and what was prepared. Votes are not stored: an accepted proposal means PREPARE was sent,
 * a prepared certificate of the same view means COMMIT was, and signing again gives the same vote.
 */
import type { View } from '../../kernel/ids.ts';
import type { Stable } from '../../kernel/input.ts';
import type { Request } from '../../kernel/message.ts';
import { addVote, hasVoted } from '../shared/tally.ts';
import { slotChart } from './chart-slot.ts';
import { ticksBeforeResend } from './limits.ts';
import { signalMode, watchRequests } from './mode.ts';
import { newProposals } from './new-proposals.ts';
import { addWaiting } from './request.ts';
import { makeCommit, makePrepare } from './signed.ts';
import { emptySlot, initialState, type SlotState, type StableCheckpoint, withSlot } from './state.ts';
import { armStatus, sendStatus } from './status.ts';
import { askForState } from './transfer.ts';
import { type Done, isPrimary, recheck, type Turn } from './turn.ts';
import type { NewView, PreparedCertificate, Proposal, ViewChange } from './types.ts';

interface ViewRecord {
  readonly view: View;
  readonly active: boolean;
  readonly change: ViewChange | null;
  readonly newView: NewView | null;
}

interface LogRecord {
  readonly proposal: Proposal;
  readonly request: Request | null;
}

interface PreparedRecord {
  readonly certificate: PreparedCertificate;
  readonly request: Request | null;
}

/** Everything that came from disk counts as old: it is resent at once to whoever lacks it. */
const longAgo = -ticksBeforeResend;

export function onRecover(turn: Turn, stable: Stable): Done {
  turn.state = initialState(turn.ctx);
  recoverStable(turn, stable.stable as Omit<StableCheckpoint, 'since'> | undefined);
  recoverView(turn, stable.view as ViewRecord | undefined);
  recoverLog(turn, stable);
  armStatus(turn);
  sendStatus(turn);
  watchRequests(turn);
  recheck(turn, 'change', 'release', 'propose');
}

/** The application starts from the checkpoint's state; what was decided above it comes back with STATUS. */
function recoverStable(turn: Turn, record: Omit<StableCheckpoint, 'since'> | undefined): Done {
  if (record === undefined || record.content === null) return;
  const { slot, content } = record;
  if (turn.ctx.verifySnapshot(content.snapshot) !== content.root) return recoverOrderOnly(turn, record);
  turn.state = {
    ...turn.state,
    stable: { ...record, since: longAgo },
    seqNo: slot,
    lastExec: slot,
    executedMost: slot,
    pending: { cause: 'restore', slot, replies: content.replies },
    replies: content.replies,
  };
  turn.effects.push({ kind: 'restore', slot, snapshot: content.snapshot });
}

/** The state on disk is damaged: what it promised still binds, but its state must come from others. */
function recoverOrderOnly(turn: Turn, { slot, digest, proof }: Omit<StableCheckpoint, 'since'>): Done {
  const transfer = { slot, digest, proof, since: 0, asked: 0 };
  const stable = { slot, digest, proof, content: null, since: longAgo };
  turn.state = { ...turn.state, stable, seqNo: slot, executedMost: slot, transfer };
  askForState(turn);
}

/** A replica that left a view stays out of it: its VIEW-CHANGE is sent again. */
function recoverView(turn: Turn, record: ViewRecord | undefined): Done {
  if (record === undefined) return;
  const { view, active, change, newView } = record;
  turn.state = { ...turn.state, view, active, newView, newViewTick: longAgo, changeTick: longAgo };
  if (active || change === null) return;
  turn.state = { ...turn.state, failures: 1, changes: turn.state.changes.with(turn.ctx.self, change) };
  signalMode(turn, 'joined');
  turn.effects.push({ kind: 'broadcast', message: change, resend: true });
}

function recoverLog(turn: Turn, stable: Stable): Done {
  const { stable: checkpoint, newView } = turn.state;
  const low = checkpoint.slot;
  const assigned = newView === null ? low : newProposals(newView.changes, turn.ctx).maxSlot;
  turn.state = { ...turn.state, seqNo: Math.max(low, assigned) };
  for (let slot = low + 1; slot <= low + turn.ctx.options.windowSlots; slot++) {
    const log = stable[`log/${slot}`] as LogRecord | undefined;
    const prepared = stable[`prepared/${slot}`] as PreparedRecord | undefined;
    if (log === undefined && prepared === undefined) continue;
    turn.state = withSlot(turn.state, recoverSlot(turn, slot, log, prepared));
    if (log === undefined) continue;
    if (log.proposal.view === turn.state.view) turn.state = { ...turn.state, seqNo: slot };
    if (log.request !== null) addWaiting(turn, log.request);
    recheck(turn, slot);
  }
}

function recoverSlot(
  turn: Turn,
  slot: number,
  log: LogRecord | undefined,
  prepared: PreparedRecord | undefined,
): SlotState {
  const { state, ctx } = turn;
  const certificate = prepared?.certificate ?? null;
  const empty = emptySlot(slot, state.view, longAgo);
  const entry = { ...empty, prepared: certificate, preparedRequest: prepared?.request ?? null };
  /** A proposal of an earlier view is history: the NEW-VIEW is logged again from its own record. */
  if (log === undefined || log.proposal.view !== state.view || !state.active) return entry;
  const { proposal, request } = log;
  const chart = slotChart.send(entry.chart, { type: isPrimary(turn) ? 'proposed' : 'accepted' }).state;
  const preparing = { ...entry, proposal, request, chart };
  const own = isPrimary(turn) ? preparing : withOwnPrepare(preparing, makePrepare(ctx, proposal));
  if (certificate === null || certificate.proposal.view !== state.view) return own;
  const prepares = certificate.prepares.reduce(
    (tally, vote) => (hasVoted(tally, vote.replica) ? tally : addVote(tally, vote)),
    own.prepares,
  );
  const commits = addVote(own.commits, makeCommit(ctx, proposal));
  return { ...own, prepares, commits, chart: slotChart.send(chart, { type: 'prepared' }).state };
}

function withOwnPrepare(entry: SlotState, vote: ReturnType<typeof makePrepare>): SlotState {
  return { ...entry, prepares: addVote(entry.prepares, vote) };
}
