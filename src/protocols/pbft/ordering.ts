/**
 * The three phases of a slot (OSDI'99 §4.2): PRE-PREPARE, PREPARE, COMMIT. Handlers only store; thresholds
 * are looked at in `advanceSlot`, whichever message came last. A vote that crosses none never reaches the
 * chart.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Request } from '../../kernel/message.ts';
import { requestDigest } from '../../kernel/signed.ts';
import { addVote, countFor, hasVoted, type Tally, voteOf, votesFor } from '../shared/tally.ts';
import { type SlotAction, type SlotPhase, type SlotSignal, slotChart } from './chart-slot.ts';
import { keepEvidence } from './evidence.ts';
import { watchRequests } from './mode.ts';
import { addWaiting, nextToPropose } from './request.ts';
import { hasCounted, isCommittedLocal, isPrepared } from './rules.ts';
import { makeCommit, makePrepare, makeProposal, proposalOf, withRequest } from './signed.ts';
import { emptySlot, type SlotState, slotOf, withSlot } from './state.ts';
import {
  broadcast,
  cite,
  commitsNeeded,
  type Done,
  highWatermark,
  isPrimary,
  persist,
  preparesNeeded,
  recheck,
  refuse,
  type Turn,
} from './turn.ts';
import type { Commit, PrePrepare, Prepare, Proposal } from './types.ts';
import { commitsText, oneString, ownMarked, preparesText } from './words.ts';

/** The primary gives waiting requests their slots while the window has room (§4.2). */
export function propose(turn: Turn): Done {
  while (turn.state.active && isPrimary(turn) && turn.state.seqNo < highWatermark(turn)) {
    const next = nextToPropose(turn);
    if (next === null) return;
    const slot = turn.state.seqNo + 1;
    const { view } = turn.state;
    const proposal = makeProposal(turn.ctx, view, slot, next.digest);
    turn.state = { ...turn.state, seqNo: slot };
    logProposal(turn, proposal, next.request);
    cite(turn, 'pbft/propose', {
      self: turn.ctx.self,
      view,
      slot,
      client: next.request.client,
      high: highWatermark(turn),
    });
    broadcast(turn, withRequest(proposal, next.request));
    signalSlot(turn, slot, 'proposed');
    recheck(turn, slot);
  }
}

/** A PRE-PREPARE for the current view, inside the window. */
export function onPrePrepare(turn: Turn, message: PrePrepare): Done {
  const { view, slot, digest, replica, request } = message;
  const entry = entryOf(turn, slot);
  const known = entry.proposal;
  if (replica === turn.ctx.self) return refuse(turn, 'own-proposal', { view, slot });
  if (known !== null) return onSecondProposal(turn, entry, known, message);
  if (entry.certificate !== null && phaseOf(entry) !== 'idle') {
    return refuse(turn, 'already-committed', { view, slot });
  }
  logProposal(turn, proposalOf(message), request);
  cite(turn, 'pbft/pre-prepared', { view, slot, digest, primary: replica, self: turn.ctx.self });
  if (request !== null) addWaiting(turn, request);
  watchRequests(turn);
  signalSlot(turn, slot, 'accepted');
  recheck(turn, slot);
}

/** Never a second one for (v, n): the same again adds at most a body, another is evidence. */
function onSecondProposal(turn: Turn, entry: SlotState, known: Proposal, message: PrePrepare): Done {
  const { view, slot, digest, request } = message;
  if (known.digest !== digest) {
    keepEvidence(turn, { replica: message.replica, first: known, second: proposalOf(message) });
    return refuse(turn, 'conflicting-proposal', { view, slot, signer: message.replica });
  }
  if (entry.request === null && request !== null) return fillBody(turn, entry, request);
  refuse(turn, 'duplicate', { type: message.type, view, slot, signer: message.replica });
}

