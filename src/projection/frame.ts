/**
 * What can be seen at one moment of a run: the value that stage, tables and live text are drawn from. The
 * cursor counts events done, so cursor k shows the world between event k − 1 and event k.
 */
import type { ClientId, Digest, Endpoint, ReplicaId, Slot, TimeUs, View } from '../kernel/ids.ts';
import type { MessageSummary, ReplicaGlyph } from '../kernel/present.ts';
import type { Verdict } from '../kernel/property.ts';
import type { DelayUs } from '../kernel/trace.ts';

export interface Frame {
  readonly cursor: number;
  /** The replica whose knowledge this is; absent: what is true. */
  readonly seat?: ReplicaId;
  /** Time of the last event done; 0 at the start. */
  readonly at: TimeUs;
  /** Time of the next event, if one is known to come. */
  readonly nextAt: TimeUs | null;
  readonly replicas: readonly ReplicaFrame[];
  readonly clients: readonly ClientFrame[];
  /** On the network now, by due time, then by the order in which they will be taken in. */
  readonly inFlight: readonly Flight[];
  /** They are not shown: a run hides a liar, whose own words would be two. */
  readonly wayHidden?: true;
  /** What the last event did to messages: taken in, refused, dropped. */
  readonly fates: readonly Fate[];
  /** Links cut one by one or by groups, as ordered pairs. */
  readonly cuts: readonly (readonly [Endpoint, Endpoint])[];
  /** Links that are slower, faster or lossier than the rest of the network. */
  readonly links: readonly LinkFrame[];
  /** Replica groups of a partition; empty without one. */
  readonly groups: readonly (readonly ReplicaId[])[];
  /** Letters of the values of slots that have had more than one; the newest such slots. */
  readonly contested: readonly ContestedValue[];
  /** Replicas that count towards f now, and f. */
  readonly faulty: { readonly now: readonly ReplicaId[]; readonly limit: number };
  /** The last event in one sentence; null at the start. */
  readonly line: FeedLine | null;
  /**
   * Why nothing happens, when nothing is in flight and requests wait: one sentence per replica that is stuck.
   */
  readonly blocked: readonly string[];
  /** The promise that was broken last at or before this moment; absent: none was. */
  readonly broken?: Broken;
}

/** A violated property: what was promised, who contradicts whom, and where it can be seen. */
export interface Broken {
  readonly property: string;
  readonly kind: Verdict['kind'];
  /** What holds while nothing is violated; null for a property that all protocols share. */
  readonly promise: string | null;
  /** The facts that contradict each other, in one sentence. */
  readonly because: string;
  readonly replicas: readonly ReplicaId[];
  /** Index of the event that broke it. */
  readonly event: number;
  /** The slot that the event was about. */
  readonly slot: Slot | null;
}

export interface LinkFrame {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Null: as the rest of the network. */
  readonly delay: DelayUs | null;
  /** Probability in [0, 1]; null: as the rest of the network. */
  readonly lossRate: number | null;
  /** Probability that the network delivers a message twice; null: as the rest of the network. */
  readonly duplicateRate: number | null;
}

/** One of several values that a slot has had so far. */
export interface ContestedValue {
  /** With `byView` the view: messages name no slot there, such as those of blocks. */
  readonly slot: Slot;
  readonly byView?: true;
  readonly digest: Digest;
  /** A, B, … in order of first sight in the session. */
  readonly letter: string;
}

