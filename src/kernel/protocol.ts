/**
 * A protocol is a pure value: `step` maps (state, input) to (state, effects). What is special about one for
 * the rest of the house travels as data and small pure functions in its manifest.
 */
import type { ChangeTeller } from './change-story.ts';
import type { StepContext } from './context.ts';
import type { Commit, Effect } from './effect.ts';
import type { EvidenceRules } from './evidence.ts';
import type { Digest, RefusalCode, ReplicaId, RuleId, TimerName, TimeUs, View } from './ids.ts';
import type { Input } from './input.ts';
import type { Behaviour, LieKit } from './lie.ts';
import type { Message, Reply, Request, Vote } from './message.ts';
import type { OwnOptions, ProtocolOptions } from './options.ts';
import type {
  ChartGraph,
  Describe,
  MessageStyle,
  MessageSummary,
  PseudoCode,
  ReplicaGlyph,
} from './present.ts';
import type { Property } from './property.ts';

export type { StepContext } from './context.ts';

export interface Protocol<S> {
  /** State of a replica that has not yet been told to start; `start` or `recover` is its first input. */
  init(ctx: StepContext): S;
  step(state: S, input: Input, ctx: StepContext): Step<S>;
}

export interface Step<S> {
  readonly state: S;
  readonly effects: readonly Effect[];
}

/** Everything the house knows about one protocol. */
export interface Manifest<S = unknown> {
  readonly id: string;
  readonly title: string;
  readonly paper: string;
  /** What it calls a view, such as "epoch"; absent: "view". */
  readonly viewWord?: string;
  /** What this model leaves out or simplifies, for the page to say. */
  readonly simplified: readonly string[];
  /** Options that no other protocol knows, by their name in a scenario file; absent: none. */
  readonly options?: OwnOptions;
  readonly protocol: Protocol<S>;
  readonly client: ClientRule;
  /** The lies worth telling here, by name; the house adds those that every protocol knows. */
  readonly behaviours: Readonly<Record<string, Behaviour<S>>>;
  /** What of its messages a liar may say differently. Absent: nothing but leaving them out. */
  readonly lies?: LieKit<S>;
  /** Rules that can be removed, by name; the code asks {@link StepContext.bugs} where it applies them. */
  readonly bugs: Readonly<Record<string, PlantedBug>>;
  /** Message types in the order of the protocol's phases. */
  readonly messages: readonly MessageStyle[];
  /** Message types and timers that do not count as activity (`quiet`, Round). */
  readonly idleTypes: readonly string[];
  readonly idleTimers: readonly TimerName[];
  /** The statecharts that its replicas run, for the page to draw. */
  readonly charts?: readonly ChartGraph[];
  readonly rules: Readonly<Record<RuleId, RuleText>>;
  /** The rule's place in the protocol's pseudo-code; null for none. Absent: there is no such text. */
  pseudoCode?(rule: RuleId): PseudoCode | null;
  /** The rule by which a client took a result, on final replies or tentative ones; absent: none is shown. */
  acceptRule?(tentative: boolean): RuleId;
  /** A sentence per refusal code; `{name}` is filled from `because`. */
  readonly refusals: Readonly<Record<RefusalCode, string>>;
  /** The rule that a refused message did not meet, by code or by type and code, `PREPARE duplicate`. */
  readonly refusalRules?: Readonly<Record<RefusalCode, RuleId>>;
  /** What a mark on the stage and a line of the feed say about a message. Total: a liar may send anything. */
  summary(message: Message): MessageSummary;
  /** The votes that a message binds its signers to, its own and those it carries. Total. */
  votes(message: Message): readonly Vote[];
  /** What its signed messages prove against their signers; absent: nobody can be convicted. */
  readonly evidence?: EvidenceRules;
  /** Verdicts of this protocol only, beyond the shared ones. */
  properties(config: PropertyConfig): readonly Property[];
  /** What proves a commit: votes of which phase, and how many. */
  readonly certificate: {
    readonly phase: string;
    threshold(replicas: number, faults: number): number;
    /**
     * Number under which its votes name the place that they are for, where that is not the commit's slot: a
     * chain numbers its votes before anybody knows where the block will stand.
     */
    slotOf?(commit: Pick<Commit, 'view' | 'slot'>): number;
    /** Where a vote stands, in words; absent: "view 0, slot 3". */
    place?(vote: Pick<Vote, 'view' | 'slot'>): string;
    /** What an honest signer of two values for one slot in two views must have done: "it …". */
    readonly across: string;
  };
  /**
   * Phase of the votes whose digest speaks of application state: a replica with a corrupted state is not
   * judged by these until it has healed. Absent: every vote speaks of order only.
   */
  readonly checkpoint?: { readonly phase: string };
  /** What `commit.digest` must be for these commands; absent: verdicts do not recompute it. */
  valueDigest?(commands: readonly Request[]): Digest;
  /** Longest time from the moment the network is good until a waiting request must be answered. */
  progressBound(
    config: PropertyConfig & { readonly longestTimer: TimeUs; readonly longestDelay: TimeUs },
  ): TimeUs;
  /** What a replica waits for, in one sentence, or null: "needs 3 COMMITs, has 2: from 1, 3". */
  waitingFor(state: S, ctx: PropertyConfig & { readonly self: ReplicaId }): string | null;
  /** View that a replica is in: asked after every event, so it must be cheap. */
  view(state: S): View;
  /** One replica's glyph on the stage. */
  glyph(state: S, config: PropertyConfig & { readonly self: ReplicaId }): ReplicaGlyph;
  readonly describe: Describe<S>;
  /** Replicas against which this one holds two contradicting statements; absent: it keeps none. */
  convicted?(state: S): readonly ReplicaId[];
  /** How it changes views, for the page to tell; absent where views change without such messages. */
  readonly changes?: ChangeTeller<S>;
}

export interface PropertyConfig {
  readonly replicas: number;
  readonly faults: number;
  readonly options: ProtocolOptions;
}

/** Where a client sends and when a set of replies is a result: differs by protocol. */
export interface ClientRule {
  /** Recipients of try number `attempt` (0 first); `leader` is the replica the client believes leads. */
  targets(attempt: number, leader: ReplicaId, replicas: number): readonly ReplicaId[];
  /**
   * The result, once the replies held (at most one per replica, all for this request, signatures checked)
   * suffice; null to wait. `leader` is whom to ask first next time.
   */
  accept(replies: readonly Reply[], config: PropertyConfig, bugs: ReadonlySet<string>): AcceptedResult | null;
}

export interface AcceptedResult {
  readonly result: string;
  readonly leader: ReplicaId;
  readonly voters: readonly ReplicaId[];
}

/** A rule that can be removed. */
export interface PlantedBug {
  /** The id of the papers' table and what is left of the rule, in plain words. */
  readonly title: string;
  /** The rule that it crosses out. */
  readonly rule: RuleId;
  /** What goes wrong without it, in one sentence. */
  readonly why: string;
}

export interface RuleText {
  /** "prepared", "view change: join" */
  readonly title: string;
  /** Paper and section. */
  readonly source: string;
  /** One sentence with `{name}` blanks, filled from `because`; replica numbers read R0, R1, … */
  readonly sentence: string;
  /** The state of a slot or replica that firing brings about, in the paper's word: a tick on its lane. */
  readonly state?: string;
}