/** Writes a proposal and its body into the log, and to disk before anything is said about it. */
export function logProposal(turn: Turn, proposal: Proposal, request: Request | null): Done {
  const entry = entryOf(turn, proposal.slot);
  turn.state = withSlot(turn.state, { ...entry, proposal, request });
  persist(turn, `log/${proposal.slot}`, { proposal, request });
}

/** A PREPARE of a backup for the current view, inside the window. */
export function onPrepare(turn: Turn, message: Prepare): Done {
  const entry = entryOf(turn, message.slot);
  if (hasCounted(entry.prepares, message, turn.ctx)) return refuseSecond(turn, entry.prepares, message);
  const count = storePrepare(turn, entry, message);
  const { slot, digest, replica } = message;
  const proposal = entry.proposal?.digest === digest ? entry.proposal : null;
  cite(turn, 'pbft/prepare', { slot, signer: replica, held: heldText(turn, proposal, count) });
}

/** "2 of 2f + 1 = 3 with R0", or, while no PRE-PREPARE that agrees is here, only "1 of 2f + 1 = 3". */
function heldText({ ctx }: Turn, proposal: Proposal | null, count: number): string {
  if (proposal === null) return oneString(`${count} of ${preparesText(ctx)}`);
  return oneString(`${count + 1} of ${preparesText(ctx)} with R${proposal.replica}`);
}

/** Returns how many agree with it now. */
function storePrepare(turn: Turn, entry: SlotState, message: Prepare): number {
  const { slot, digest } = message;
  const prepares = addVote(entry.prepares, message);
  turn.state = withSlot(turn.state, { ...entry, prepares });
  const count = countFor(prepares, digest);
  if (count >= preparesNeeded(turn.ctx) && phaseOf(entry) === 'pre-prepared') recheck(turn, slot);
  return count;
}

/** A COMMIT for the current view, inside the window; it may come before the slot is prepared. */
export function onCommit(turn: Turn, message: Commit): Done {
  const entry = entryOf(turn, message.slot);
  if (hasCounted(entry.commits, message, turn.ctx)) return refuseSecond(turn, entry.commits, message);
  const count = storeCommit(turn, entry, message);
  const { slot, replica } = message;
  cite(turn, 'pbft/commit', { slot, signer: replica, count, needed: commitsText(turn.ctx) });
}

/** Returns how many agree with it now. */
function storeCommit(turn: Turn, entry: SlotState, message: Commit): number {
  const { slot, digest } = message;
  const commits = addVote(entry.commits, message);
  turn.state = withSlot(turn.state, { ...entry, commits });
  const count = countFor(commits, digest);
  if (count >= commitsNeeded(turn.ctx) && phaseOf(entry) === 'prepared') recheck(turn, slot);
  return count;
}

/** One vote per signer and phase: the first counts; another is kept as evidence. */
function refuseSecond<V extends Prepare | Commit>(turn: Turn, tally: Tally<V>, second: V): Done {
  const { type, view, slot, replica, digest } = second;
  const first = voteOf(tally, replica);
  if (first === null || first.digest === digest) {
    return refuse(turn, 'duplicate', { type, view, slot, signer: replica });
  }
  keepEvidence(turn, { replica, first, second });
  refuse(turn, 'conflicting-vote', { type, view, slot, signer: replica });
}

/** The request of a proposal that came without it. */
export function fillBody(turn: Turn, entry: SlotState, request: Request): Done {
  turn.state = withSlot(turn.state, { ...entry, request });
  persist(turn, `log/${entry.slot}`, { proposal: entry.proposal, request });
  addWaiting(turn, request);
  cite(turn, 'pbft/body', { slot: entry.slot, digest: requestDigest(request) });
  recheck(turn, entry.slot);
}

