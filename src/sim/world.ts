/**
 * The world as verdicts see it, folded from the trace: who is up and correct, what the network is like, how
 * far every replica has executed, which votes were really sent. The fold itself is in world-fold.ts.
 */
import type { ReplicaId, TimeUs } from '../kernel/ids.ts';
import { isCorrect, isStateCorrect } from './correct.ts';
import { isGood } from './links.ts';
import { wasSent } from './sent-votes.ts';
import { lookUp } from './table.ts';
import { executedSlot } from './timeline.ts';
import { longestOf } from './timers.ts';
import type { FoldedWorld, WorldConfig } from './trace-world.ts';
import { begin, finish, nothingJudged } from './world-fold.ts';
import { copyWorldState, newWorldState, type WorldState } from './world-state.ts';

export function createWorld(config: WorldConfig): FoldedWorld {
  return worldOf(config, newWorldState(config));
}

function worldOf(config: WorldConfig, state: WorldState): FoldedWorld {
  const judged = nothingJudged();
  const ids = Array.from({ length: config.replicas }, (_, id) => id);
  const standingOf = (replica: ReplicaId) => state.standings[replica];
  const world: FoldedWorld = {
    replicas: config.replicas,
    faults: config.faults,
    get decided() {
      return judged.decided;
    },
    get voted() {
      return judged.voted;
    },
    get applied() {
      return judged.applied;
    },
    get version() {
      return state.version;
    },
    get settledAt() {
      return state.settledAt;
    },
    isUp: (replica) => state.running[replica] === true && state.paused[replica] === false,
    isCorrect: (replica) => isCorrect(standingOf(replica)),
    isStateCorrect: (replica) => isStateCorrect(standingOf(replica)),
    isGoodLink: (from, to) => isGood(state.links, from, to),
    longestDelay: () => state.links.longestDelay,
    votes: (message) => config.votes(message),
    wasSent: (vote) => wasSent(state.votes, vote),
    executedSlot: (replica) => executedSlot(state.timeline, replica),
    longestTimer: () => longestTimer(state, world),
    wasFaulty: (replica) => state.blemished[replica] === true,
    rootAt: (slot) => lookUp(state.roots, slot),
    faultyNow: () => ids.filter((replica) => !isStateCorrect(standingOf(replica))),
    begin: (event) => begin(config, state, judged, event),
    finish: (event) => finish(config, state, judged, event),
    clone: () => worldOf(config, copyWorldState(state)),
  };
  return world;
}

function longestTimer(state: WorldState, world: FoldedWorld): TimeUs {
  let longest = 0;
  for (let replica = 0; replica < world.replicas; replica++) {
    if (!world.isCorrect(replica) || !world.isUp(replica)) continue;
    longest = Math.max(longest, longestOf(state.timers, replica));
  }
  return longest;
}
