/**
 * What the page asks of the engine, and what comes back: plain data across one worker border. The engine's
 * worker owns the run and its history; the page asks for the moment to show and keeps nothing large (ADR 1).
 */
import type { AccountProof, AccountView } from '../kernel/application.ts';
import type { Digest, Endpoint, ReplicaId, TimeUs } from '../kernel/ids.ts';
import type { LieParameter } from '../kernel/lie.ts';
import type { ChartGraph, MessageStyle, ReplicaDetail } from '../kernel/present.ts';
import type { Verdict } from '../kernel/property.ts';
import type { Broken, FeedLine, Frame } from '../projection/frame.ts';
import type { LessonAnswer, LessonEntry, LessonGrade, LessonRef, LessonStep } from '../projection/lesson.ts';
import type { Note } from '../scenarios/types.ts';
import type { Arrows } from './arrows.ts';
import type { CourtCalls, Problem } from './court-api.ts';
import type {
  CertificateInspection,
  Comparison,
  EventInspection,
  EventQuery,
  EvidenceVote,
  LedgerComparison,
  Metrics,
  ReceiptLine,
  ReplicaMore,
  Transition,
  WayBeside,
} from './findings.ts';
import type { LaneMark } from './lane-marks.ts';
import type { Move } from './move.ts';
import type { CatalogueEntry, RestartWith } from './opening.ts';
import type { RemovedRule } from './removed-rules.ts';

export type {
  AccusationTold,
  ChangeTold,
  ChangeWhatIf,
  LieSheet,
  LieVote,
  Problem,
} from './court-api.ts';
export type {
  CertificateInspection,
  Comparison,
  Difference,
  EventInspection,
  EventQuery,
  EvidenceVote,
  LedgerComparison,
  LedgerDifference,
  Metrics,
  ReceiptLine,
  ReplicaMore,
  RuleInspection,
  SlotMetrics,
  Transition,
  WayBeside,
} from './findings.ts';
export type { Move, MoveKind } from './move.ts';
export type { CatalogueEntry, RestartWith } from './opening.ts';
export type { RemovedRule } from './removed-rules.ts';

/**
 * `workers`: one Web Worker per replica, followed by the inline host; `inline`: all replicas in the engine
 * worker.
 */
export type HostKind = 'workers' | 'inline';

/** A session as a file, a link or the catalogue gives it: unchecked. */
export type SessionSource =
  | { readonly kind: 'catalogue'; readonly id: string }
  | { readonly kind: 'json'; readonly value: unknown };

