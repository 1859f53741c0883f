/**
 * What one run comes to: the object that `sim run --json` prints (DESIGN 6), without the wall clock, which no
 * pure room knows. Keys are a stable contract: within version 1 some may be added, none renamed or removed.
 */
import type { Accusation } from '../kernel/evidence.ts';
import type { Digest, ReplicaId, Slot, View } from '../kernel/ids.ts';
import type { Verdict } from '../kernel/property.ts';

export interface RunReport {
  /** The scenario's id. */
  readonly scenario: string;
  /** The protocol's id. */
  readonly protocol: string;
  readonly n: number;
  readonly f: number;
  readonly seed: number;
  /** SHA-256 over the whole trace; empty where it was not asked for. */
  readonly traceHash: Digest;
  /** Number of events of the trace. */
  readonly events: number;
  readonly endedBecause: EndReason;
  readonly simulatedMs: number;
  readonly messages: MessageCounts;
  readonly commits: readonly CommitEntry[];
  readonly replicas: readonly ReplicaEntry[];
  readonly clients: ClientCounts;
  readonly verdicts: readonly Verdict[];
  /** Rules that were removed, by name. */
  readonly bugs: readonly string[];
  /** Replicas convicted by signed statements that correct replicas hold, with the statements. */
  readonly accused: readonly Accusation[];
  /** Commands that made no sense in the run, and lies that could not be told; absent: none. */
  readonly refusals?: readonly Refusal[];
}

/** One of them: the event, and what was refused with the reason. */
export interface Refusal {
  readonly event: number;
  readonly atMs: number;
  readonly text: string;
}

/** `limit`: a limit on events was hit, so the run is incomplete; never silent. */
export type EndReason = 'quiet' | 'commits' | 'time' | 'violation' | 'limit';

/** Point-to-point sends to others, requests and replies included. */
export interface MessageCounts {
  readonly sent: number;
  readonly delivered: number;
  readonly dropped: number;
  readonly refused: number;
  readonly resent: number;
  /** Still held back by puppets at the end. */
  readonly held: number;
  readonly bytes: number;
  /** Sends by message type, named as in the paper. */
  readonly byType: Readonly<Record<string, number>>;
}

/** A slot executed by at least one correct replica. */
export interface CommitEntry {
  readonly slot: Slot;
  /** Null for a null request. */
  readonly digest: Digest | null;
  /** Correct replicas that executed it, ascending. */
  readonly replicas: readonly ReplicaId[];
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface ReplicaEntry {
  readonly id: ReplicaId;
  readonly status: 'up' | 'crashed' | 'paused' | 'transferring';
  /** `honest` or the name of a lie. */
  readonly behaviour: string;
  readonly view: View;
  readonly executedSlot: Slot;
  readonly stateRoot: Digest;
}

export interface ClientCounts {
  /** Requests sent at least once. */
  readonly submitted: number;
  /** Requests whose result was certified. */
  readonly accepted: number;
  /** The part of the accepted ones whose receipt is a refusal. */
  readonly rejected: number;
  /** From when a request was due to its certified result; null while there is none. */
  readonly latencyMs: {
    readonly p50: number | null;
    readonly p95: number | null;
    readonly max: number | null;
  };
}