/** Looks at one slot's thresholds until none fires. */
export function advanceSlot(turn: Turn, slot: number): Done {
  for (;;) {
    const entry = slotOf(turn.state, slot);
    if (entry === null || !turn.state.active || entry.view !== turn.state.view) return;
    const phase = phaseOf(entry);
    if (phase === 'pre-prepared' && isPrepared(entry, turn.ctx)) onPrepared(turn, entry);
    else if (phase === 'prepared' && isCommittedLocal(entry, turn.ctx)) onCommittedLocal(turn, entry);
    else return;
  }
}

/** prepared(m, v, n, i) became true: its certificate is on disk before COMMIT is sent. */
function onPrepared(turn: Turn, entry: SlotState): Done {
  const { proposal, request, slot, view } = entry;
  if (proposal === null) return;
  const prepares = votesFor(entry.prepares, proposal.digest);
  const certificate = { proposal, prepares };
  turn.state = withSlot(turn.state, { ...entry, prepared: certificate, preparedRequest: request });
  persist(turn, `prepared/${slot}`, { certificate, request });
  cite(turn, 'pbft/prepared', {
    self: turn.ctx.self,
    view,
    slot,
    primary: proposal.replica,
    signers: ownMarked(signersOf(prepares), turn.ctx.self),
    count: prepares.length + 1,
    needed: preparesText(turn.ctx),
  });
  signalSlot(turn, slot, 'prepared');
  recheck(turn, 'execute');
}

/** committed-local(m, v, n, i) became true: decided here, and q COMMITs prove it to anybody. */
function onCommittedLocal(turn: Turn, entry: SlotState): Done {
  const { proposal, request, slot, view } = entry;
  if (proposal === null) return;
  const commits = votesFor(entry.commits, proposal.digest);
  const { digest } = proposal;
  const certificate = { type: 'COMMIT-CERTIFICATE', view, slot, digest, request, commits } as const;
  turn.state = withSlot(turn.state, { ...entry, certificate: entry.certificate ?? certificate });
  const signers = ownMarked(signersOf(commits), turn.ctx.self);
  const needed = commitsText(turn.ctx);
  cite(turn, 'pbft/committed', { self: turn.ctx.self, view, slot, signers, count: commits.length, needed });
  signalSlot(turn, slot, 'committed');
  if (slot <= turn.state.lastExec) signalSlot(turn, slot, 'executed');
  recheck(turn, 'execute');
}

/** Tells the slot's chart what happened, and does what it names. */
export function signalSlot(turn: Turn, slot: number, type: SlotSignal): Done {
  const entry = slotOf(turn.state, slot);
  if (entry === null) return;
  const step = slotChart.send(entry.chart, { type });
  if (!step.moved) return;
  turn.state = withSlot(turn.state, { ...entry, chart: step.state });
  for (const action of step.actions) slotActions[action as SlotAction](turn, slot);
}

const slotActions: Readonly<Record<SlotAction, (turn: Turn, slot: number) => Done>> = {
  sendPrepare(turn, slot) {
    const entry = slotOf(turn.state, slot);
    if (entry?.proposal == null || entry.proposal.replica === turn.ctx.self) return;
    const message = makePrepare(turn.ctx, entry.proposal);
    broadcast(turn, message);
    if (!hasVoted(entry.prepares, turn.ctx.self)) storePrepare(turn, entry, message);
  },
  sendCommit(turn, slot) {
    const entry = slotOf(turn.state, slot);
    if (entry?.proposal == null) return;
    const message = makeCommit(turn.ctx, entry.proposal);
    broadcast(turn, message);
    if (!hasVoted(entry.commits, turn.ctx.self)) storeCommit(turn, entry, message);
  },
};

export function phaseOf(entry: SlotState): SlotPhase {
  return entry.chart.phase as SlotPhase;
}

/** The slot's log entry, new if nothing of it was seen. */
function entryOf(turn: Turn, slot: number): SlotState {
  return slotOf(turn.state, slot) ?? emptySlot(slot, turn.state.view, turn.state.tick);
}

function signersOf(votes: readonly (Prepare | Commit)[]): readonly ReplicaId[] {
  return votes.map((vote) => vote.replica);
}
