/**
 * Execution in slot order (OSDI'99 §4.2, fact pack §1.5): one slot at a time, each (client, timestamp) once,
 * a REPLY for each. With the option, a prepared slot is executed on a copy first (§5.1).
 */
import { invariant } from '../../kernel/assert.ts';
import type { Slot } from '../../kernel/ids.ts';
import type { Applied } from '../../kernel/input.ts';
import type { Request } from '../../kernel/message.ts';
import { keepReply, removeWaiting, toExecute } from '../shared/requests.ts';
import { finishRestore } from './checkpoint.ts';
import { setFailures, watchProgress } from './mode.ts';
import { phaseOf, signalSlot } from './ordering.ts';
import { makeReply } from './request.ts';
import { isPrepared } from './rules.ts';
import { type SlotState, slotOf } from './state.ts';
import { takeCheckpoint } from './take-checkpoint.ts';
import { cite, type Done, recheck, type Turn } from './turn.ts';
import { type CommitCertificate, nullDigest } from './types.ts';

/** Executes the next slot if it is decided; its answer comes back as `applied` inside the same event. */
export function advanceExecution(turn: Turn): Done {
  const { state } = turn;
  if (state.pending !== null) return;
  const entry = slotOf(state, state.lastExec + 1);
  if (entry === null) return;
  if (entry.certificate !== null) commitSlot(turn, entry.slot, entry.certificate);
  else if (turn.ctx.options.tentative) executeTentatively(turn, entry);
}

function commitSlot(turn: Turn, slot: Slot, certificate: CommitCertificate): Done {
  const { request, digest, view, commits } = certificate;
  const execute = toExecute(turn.state, request === null ? [] : [request]);
  turn.state = { ...turn.state, pending: { cause: 'commit', slot, execute } };
  turn.effects.push({
    kind: 'commit',
    slot,
    view,
    digest: digest === nullDigest ? null : digest,
    commands: request === null ? [] : [request],
    execute,
    certificate: commits,
  });
}

/**
 * §5.1: prepared here, and everything below is committed and executed: run it on a copy, tell the client so.
 */
function executeTentatively(turn: Turn, entry: SlotState): Done {
  const { state } = turn;
  const { slot, request, proposal } = entry;
  const wanted = state.active && state.tentative === null && entry.view === state.view;
  if (!wanted || request === null || proposal === null || !isPrepared(entry, turn.ctx)) return;
  const execute = toExecute(state, [request]);
  if (execute.length === 0) return;
  const tentative = { slot, digest: proposal.digest };
  turn.state = { ...state, tentative, pending: { cause: 'execute', slot, execute } };
  cite(turn, 'pbft/tentative', { view: state.view, slot });
  turn.effects.push({ kind: 'execute', slot, commands: execute });
}

/** The application has done what it was asked. */
export function onApplied(turn: Turn, applied: Applied): Done {
  const { pending } = turn.state;
  invariant(
    pending?.cause === applied.cause && pending.slot === applied.slot,
    `applied expected for ${pending?.cause} ${pending?.slot}, found ${applied.cause} ${applied.slot}`,
  );
  turn.state = { ...turn.state, pending: null };
  if (pending.cause === 'restore') finishRestore(turn, applied, pending.replies);
  else if (pending.cause === 'execute') replyTentatively(turn, pending.execute, applied);
  else finishCommit(turn, pending.execute, applied);
  recheck(turn, 'execute');
}

function replyTentatively(turn: Turn, executed: readonly Request[], { receipts }: Applied): Done {
  for (const [i, { client, timestamp }] of executed.entries()) {
    const reply = { timestamp, result: receipts[i] ?? '' };
    turn.effects.push(makeReply(turn, { client }, reply, { tentative: true, resend: false }));
  }
}

function finishCommit(turn: Turn, executed: readonly Request[], applied: Applied): Done {
  const { slot } = applied;
  const replay = slot <= turn.state.executedMost;
  const said = turn.state.tentative;
  turn.state = {
    ...turn.state,
    lastExec: slot,
    executedMost: Math.max(slot, turn.state.executedMost),
    tentative: null,
  };
  const entry = slotOf(turn.state, slot);
  const request = entry?.certificate?.request ?? null;
  for (const [i, one] of executed.entries()) {
    keepReply(turn, one, { timestamp: one.timestamp, result: applied.receipts[i] ?? '' });
    if (said === null || said.digest !== entry?.certificate?.digest) answer(turn, one, replay);
  }
  if (request !== null && executed.length === 0) answer(turn, request, true);
  if (request !== null) removeWaiting(turn, request);
  cite(turn, 'pbft/executed', { self: turn.ctx.self, slot, requests: executed.length });
  if (entry !== null && phaseOf(entry) === 'committed') signalSlot(turn, slot, 'executed');
  if (!replay && executed.length > 0) setFailures(turn, 0);
  watchProgress(turn);
  if (slot % turn.ctx.options.checkpointInterval === 0) takeCheckpoint(turn, applied);
}

/** REPLY with the stored result, if it is this request's: an older one has been answered long ago. */
function answer(turn: Turn, { client, timestamp }: Request, resend: boolean): Done {
  const last = turn.state.replies[client];
  if (last?.timestamp !== timestamp) return;
  turn.effects.push(makeReply(turn, { client }, last, { tentative: false, resend }));
}
