/**
 * How an event changes the world, in two halves with the judgement between them. What a replica did must be
 * known when its event is judged: its own vote counts in the certificate of the same event. What it thereby
 * becomes, correct again for instance, counts from the next event on.
 */
import type { Effect } from '../kernel/effect.ts';
import type { Endpoint, ReplicaId } from '../kernel/ids.ts';
import type { Applied } from '../kernel/input.ts';
import type { Message } from '../kernel/message.ts';
import type { ReplicaEvent, TraceEvent } from '../kernel/trace.ts';
import { supportOf } from './certificate.ts';
import {
  afterApplied,
  afterRecovery,
  afterStable,
  type Certified,
  isCorrect,
  isStateCorrect,
  type Standing,
} from './correct.ts';
import { enter, wasSent } from './sent-votes.ts';
import { sign } from './sign.ts';
import { lookUp, store } from './table.ts';
import { type Decided, onCommit, onRecover, onRestore } from './timeline.ts';
import { afterArm } from './timers.ts';
import type { Voted, WorldConfig } from './trace-world.ts';
import { applyCommand, restand, type WorldState } from './world-state.ts';

/** What the event at hand shows of correct replicas. */
export interface Judged {
  decided: Decided[];
  voted: Voted[];
  applied: readonly Applied[];
  /** The event says something about its replica's state, so the second half has work. */
  settles: boolean;
}

export function nothingJudged(): Judged {
  return { decided: [], voted: [], applied: [], settles: false };
}

/** First half; returns the signs of what the event holds. */
export function begin(config: WorldConfig, state: WorldState, judged: Judged, event: TraceEvent): number {
  if (judged.decided.length > 0) judged.decided = [];
  if (judged.voted.length > 0) judged.voted = [];
  if (judged.applied.length > 0) judged.applied = [];
  judged.settles = false;
  switch (event.kind) {
    case 'replica':
      return beginReplica(config, state, judged, event);
    case 'command':
      if (event.refused !== null) return 0;
      applyCommand(state, event.command, config.windowSlots);
      return sign.command;
    case 'client': {
      const { action } = event;
      const counts = action.kind === 'submitted' || (action.kind === 'received' && action.accepted !== null);
      return counts ? sign.client : 0;
    }
    default:
      return 0;
  }
}

/** Second half: roots become known, damaged states heal, lost disks are made up for. */
export function finish(config: WorldConfig, state: WorldState, judged: Judged, event: TraceEvent): void {
  if (!judged.settles || event.kind !== 'replica') return;
  const { replica, effects, applied } = event;
  const sound = isStateCorrect(state.standings[replica]);
  if (sound) for (const { slot, root } of judged.applied) reached(state, replica, slot, root);
  restand(state, replica, (standing) => afterApplied(standing, applied));
  for (const effect of effects) {
    if (effect.kind !== 'stable') continue;
    if (sound) reached(state, replica, effect.slot, effect.root);
    const certified = certify(config, state, replica, effect);
    restand(state, replica, (standing) => afterStable(standing, effect.slot, effect.root, certified));
  }
}

function beginReplica(config: WorldConfig, state: WorldState, judged: Judged, event: ReplicaEvent): number {
  const { replica } = event;
  let signs = 0;
  if (event.input.kind === 'recover') {
    onRecover(state.timeline, replica);
    restand(state, replica, afterRecovery);
    signs |= sign.moved;
  }
  for (const effect of event.effects) signs |= takeIn(config, state, judged, replica, effect);
  if (isHeld(state, event)) signs |= sign.stated;
  if (event.applied.length > 0) {
    judged.settles = true;
    if (isStateCorrect(state.standings[replica])) {
      judged.applied = event.applied.every(isFinal) ? event.applied : event.applied.filter(isFinal);
      signs |= sign.applied;
    }
  }
  return signs;
}

/** What a correct replica says, and what it hears from one that is not, can be held against its signers. */
function isHeld({ standings }: WorldState, { replica, input, effects }: ReplicaEvent): boolean {
  if (!isCorrect(standings[replica])) return false;
  if (input.kind === 'message' && !isCorrectSender(standings, input.envelope.from)) return true;
  return effects.some(({ kind }) => kind === 'send' || kind === 'broadcast');
}

function isCorrectSender(standings: readonly Standing[], from: Endpoint): boolean {
  return typeof from !== 'number' || isCorrect(standings[from]);
}

function takeIn(
  config: WorldConfig,
  state: WorldState,
  judged: Judged,
  replica: ReplicaId,
  effect: Effect,
): number {
  switch (effect.kind) {
    case 'send':
    case 'broadcast':
      return takeInVotes(config, state, judged, replica, effect.message);
    case 'commit': {
      const decided = onCommit(state.timeline, replica, effect);
      if (!isCorrect(state.standings[replica])) return 0;
      judged.decided.push(decided);
      return sign.decided;
    }
    case 'restore':
      onRestore(state.timeline, replica, effect.slot);
      return sign.moved;
    case 'stable':
      judged.settles = true;
      return isStateCorrect(state.standings[replica]) ? sign.stable : 0;
    case 'arm':
      state.timers = afterArm(state.timers, replica, effect.timer, effect.after);
      return 0;
    default:
      return 0;
  }
}

function takeInVotes(
  config: WorldConfig,
  state: WorldState,
  judged: Judged,
  replica: ReplicaId,
  message: Message,
): number {
  const standing = state.standings[replica];
  if (standing === undefined || standing.lied) return 0;
  let signs = 0;
  for (const vote of config.votes(message)) {
    if (vote.signer !== replica) continue;
    if (standing.damaged !== null && vote.phase === config.checkpointPhase) continue;
    const direct = vote.phase === message.type;
    // Passing on what one said long ago, even before a disk was lost, is no new statement.
    if (!direct && wasSent(state.votes, vote)) continue;
    const before = enter(state.votes, vote);
    if (before === vote.digest || !isCorrect(standing)) continue;
    judged.voted.push({ vote, before, direct });
    signs = sign.voted;
  }
  return signs;
}

/** What correct replicas say about a checkpoint; only who is excluded needs to know. */
function certify(
  config: WorldConfig,
  state: WorldState,
  replica: ReplicaId,
  { slot, certificate }: Effect & { readonly kind: 'stable' },
): Certified {
  const standing = state.standings[replica];
  if (standing?.damaged === null && standing.votedUpTo === null) return { signed: false, root: undefined };
  const statement = { phase: config.checkpointPhase, view: null, slot, digest: null };
  const { voters, senders } = supportOf(certificate, statement, {
    replicas: config.replicas,
    votes: (message) => config.votes(message),
    wasSent: (vote) => wasSent(state.votes, vote),
  });
  const signed = voters.length >= config.quorum && senders.length >= config.quorum - config.faults;
  return { signed, root: lookUp(state.roots, slot)?.root };
}

function reached(state: WorldState, replica: ReplicaId, slot: number, root: string): void {
  if (lookUp(state.roots, slot) !== undefined) return;
  state.roots = store(state.roots, slot, { root, replica }, state.owner);
}

function isFinal({ cause }: Applied): boolean {
  return cause !== 'execute';
}