export interface ReplicaFrame {
  readonly id: ReplicaId;
  readonly status: 'up' | 'crashed' | 'paused';
  /** `honest`, or the name of the lie. */
  readonly behaviour: string;
  /** Damaged by `corrupt` and not healed yet. */
  readonly corrupted: boolean;
  /** Some link to another replica is cut. */
  readonly cutOff: boolean;
  /** So are those to or from more than half of the others: of 1 | 3 only the one. */
  readonly away?: boolean;
  /** Null while it is down: it has no state then. */
  readonly glyph: ReplicaGlyph | null;
  /** While it is down: what it would know after recovering; absent: nothing is on its disk, or it is up. */
  readonly onDisk?: ReplicaGlyph;
  /** Application root after the last executed slot; null while it is down. */
  readonly root: Digest | null;
  readonly timers: readonly { readonly name: string; readonly dueAt: TimeUs; readonly idle: boolean }[];
  /** "needs 3 COMMITs, has 2: from 1, 3"; null when it waits for nothing. */
  readonly waiting: string | null;
  /** Seen from another seat: when it was last heard there, null for never; absent: as it is. */
  readonly heard?: Heard | null;
}

/** The last that a replica heard from another one. */
export interface Heard {
  readonly at: TimeUs;
  /** How long ago that is. */
  readonly ago: TimeUs;
  /** Longer than half a timeout: whether it crashed, is cut off or slow cannot be told. */
  readonly silent: boolean;
  /** Of the last message that named one; null for none. */
  readonly view: View | null;
  /** What the protocol calls a view; absent: a view. */
  readonly viewWord?: string;
  /** Of its last CHECKPOINT, or the protocol's like. */
  readonly root: { readonly slot: Slot; readonly digest: Digest } | null;
}

export interface ClientFrame {
  readonly id: ClientId;
  /** From a seat: what it asks for is its own business, and the rest says nothing. */
  readonly unknown?: true;
  readonly submitted: number;
  readonly accepted: number;
  readonly rejected: number;
  /** The request that is out, or the last one answered. */
  readonly request: {
    readonly timestamp: number;
    /** "account 1 pays account 2 25.00 USD" */
    readonly text: string;
    readonly state: 'waiting' | 'accepted' | 'rejected';
    /** Replicas with equal replies so far, and how many are needed. */
    readonly equal: readonly ReplicaId[];
    readonly threshold: number;
    /** A lesson asks for the threshold. Set by the page alone. */
    readonly asked?: true;
    /** "paid: 2 equal replies" when answered. */
    readonly outcome: string | null;
    /** When the client sends it once more, to every replica; absent once it is answered. */
    readonly retryAt?: TimeUs;
  } | null;
}

/** One message on its way. */
export interface Flight {
  readonly id: string;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly summary: MessageSummary;
  readonly sentAt: TimeUs;
  readonly dueAt: TimeUs;
  readonly resend: boolean;
  readonly duplicate: boolean;
  /** Somebody made it wait longer than the network would. */
  readonly held: boolean;
  /** A puppet's: it stays with its sender until a command lets it go; `dueAt` says nothing. */
  readonly atSender?: true;
  /** From its sender's seat: it was sent, and nobody knows what became of it; `dueAt` is a guess. */
  readonly unsure?: true;
  /** It says something else than its sender wrote. */
  readonly altered?: true;
  /** It counts as idle traffic. */
  readonly idle: boolean;
}

export interface Fate extends Flight {
  readonly fate: 'taken' | 'refused' | 'dropped' | 'crashed';
  /** Why, in a word or two, for refused and dropped ones. */
  readonly why: string | null;
  /** How far it had come when it was dropped by hand, 0 … 1. */
  readonly share?: number;
}

/** One event for the feed, the live region and the transcript. */
export interface FeedLine {
  /** Index of the event. */
  readonly event: number;
  readonly at: TimeUs;
  readonly where: Endpoint | 'session';
  /** How much it matters: `quiet` lines are plain deliveries and idle traffic. */
  readonly weight: 'quiet' | 'normal' | 'milestone' | 'fault' | 'violation';
  readonly sentence: string;
  /** The rule that fired or the refusal's code, with its source. */
  readonly rule: { readonly id: string; readonly title: string; readonly source: string } | null;
  /** The message that this event took in. */
  readonly message: string | null;
  readonly slot: Slot | null;
}
