/**
 * Which votes were really sent: the register behind CERT_SOUND and HONEST_NO_EQUIV (fact pack §0.1). It holds
 * the votes of replicas that run the protocol's own code; nobody writes down what a liar signs. A replica
 * that lost its disk starts a new generation: what it said before still counts as sent, but is not held
 * against it.
 */
import type { Digest, ReplicaId } from '../kernel/ids.ts';
import type { Vote } from '../kernel/message.ts';
import { lookUp, type Owner, store, type Table } from './table.ts';

export interface SentVotes {
  owner: Owner;
  readonly replicas: number;
  /** Number of each phase name, in order of appearance. */
  phases: ReadonlyMap<string, number>;
  /** How many disks each replica has lost. */
  generations: readonly number[];
  /** Generation and replica, then phase, view, slot: the digest voted for. */
  digests: Table<Table<Table<Table<Digest>>>> | undefined;
}

export function noVotes(replicas: number): SentVotes {
  const generations = new Array<number>(replicas).fill(0);
  return { owner: {}, replicas, phases: new Map(), generations, digests: undefined };
}

/**
 * Enters a vote of its signer; returns the digest entered before under the same phase, view and slot, if any.
 */
export function enter(votes: SentVotes, { signer, phase, view, slot, digest }: Vote): Digest | undefined {
  const line = lineOf(votes, signer, votes.generations[signer] as number);
  const phases = lookUp(votes.digests, line);
  const number = phaseNumber(votes, phase);
  const views = lookUp(phases, number);
  const slots = lookUp(views, view);
  const before = lookUp(slots, slot);
  if (before !== undefined) return before;
  const { owner } = votes;
  const nextSlots = store(slots, slot, digest, owner);
  if (nextSlots === slots) return undefined;
  const nextViews = store(views, view, nextSlots, owner);
  votes.digests = store(votes.digests, line, store(phases, number, nextViews, owner), owner);
  return undefined;
}

/** Did the signer send exactly this vote, in any of its generations? */
export function wasSent(votes: SentVotes, { signer, phase, view, slot, digest }: Vote): boolean {
  const number = votes.phases.get(phase);
  if (number === undefined) return false;
  for (let generation = votes.generations[signer] ?? -1; generation >= 0; generation--) {
    const phases = lookUp(votes.digests, lineOf(votes, signer, generation));
    if (lookUp(lookUp(lookUp(phases, number), view), slot) === digest) return true;
  }
  return false;
}

/** From now on this replica is judged anew. */
export function forget(votes: SentVotes, replica: ReplicaId): void {
  votes.generations = votes.generations.map((lost, id) => (id === replica ? lost + 1 : lost));
}

export function copyVotes(votes: SentVotes): SentVotes {
  votes.owner = {};
  return { ...votes, owner: {} };
}

function lineOf(votes: SentVotes, replica: ReplicaId, generation: number): number {
  return generation * votes.replicas + replica;
}

function phaseNumber(votes: SentVotes, phase: string): number {
  const known = votes.phases.get(phase);
  if (known !== undefined) return known;
  votes.phases = new Map(votes.phases).set(phase, votes.phases.size);
  return votes.phases.size - 1;
}
