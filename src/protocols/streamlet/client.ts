/**
 * A Streamlet client (fact pack §5.6): tells all replicas, since any of them may lead next, and takes a
 * result that f + 1 of them report as final.
 */
import type { ClientRule } from '../../kernel/protocol.ts';
import { weakQuorum } from '../../kernel/quorum.ts';

export const streamletClient: ClientRule = {
  targets: (_attempt, _leader, replicas) => Array.from({ length: replicas }, (_, replica) => replica),
  accept(replies, { faults }) {
    for (const { result } of replies) {
      const equal = replies.filter((reply) => reply.result === result && !reply.tentative);
      const voters = [...new Set(equal.map((reply) => reply.replica))].sort((a, b) => a - b);
      if (voters.length >= weakQuorum(faults)) return { result, leader: voters[0] ?? 0, voters };
    }
    return null;
  },
};
