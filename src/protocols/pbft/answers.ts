/**
 * What a replica sends to one that lacks it: in answer to STATUS whatever the other has not, if it has been
 * here for a full tick (so that nothing is resent while the first copy may still be under way); in answer to
 * FETCH what was asked.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Message } from '../../kernel/message.ts';
import { hasReplica, type Mask, maskFromHex } from '../shared/mask.ts';
import { voteOf } from '../shared/tally.ts';
import { findBody } from './fetch-body.ts';
import { limits } from './limits.ts';
import { withRequest } from './signed.ts';
import { type CheckpointContent, entriesOf, type SlotState, slotOf } from './state.ts';
import { isOld } from './status.ts';
import { cite, type Done, refuse, type Turn } from './turn.ts';
import type { Body, CheckpointCertificate, Fetch, SlotReport, State, Status } from './types.ts';

/** Sends what `from` lacks, lowest slots first, at most so many messages. */
export function onStatus(turn: Turn, from: ReplicaId, status: Status): Done {
  const answers = [
    ...viewAnswer(turn, status),
    ...checkpointAnswers(turn, status),
    ...slotAnswers(turn, status),
  ].slice(0, limits.statusAnswers);
  cite(turn, 'pbft/status', {
    from,
    view: status.view,
    executed: status.executedSlot,
    answers: answers.length,
  });
  for (const message of answers) turn.effects.push({ kind: 'send', to: from, message, resend: true });
}

/** NEW-VIEW for one that is in an earlier view or still changing to this one. */
function viewAnswer({ state }: Turn, { view, active }: Status): readonly Message[] {
  if (!state.active || state.newView === null || !isOld(state, state.newViewTick)) return [];
  return view < state.view || (view === state.view && !active) ? [state.newView] : [];
}

/** Proof of a later stable checkpoint, and the own CHECKPOINT that is not stable yet. */
function checkpointAnswers({ state }: Turn, { stableSlot }: Status): readonly Message[] {
  const answers: Message[] = [];
  const { slot, digest, proof, since } = state.stable;
  if (slot > stableSlot && isOld(state, since)) {
    const message: CheckpointCertificate = {
      type: 'CHECKPOINT-CERTIFICATE',
      slot,
      digest,
      checkpoints: proof,
    };
    answers.push(message);
  }
  for (const own of state.ownCheckpoints) {
    if (own.slot > stableSlot && isOld(state, own.since)) answers.push(own.message);
  }
  return answers;
}

function slotAnswers(turn: Turn, status: Status): readonly Message[] {
  const { state } = turn;
  const answers: Message[] = [];
  let certificates = 0;
  for (const entry of entriesOf(state)) {
    const report = status.slots.find((one) => one.slot === entry.slot);
    if (entry.slot <= status.executedSlot || report?.committed || !isOld(state, entry.since)) continue;
    if (entry.certificate !== null) {
      if (certificates++ < limits.statusCertificates) answers.push(entry.certificate);
    } else if (state.active && status.active && status.view === state.view) {
      answers.push(...voteAnswers(turn, entry, report));
    }
  }
  return answers;
}

/** The primary's PRE-PREPARE and the own votes for one open slot. */
function voteAnswers({ ctx }: Turn, entry: SlotState, report: SlotReport | undefined): readonly Message[] {
  const { proposal, request, prepares, commits } = entry;
  const answers: Message[] = [];
  if (proposal?.replica === ctx.self && request !== null && !report?.proposal) {
    answers.push(withRequest(proposal, request));
  }
  const prepare = voteOf(prepares, ctx.self);
  if (prepare !== null && !isHeard(report?.prepares, ctx.self)) answers.push(prepare);
  const commit = voteOf(commits, ctx.self);
  if (commit !== null && !isHeard(report?.commits, ctx.self)) answers.push(commit);
  return answers;
}

function isHeard(hex: string | undefined, replica: ReplicaId): boolean {
  const mask: Mask = maskFromHex(hex ?? '');
  return hasReplica(mask, replica);
}

/** FETCH: the state of a checkpoint, or a request. */
export function onFetch(turn: Turn, from: ReplicaId, fetch: Fetch): Done {
  if (fetch.what === 'state') return answerState(turn, from, fetch);
  const { slot, digest } = fetch;
  const request = findBody(turn.state, slotOf(turn.state, slot), digest);
  if (request === null) return refuse(turn, 'unknown-request', { slot, from });
  const message: Body = { type: 'BODY', request };
  turn.effects.push({ kind: 'send', to: from, message });
}

function answerState(turn: Turn, from: ReplicaId, { slot, digest }: Fetch): Done {
  const { stable } = turn.state;
  const content = contentOf(turn, slot, digest);
  if (content !== null) {
    const { snapshot, replies } = content;
    const message: State = { type: 'STATE', slot, digest, snapshot, replies };
    cite(turn, 'pbft/send-state', { self: turn.ctx.self, slot, to: from });
    turn.effects.push({ kind: 'send', to: from, message });
  } else if (stable.slot > slot) {
    const { proof } = stable;
    const message: CheckpointCertificate = {
      type: 'CHECKPOINT-CERTIFICATE',
      slot: stable.slot,
      digest: stable.digest,
      checkpoints: proof,
    };
    turn.effects.push({ kind: 'send', to: from, message });
  } else {
    refuse(turn, 'unknown-state', { slot, from });
  }
}

/** The content of an own checkpoint with this slot and digest, stable or not. */
function contentOf({ state }: Turn, slot: number, digest: string): CheckpointContent | null {
  const { stable, ownCheckpoints } = state;
  if (stable.slot === slot && stable.digest === digest) return stable.content;
  return ownCheckpoints.find((one) => one.slot === slot && one.digest === digest)?.content ?? null;
}