/** Everything about the open run that does not depend on the playhead. */
export interface RunInfo {
  readonly scenario: { readonly id: string; readonly title: string; readonly story: readonly string[] };
  readonly protocol: {
    readonly id: string;
    readonly title: string;
    readonly paper: string;
    readonly simplified: readonly string[];
    /** What the protocol calls a view; absent: "view". */
    readonly viewWord?: string;
    readonly messages: readonly MessageStyle[];
    /** Lies that can be told, for the fault menu. */
    readonly behaviours: readonly {
      readonly id: string;
      readonly title: string;
      /** What else a `behave` command may say, for a form; absent: nothing is declared. */
      readonly parameters?: Readonly<Record<string, LieParameter>>;
    }[];
    readonly idleTypes: readonly string[];
    /** Rules that can be removed. */
    readonly bugs?: readonly RemovedRule[];
    /** Codes of refusals, for searches. */
    readonly refusals?: readonly string[];
    readonly charts?: readonly ChartGraph[];
  };
  /** Rules that are removed in this run; absent: none. */
  readonly bugs?: readonly RemovedRule[];
  readonly replicas: number;
  readonly faults: number;
  readonly clients: number;
  readonly seed: number;
  readonly authenticator: 'simulated' | 'ed25519';
  readonly delayMs: { readonly min: number; readonly max: number };
  /** Shares of messages, from 0 to 1, where no link was set otherwise. */
  readonly lossRate: number;
  readonly duplicateRate: number;
  /** Requests of the workload over all clients, and the time between two of one client. */
  readonly load?: { readonly count: number; readonly everyMs: number };
  readonly host: HostKind;
  /** Events simulated so far; the playhead moves freely in 0 … length, and further at the live edge. */
  readonly length: number;
  /** Where the run starts for whoever looks at it; absent: at its first event. */
  readonly start?: number;
  readonly endedAt: TimeUs;
  /** When the last command that is planned is due; absent: none is. */
  readonly planned?: TimeUs;
  /** Why the run cannot go on: a violation, or the event limit; null while it can. */
  readonly ended: string | null;
  /** Of the events simulated so far. */
  readonly traceHash: Digest;
  /** Accounts that exist, for the transfer form. */
  readonly accounts: readonly number[];
  /** The session as a file: what the address, a link and a saved file hold. */
  readonly session: unknown;
  readonly notes: readonly Note[];
  /** Whose knowledge this is; absent: what is true. */
  readonly seat?: ReplicaId;
  /** Somebody lies in it and has not been named: nothing else than from a seat is told. */
  readonly sealed?: true;
  /** Interventions of the user, oldest first, in words; from a seat only told apart. */
  readonly interventions: readonly { readonly at: TimeUs; readonly cursor: number; readonly text: string }[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The act that undo takes back and the one that redo does again, in words; null for none. */
  readonly undoes: string | null;
  readonly redoes: string | null;
  readonly marks: readonly TimelineMark[];
  /** The view that the run begins in: no mark says it. */
  readonly firstView: { readonly number: number; readonly leader: ReplicaId };
  /** This run and the other futures that were kept when somebody acted in the past. */
  readonly branches: readonly Branch[];
}

/** One future of the session. */
export interface Branch {
  readonly id: number;
  readonly current: boolean;
  /** The branch that it left; null for the first one. */
  readonly from: number | null;
  /** Where it left the run that it was branched from; 0 for the first one. */
  readonly forkedAt: TimeUs;
  readonly forkedCursor: number;
  readonly length: number;
  /** What was done here and not in the run it came from, in one sentence. */
  readonly differs: string;
  /** Everything that was done in it, as a session's commands; null when it runs another scenario. */
  readonly acts: readonly unknown[] | null;
}

/** What the scrubber is painted with, ascending by cursor. */
export interface TimelineMark {
  readonly kind: 'commit' | 'view' | 'fault' | 'violation' | 'accepted';
  /** The playhead position just after the event. */
  readonly cursor: number;
  readonly at: TimeUs;
  /** The slot of a commit, the view of a view. */
  readonly number?: number;
  /** Who leads the view that is entered. */
  readonly leader?: ReplicaId;
  readonly text: string;
  /** What a violation broke. */
  readonly broken?: Broken;
}

export interface Moved {
  readonly frame: Frame;
  readonly info: RunInfo;
  /**
   * Set when the move could not reach its goal: "nothing is left to happen", "agreement is violated here".
   */
  readonly stopped: string | null;
  /** Messages that a move forwards went past as they were taken in, most of a type first. */
  readonly taken?: readonly { readonly type: string; readonly count: number }[];
  /** Which Round of the run this was, from 1; absent: it was none, or counting would have taken long. */
  readonly round?: number;
  /** A part of a move has not come to its end: ask again with `looked: frame.cursor`. Absent: it has. */
  readonly unfinished?: boolean;
}

/**
 * A user's intervention; the engine adds time and place from the playhead. Same words as a scenario's
 * commands.
 */
export type Intervention = { readonly do: string } & Readonly<Record<string, unknown>>;

/** One replica in full, at a moment. */
export interface ReplicaInspection {
  readonly replica: ReplicaId;
  readonly detail: ReplicaDetail | null;
  readonly root: Digest | null;
  readonly accounts: readonly AccountView[];
  /** Newest first, bounded. */
  readonly receipts: readonly ReceiptLine[];
  /** Moves of its statecharts up to this moment, newest first, bounded; if asked for. */
  readonly history?: readonly Transition[];
  /** If asked for, and while the replica is up. */
  readonly proof?: AccountProof;
}

/** One message in full. */
export interface MessageInspection {
  readonly id: string;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly type: string;
  readonly says: string;
  readonly text: string;
  readonly sentAt: TimeUs;
  readonly dueAt: TimeUs | null;
  readonly fate: string;
  readonly bytes: number;
  readonly digest: Digest;
  /** Every field, nested ones as indented JSON. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** Signed statements it is or carries, each checked again here. */
  readonly votes: readonly EvidenceVote[];
  /** Chain of causes, nearest first, bounded. */
  readonly causes: readonly FeedLine[];
  /** The event that took it in, and what that caused directly; empty while it is on its way. */
  readonly consequences: readonly FeedLine[];
}

/**
 * The engine as the page sees it. Every call answers with a value or a {@link Problem}; a problem leaves the
 * open session untouched. `cursor` is the playhead of the caller.
 */
export interface Engine extends CourtCalls {
  /** Gives the open session these notes instead of those that it has. */
  annotate(cursor: number, notes: readonly Note[]): Promise<Moved | Problem>;
  lessons(): Promise<readonly LessonEntry[]>;
  /**
   * A step of a lesson, counted from 1. Computed on a run of the lesson's own: the open one stays as it is.
   */
  lessonStep(lesson: LessonRef, step: number): Promise<LessonStep | Problem>;
  gradeLesson(lesson: LessonRef, step: number, answer: LessonAnswer): Promise<LessonGrade | Problem>;
  catalogue(): Promise<readonly CatalogueEntry[]>;
  open(source: SessionSource, host: HostKind, cursor?: number): Promise<Moved | Problem>;
  /** Begins the open scenario anew; undo comes back to `cursor` of the run before. */
  restart(changes: RestartWith, cursor?: number): Promise<Moved | Problem>;
  move(cursor: number, move: Move): Promise<Moved | Problem>;
  /** The moment at `cursor` without moving the live edge. */
  frame(cursor: number): Promise<Frame | Problem>;
  /** Lines of events from … from + count − 1, those that exist. */
  feed(from: number, count: number): Promise<readonly FeedLine[]>;
  verdicts(cursor: number): Promise<readonly Verdict[]>;
  replica(cursor: number, replica: ReplicaId, more?: ReplicaMore): Promise<ReplicaInspection | Problem>;
  message(cursor: number, id: string): Promise<MessageInspection | Problem>;
  certificate(
    cursor: number,
    replica: ReplicaId,
    slot: number,
    column: number,
  ): Promise<CertificateInspection | Problem>;
  /**
   * Acts at the playhead. A future that was seen or planned there is kept as a branch. `joins`: part of the
   * act just before, undone together with it.
   */
  intervene(cursor: number, intervention: Intervention, joins?: boolean): Promise<Moved | Problem>;
  /** Another session of equally many replicas, as a branch from the beginning on; undo goes back. */
  adopt(cursor: number, session: unknown, at: number, act: string): Promise<Moved | Problem>;
  /** Keeps what would have come of other acts as a branch; open one and playhead stay. */
  keepBranch(cursor: number, acts: readonly unknown[]): Promise<Moved | Problem>;
  undo(): Promise<Moved | Problem>;
  redo(): Promise<Moved | Problem>;
  /** Goes over to another branch, at the same simulated time if it reaches that far. */
  switchBranch(id: number, cursor: number): Promise<Moved | Problem>;
  /**
   * Another branch under the open one's clock, while that goes from a cursor to a later one: at most `most`
   * frames, the last one for the end. `at`: the time on the clock, when no event of the open one is as late.
   */
  wayBeside(id: number, from: number, to: number, most: number, at?: TimeUs): Promise<WayBeside | Problem>;
  /** The open branch held against another one, as far as either is known, and at least up to a time. */
  compare(id: number, upTo?: TimeUs): Promise<Comparison | Problem>;
  /** Rows of the diagram from number `from` on, at most so many. */
  arrows(from: number, most?: number): Promise<Arrows>;
  /** Marks on the diagram's lanes from number `from` on, in the order of their events, at most so many. */
  laneMarks(from: number, most?: number): Promise<readonly LaneMark[]>;
  /** Cursors just after the events that match, ascending, bounded. */
  search(query: EventQuery): Promise<readonly number[]>;
  event(index: number): Promise<EventInspection | Problem>;
  metrics(cursor: number): Promise<Metrics>;
  compareLedgers(cursor: number, a: ReplicaId, b: ReplicaId): Promise<LedgerComparison | Problem>;
  /** Of the open run up to a playhead: what a figure and a link can be checked against. */
  traceHash(cursor: number): Promise<Digest>;
  /** Replays the open session from scratch on the other host and returns the trace hash up to `length`. */
  replay(host: HostKind, length: number): Promise<{ readonly traceHash: Digest } | Problem>;
}
