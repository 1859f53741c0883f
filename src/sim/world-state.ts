/** What the world remembers between events, and how a command changes it. */
import type { ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { SimCommand } from '../kernel/trace.ts';
import { afterDamage, afterLie, afterLostDisk, honest, isCorrect, type Standing } from './correct.ts';
import { type Links, linksAfter, linksOf } from './links.ts';
import { copyVotes, forget, noVotes, type SentVotes } from './sent-votes.ts';
import type { Owner, Table } from './table.ts';
import { copyTimeline, newTimeline, onLostDisk, type Timeline } from './timeline.ts';
import { noTimers, type Timers } from './timers.ts';
import type { Reached, WorldConfig } from './trace-world.ts';

export interface WorldState {
  owner: Owner;
  /** Counts changes of who is up, correct and connected. */
  version: number;
  /** By replica: its process is there, whether or not it is paused. */
  readonly running: boolean[];
  readonly paused: boolean[];
  readonly standings: Standing[];
  /** By replica: it lied, was corrupted or lost its disk at any time. */
  readonly blemished: boolean[];
  readonly timeline: Timeline;
  links: Links;
  /** Until then something said before the network changed may still be under way. */
  settledAt: TimeUs;
  votes: SentVotes;
  timers: Timers;
  roots: Table<Reached> | undefined;
}

export function newWorldState({ replicas, network }: WorldConfig): WorldState {
  return {
    owner: {},
    version: 0,
    running: new Array<boolean>(replicas).fill(true),
    paused: new Array<boolean>(replicas).fill(false),
    standings: new Array<Standing>(replicas).fill(honest),
    blemished: new Array<boolean>(replicas).fill(false),
    timeline: newTimeline(replicas),
    links: linksOf(network),
    settledAt: 0,
    votes: noVotes(replicas),
    timers: noTimers(replicas),
    roots: undefined,
  };
}

/** An independent copy: O(replicas), everything else is shared until one of the two writes it. */
export function copyWorldState(state: WorldState): WorldState {
  state.owner = {};
  return {
    ...state,
    owner: {},
    running: state.running.slice(),
    paused: state.paused.slice(),
    standings: state.standings.slice(),
    blemished: state.blemished.slice(),
    timeline: copyTimeline(state.timeline),
    votes: copyVotes(state.votes),
  };
}

/** A command that was not refused. A new process is never paused, whatever was said to the old one. */
export function applyCommand(state: WorldState, command: SimCommand, windowSlots: number): void {
  state.version++;
  const slowest = state.links.longestDelay;
  state.links = linksAfter(state.links, command);
  if (command.do === 'link') settle(state, command.at + Math.max(slowest, state.links.longestDelay));
  if (command.do === 'delay') settle(state, command.at + command.by);
  switch (command.do) {
    case 'crash':
      stop(state, command.replica);
      return;
    case 'recover':
      state.running[command.replica] = true;
      return;
    case 'lose-disk':
      stop(state, command.replica);
      forget(state.votes, command.replica);
      onLostDisk(state.timeline, command.replica);
      state.blemished[command.replica] = true;
      restand(state, command.replica, (standing) => afterLostDisk(standing, windowSlots));
      return;
    case 'pause':
    case 'resume':
      state.paused[command.replica] = command.do === 'pause';
      return;
    case 'corrupt':
      // What is on the disk is no replica's state before it is read, and then it is checked.
      if (command.disk === true) return;
      state.blemished[command.replica] = true;
      restand(state, command.replica, afterDamage);
      return;
    case 'behave':
      if (command.as === 'honest') return;
      state.blemished[command.replica] = true;
      restand(state, command.replica, afterLie);
      return;
    default:
      return;
  }
}

/** Gives a replica another standing, and counts it where that decides whether the replica is correct. */
export function restand(
  state: WorldState,
  replica: ReplicaId,
  change: (standing: Standing) => Standing,
): void {
  const before = state.standings[replica];
  if (before === undefined) return;
  const after = change(before);
  state.standings[replica] = after;
  if (isCorrect(after) !== isCorrect(before)) state.version++;
}

function settle(state: WorldState, at: TimeUs): void {
  state.settledAt = Math.max(state.settledAt, at);
}

function stop(state: WorldState, replica: ReplicaId): void {
  state.running[replica] = false;
  state.paused[replica] = false;
}
