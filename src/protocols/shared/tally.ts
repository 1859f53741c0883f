/**
 * Who voted for what, counted by distinct signer (fact pack §0). One vote per signer counts, the first;
 * adding one costs the same for 4 and for 128 replicas, because votes hang on a chain and signers are bits.
 */
import type { Digest, ReplicaId } from '../../kernel/ids.ts';
import { emptyMask, hasReplica, type Mask, withReplica } from './mask.ts';

/** What a vote must say to be counted. */
export interface Ballot {
  readonly replica: ReplicaId;
  readonly digest: Digest;
}

/** Newest vote first. */
export interface Chain<V> {
  readonly vote: V;
  readonly rest: Chain<V> | null;
}

/** All votes for one digest. */
export interface Group<V> {
  readonly digest: Digest;
  readonly count: number;
  readonly votes: Chain<V>;
}

export interface Tally<V> {
  readonly heard: Mask;
  readonly groups: readonly Group<V>[];
}

export const emptyTally: Tally<never> = { heard: emptyMask, groups: [] };

export function hasVoted(tally: Tally<Ballot>, replica: ReplicaId): boolean {
  return hasReplica(tally.heard, replica);
}

/** Adds the first vote of its signer; the caller has asked {@link hasVoted}. */
export function addVote<V extends Ballot>(tally: Tally<V>, vote: V): Tally<V> {
  const heard = withReplica(tally.heard, vote.replica);
  const at = tally.groups.findIndex((group) => group.digest === vote.digest);
  const found = tally.groups[at];
  if (found === undefined) {
    const group = { digest: vote.digest, count: 1, votes: { vote, rest: null } };
    return { heard, groups: [...tally.groups, group] };
  }
  const groups = tally.groups.slice();
  groups[at] = { digest: vote.digest, count: found.count + 1, votes: { vote, rest: found.votes } };
  return { heard, groups };
}

export function countFor(tally: Tally<Ballot>, digest: Digest): number {
  for (const group of tally.groups) if (group.digest === digest) return group.count;
  return 0;
}

/** The votes for one digest, by signer. */
export function votesFor<V extends Ballot>(tally: Tally<V>, digest: Digest): readonly V[] {
  return bySigner(tally.groups.find((one) => one.digest === digest)?.votes ?? null);
}

/** All votes of a chain, by signer. */
export function bySigner<V extends Pick<Ballot, 'replica'>>(chain: Chain<V> | null): readonly V[] {
  const votes: V[] = [];
  for (let link = chain; link !== null; link = link.rest) votes.push(link.vote);
  return votes.sort((a, b) => a.replica - b.replica);
}

/** The vote of one signer, whatever it says. */
export function voteOf<V extends Ballot>(tally: Tally<V>, replica: ReplicaId): V | null {
  for (const { votes } of tally.groups) {
    const vote = voteIn(votes, replica);
    if (vote !== null) return vote;
  }
  return null;
}

/** The newest vote of one signer in a chain. */
export function voteIn<V extends Pick<Ballot, 'replica'>>(
  chain: Chain<V> | null,
  replica: ReplicaId,
): V | null {
  for (let link = chain; link !== null; link = link.rest) if (link.vote.replica === replica) return link.vote;
  return null;
}

/** The digest with at least `needed` votes, or null. */
export function decided(tally: Tally<Ballot>, needed: number): Digest | null {
  for (const group of tally.groups) if (group.count >= needed) return group.digest;
  return null;
}
