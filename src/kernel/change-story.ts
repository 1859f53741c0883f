/**
 * A change of view as a story (VISUAL 5): who brought which certificates, and what the new leader may
 * propose. Plain data; a protocol that changes views computes it with the very function its replicas use.
 */
import type { Digest, ReplicaId, Slot, View } from './ids.ts';
import type { Message } from './message.ts';

/** Reads the story out of a replica's memory and tells it; `S` is the protocol's state. */
export interface ChangeTeller<S> {
  /** Message type with which a replica leaves its view. */
  readonly type: string;
  /** What a replica holds of its latest change of view; null while there was none. */
  held(state: S): HeldChanges | null;
  /**
   * @param told what replicas brought, all for one view; of one replica's the first counts
   */
  tell(view: View, told: readonly Message[], choice: ChangeChoice, cluster: ClusterSize): ChangeStory;
}

export interface ClusterSize {
  readonly replicas: number;
  readonly faults: number;
}

export interface HeldChanges {
  readonly view: View;
  readonly messages: readonly Message[];
  /** Replicas whose messages opened the view; null while it is not open. */
  readonly opened: readonly ReplicaId[] | null;
}

/** Which rows count, and how many would do: another choice than the run's own is a what-if. */
export interface ChangeChoice {
  readonly included: readonly ReplicaId[];
  /** Null: as many as the rule says. */
  readonly needed: number | null;
}

export interface ChangeStory {
  readonly view: View;
  readonly leader: ReplicaId;
  /** Rows that the rule asks for, and those that this story asks for. */
  readonly quorum: number;
  readonly needed: number;
  /** Columns, ascending: slots above the highest checkpoint among the included rows. */
  readonly slots: readonly Slot[];
  readonly rows: readonly ChangeRow[];
  /** One per column, computed from the included rows; empty when they are too few. */
  readonly proposals: readonly ChangeProposal[];
  /** Why the included rows open nothing: "V has 2 rows and needs 3"; null when they do. */
  readonly refused: string | null;
}

export interface ChangeRow {
  readonly replica: ReplicaId;
  readonly included: boolean;
  /** Slot of the stable checkpoint that it proves. */
  readonly checkpoint: Slot;
  /** One per column; null where it brings nothing. */
  readonly cells: readonly (ChangeCell | null)[];
  /** Slots it brings certificates for that the checkpoint makes needless. */
  readonly needless: readonly Slot[];
}

export interface ChangeCell {
  readonly view: View;
  /** Null: a null request. */
  readonly digest: Digest | null;
  readonly signers: readonly ReplicaId[];
  readonly certificate: readonly Message[];
}

export interface ChangeProposal {
  readonly slot: Slot;
  /** Null: a null request. */
  readonly digest: Digest | null;
  /** "highest view", "only one", "null: gap" */
  readonly why: string;
}
