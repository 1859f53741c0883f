/** What the engine answers when the page looks closer: plain data, apart from the code that finds it. */
import type { Digest, Endpoint, ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { PseudoCode, RingSegment } from '../kernel/present.ts';
import type { FeedLine, Frame } from '../projection/frame.ts';

export interface Comparison {
  /** Events that both have in common, from the start. */
  readonly shared: number;
  /** Up to here both are known; what comes later is not compared. */
  readonly until: TimeUs;
  /** By time; the first one is where the traces part. Bounded. */
  readonly differences: readonly Difference[];
}

export interface Difference {
  /** When the two begin to differ in it. */
  readonly at: TimeUs;
  /** Where it happens at that time; on the other side later or never. */
  readonly side: 'here' | 'there' | 'both';
  /** Cursors just after the event on either side; null where it did not happen. */
  readonly here: number | null;
  readonly there: number | null;
  /** Whom it concerns. */
  readonly where: Endpoint | null;
  /** "R2 executes slot 3 at 280 ms here, at 720 ms there." */
  readonly sentence: string;
}

export interface LedgerComparison {
  /** Last slot executed on either side. */
  readonly slots: readonly [number, number];
  readonly roots: readonly [Digest, Digest];
  /** Lowest account first, with the first field that differs. */
  readonly differences: readonly LedgerDifference[];
}

export interface LedgerDifference {
  readonly account: number;
  /** "nonce", "USD"; "exists" where one side does not have the account. */
  readonly field: string;
  readonly values: readonly [string, string];
}

export interface EventInspection {
  readonly line: FeedLine;
  readonly rules: readonly RuleInspection[];
  readonly refusal: RuleInspection | null;
  /** A replica took a message in and nothing came of it: no rule fired, and none refused it. */
  readonly isKept: boolean;
  /** What the replica did, one line per effect. */
  readonly effects: readonly string[];
  /** Nearest first, bounded. */
  readonly causes: readonly FeedLine[];
  /** Events that this one caused directly, bounded. */
  readonly consequences: readonly FeedLine[];
}

/** A rule that fired, or the reason of a refusal, with the values that made it true. */
export interface RuleInspection {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly sentence: string;
  readonly values: readonly { readonly name: string; readonly value: string }[];
  /** Its lines of pseudo-code, the one that fired lit; null for none. */
  readonly code: PseudoCode | null;
  /** Planted bugs that remove this rule, each with the scenario that shows why it exists. */
  readonly removedBy: readonly { readonly title: string; readonly scenario: string | null }[];
}

export interface Metrics {
  readonly slots: readonly SlotMetrics[];
  readonly views: readonly { readonly at: TimeUs; readonly view: number }[];
  /** Accepted requests with the time from being due to the result. */
  readonly accepted: readonly { readonly at: TimeUs; readonly latency: TimeUs }[];
  /** Sends up to the cursor, by type. */
  readonly byType: readonly { readonly type: string; readonly sent: number; readonly bytes: number }[];
}

/** From the first message of a slot to its first execution. */
export interface SlotMetrics {
  readonly slot: number;
  readonly proposedAt: TimeUs;
  readonly executedAt: TimeUs;
  /** Communication steps from its proposal to its first execution. */
  readonly steps: number;
  readonly messages: number;
  readonly bytes: number;
}

/** Everything that is given must be true of an event. */
export interface EventQuery {
  readonly type?: string;
  readonly sender?: Endpoint;
  readonly receiver?: Endpoint;
  /** Either of the two. */
  readonly end?: Endpoint;
  readonly slot?: number;
  /** False leaves routine messages out; events that take in no message are then out, too. */
  readonly routine?: false;
  /** A refusal's code; `*` for any refusal. */
  readonly code?: string;
  /** Words of the event's sentence, in any case. */
  readonly words?: string;
}

/** Moments of another branch under the open one's clock. */
export interface WayBeside {
  /** Ascending; at least one. */
  readonly frames: readonly Frame[];
  /** The other branch has not been simulated as far as the open one yet: ask again. */
  readonly behind: boolean;
}

/** A signed statement, as evidence shows it. */
export interface EvidenceVote {
  readonly signer: ReplicaId;
  readonly phase: string;
  readonly view: number;
  readonly slot: number;
  /** "epoch 3"; absent: view and slot say it. */
  readonly place?: string;
  readonly digest: Digest;
}

/** Evidence for one cell of a log table. */
export interface CertificateInspection {
  readonly title: string;
  /** That of the log, which votes need not name. */
  readonly slot: number;
  /** As `certificate.across` of a manifest. */
  readonly across: string;
  readonly segments: readonly RingSegment[];
  readonly votes: readonly EvidenceVote[];
  readonly threshold: number;
  /** The step is taken; with fewer votes than the threshold it takes no quorum, like a proposal's. */
  readonly reached: boolean;
}

/** What an inspection tells beside the rest. */
export interface ReplicaMore {
  readonly history?: true;
  /** The account whose proof is wanted. */
  readonly account?: number;
}

/** One move of a statechart. */
export interface Transition {
  /** Just after the event that made it. */
  readonly cursor: number;
  readonly at: TimeUs;
  /** Null: the chart of the whole replica. */
  readonly slot: number | null;
  readonly from: string;
  readonly to: string;
  /** The signal or the timer, and when it comes; null where more than one way leads there. */
  readonly on: string | null;
  readonly says: string;
}

/** One receipt for the reader. */
export interface ReceiptLine {
  readonly slot: number;
  readonly text: string;
  readonly code: number;
  readonly name: string;
}
