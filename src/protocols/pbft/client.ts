/**
 * A PBFT client (OSDI'99 §4.1, §5.1): asks the primary it believes in, then everybody; takes a result that f
 * + 1 replicas give finally, or q give finally or tentatively.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { Reply } from '../../kernel/message.ts';
import type { AcceptedResult, ClientRule, PropertyConfig } from '../../kernel/protocol.ts';
import { quorum, weakQuorum } from '../../kernel/quorum.ts';
import { primaryOf } from '../shared/rotation.ts';
import { isPlanted } from './bugs.ts';
import type { Cluster } from './turn.ts';

export const pbftClient: ClientRule = {
  targets(attempt, leader, replicas) {
    return attempt === 0 ? [leader] : Array.from({ length: replicas }, (_, replica) => replica);
  },
  accept(replies, config, bugs) {
    const cluster = { ...config, bugs };
    for (const { result } of replies) {
      const equal = distinct(replies.filter((reply) => reply.result === result));
      const final = equal.filter((reply) => !reply.tentative);
      if (final.length >= finalNeeded(cluster)) return accepted(final, config);
      if (equal.length >= tentativeNeeded(cluster)) return accepted(equal, config);
    }
    return null;
  },
};

/** f + 1 replicas that have decided it: one of them is honest. */
function finalNeeded(cluster: Cluster): number {
  return isPlanted(cluster, 'first-reply-taken') ? 1 : weakQuorum(cluster.faults);
}

/** q replicas that have prepared it: whatever view comes next decides it. */
function tentativeNeeded(cluster: Cluster): number {
  const { replicas, faults } = cluster;
  return isPlanted(cluster, 'weak-tentative-quorum') ? weakQuorum(faults) : quorum(replicas, faults);
}

/** Replicas count, not messages. */
function distinct(replies: readonly Reply[]): readonly Reply[] {
  const voters = new Set<ReplicaId>();
  return replies.filter(({ replica }) => !voters.has(replica) && voters.add(replica));
}

/** Whom to ask next: the (f + 1)th highest view, so that at least one honest replica is as far as that. */
function accepted(equal: readonly Reply[], { replicas, faults }: PropertyConfig): AcceptedResult {
  const views = equal.map((reply) => reply.view).sort((a, b) => b - a);
  return {
    result: equal[0]?.result ?? '',
    leader: primaryOf(views[faults] ?? 0, replicas),
    voters: equal.map((reply) => reply.replica).sort((a, b) => a - b),
  };
}
