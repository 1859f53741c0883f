/**
 * PBFT's rules as predicates in the paper's words (OSDI'99 §4.2 to §4.4; fact pack §1.5). They read a
 * replica's state and say yes or no; what follows from a yes is written elsewhere.
 */
import type { Digest, Slot, View } from '../../kernel/ids.ts';
import type { StepContext } from '../../kernel/protocol.ts';
import { primaryOf } from '../shared/rotation.ts';
import { type Ballot, countFor, hasVoted, type Tally } from '../shared/tally.ts';
import { isPlanted } from './bugs.ts';
import { type PbftState, type SlotState, slotOf } from './state.ts';
import { type Cluster, commitsNeeded, preparesNeeded } from './turn.ts';
import { nullDigest } from './types.ts';

/** §4.2: a PRE-PREPARE is logged with its request (a null request has none to wait for). */
export function isPrePrepared({ proposal, request }: SlotState): boolean {
  return proposal !== null && (request !== null || proposal.digest === nullDigest);
}

/**
 * §4.2 prepared(m, v, n, i): pre-prepared, and q − 1 PREPAREs of different backups match it, the own one
 * included.
 */
export function isPrepared(entry: SlotState, cluster: Cluster): boolean {
  const { proposal, prepares } = entry;
  if (proposal === null || !isPrePrepared(entry)) return false;
  return countFor(prepares, proposal.digest) >= preparesNeeded(cluster);
}

/**
 * §4.2 committed-local(m, v, n, i): prepared, and q COMMITs of different replicas match, the own one
 * included.
 */
export function isCommittedLocal(entry: SlotState, cluster: Cluster): boolean {
  const { proposal, commits } = entry;
  if (proposal === null || !isPrepared(entry, cluster)) return false;
  return countFor(commits, proposal.digest) >= commitsNeeded(cluster);
}

/** §4.2: the PRE-PREPARE is the primary's vote; a PREPARE of its own would make it two. */
export function mayPrepare(vote: Ballot & { readonly view: View }, cluster: Cluster): boolean {
  return vote.replica !== primaryOf(vote.view, cluster.replicas) || isPlanted(cluster, 'primary-prepares');
}

/** §4.2: votes of different replicas are counted, the first of each. */
export function hasCounted(tally: Tally<Ballot>, vote: Ballot, cluster: Cluster): boolean {
  return hasVoted(tally, vote.replica) && !isPlanted(cluster, 'duplicates-counted');
}

/** §4.2: h < n ≤ H. */
export function isInWindow(state: PbftState, slot: Slot, cluster: Pick<StepContext, 'options'>): boolean {
  const low = state.stable.slot;
  return slot > low && slot <= low + cluster.options.windowSlots;
}

/**
 * Some slot that is not executed has it already: proposed in this view, or decided in any. (What waits is in
 * no executed one.)
 */
export function isAssigned(state: PbftState, digest: Digest): boolean {
  const last = state.stable.slot + state.slots.length;
  for (let slot = state.lastExec + 1; slot <= last; slot++) {
    const entry = slotOf(state, slot);
    if (entry?.proposal?.digest === digest || entry?.certificate?.digest === digest) return true;
  }
  return false;
}

/**
 * The highest slot whose checkpoint may become stable soon: someone has signed one, or it is certified
 * already.
 */
export function nextStableSlot(state: PbftState): Slot {
  const signed = state.checkpoints.at(-1)?.slot ?? 0;
  return Math.max(state.stable.slot, signed, state.transfer?.slot ?? 0);
}
