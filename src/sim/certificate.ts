/**
 * CERT_SOUND (fact pack §0.1): how many distinct replicas a certificate names for one statement, and how many
 * of these votes are known to have been sent. Only replicas that run the protocol's own code are known to
 * have sent anything.
 */
import type { Digest, ReplicaId, Slot, View } from '../kernel/ids.ts';
import type { Message, Vote } from '../kernel/message.ts';

/**
 * The statement that a certificate is to prove; null leaves a part open, and the first vote that fits settles
 * it.
 */
export interface Statement {
  readonly phase: string | null;
  readonly view: View | null;
  readonly slot: Slot;
  readonly digest: Digest | null;
}

export interface Support {
  /** Distinct replicas that voted for the statement, in order of the certificate. */
  readonly voters: readonly ReplicaId[];
  /** Those of them that really sent this vote. */
  readonly senders: readonly ReplicaId[];
}

export interface VoteReader {
  readonly replicas: number;
  votes(message: Message): readonly Vote[];
  wasSent(vote: Vote): boolean;
}

/** O(votes in the certificate). */
export function supportOf(certificate: readonly Message[], open: Statement, reader: VoteReader): Support {
  const voters: ReplicaId[] = [];
  const senders: ReplicaId[] = [];
  const seen = new Uint8Array(reader.replicas);
  let statement = open;
  for (const message of certificate) {
    for (const vote of reader.votes(message)) {
      if (!fits(vote, statement) || seen[vote.signer] !== 0) continue;
      statement = vote;
      seen[vote.signer] = 1;
      voters.push(vote.signer);
      if (reader.wasSent(vote)) senders.push(vote.signer);
    }
  }
  return { voters, senders };
}

function fits(vote: Vote, { phase, view, slot, digest }: Statement): boolean {
  return (
    vote.slot === slot &&
    (digest === null || vote.digest === digest) &&
    (view === null || vote.view === view) &&
    (phase === null || vote.phase === phase)
  );
}
