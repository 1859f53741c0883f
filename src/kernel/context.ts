/** What a replica is told with every input: the one way by which the world reaches a protocol. */
import type { Digest, Endpoint, ReplicaId, Signature, TimeUs } from './ids.ts';
import type { ProtocolOptions } from './options.ts';

/** What a replica knows besides its state: who it is, how many there are, and how to sign and check. */
export interface StepContext {
  readonly self: ReplicaId;
  readonly replicas: number;
  /** Largest tolerated number of faults, from quorum.ts. */
  readonly faults: number;
  readonly now: TimeUs;
  readonly options: ProtocolOptions;
  /** Planted bugs: names of removed rules. */
  readonly bugs: ReadonlySet<string>;
  /** Next number in [0, 1) of one of this replica's own streams. */
  draw(stream: string): number;
  /** Signs as this replica. */
  sign(digest: Digest): Signature;
  verify(signer: Endpoint, digest: Digest, signature: unknown): boolean;
  /** Root of a snapshot from elsewhere, recomputed; null when malformed. */
  verifySnapshot(snapshot: unknown): Digest | null;
}
