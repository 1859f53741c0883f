/**
 * What the page asks about guilt and knowledge: evidence, changes of view, a replica's own seat, challenges.
 */
import type { ChangeStory } from '../kernel/change-story.ts';
import type { Accusation } from '../kernel/evidence.ts';
import type { Digest, Endpoint, ReplicaId, Slot } from '../kernel/ids.ts';
import type { LieField } from '../kernel/lie.ts';
import type { FeedLine, Frame } from '../projection/frame.ts';
import type { Judgement } from '../scenarios/challenges/judge.ts';
import type { Challenge } from '../scenarios/challenges/types.ts';
import type { WayBeside } from './findings.ts';

/** A refusal in one sentence: expected, found, where. */
export interface Problem {
  readonly problem: string;
}

/** An accusation, and its statements in words. */
export interface AccusationTold extends Accusation {
  readonly texts: readonly string[];
}

/** Rows to include instead of the run's own, and how many would do: a what-if. Null: as it was. */
export interface ChangeWhatIf {
  readonly included: readonly ReplicaId[] | null;
  readonly needed: number | null;
}

export interface ChangeTold {
  readonly story: ChangeStory;
  /** Not the run's own choice of rows, or another rule. */
  readonly whatIf: boolean;
  /** Replicas that hold the opening of the view, so that they computed it again and agreed. */
  readonly checkedBy: readonly ReplicaId[];
  /** Why each replica left its view: its timer, or others that left; in order. */
  readonly why: readonly FeedLine[];
  /** Decisions that these proposals would forget or change. */
  readonly forgotten: readonly Forgotten[];
}

export interface Forgotten {
  readonly slot: Slot;
  readonly digest: Digest | null;
  /** Who had decided it. */
  readonly replica: ReplicaId;
}

/** What a liar could say in place of one of its messages. */
export interface LieSheet {
  readonly replica: ReplicaId;
  /** Types that it sends from here on, in order of first sight; of one on its way, its own. */
  readonly types: readonly string[];
  readonly type: string;
  readonly view: number | null;
  readonly slot: number | null;
  /** The message in words, as it would honestly be said. */
  readonly text: string;
  readonly to: readonly Endpoint[];
  readonly fields: readonly LieField[];
  /** Votes that come after it for the same value, its own and others', in the order of replicas. */
  readonly votes: readonly LieVote[];
}

/** The next message of a type that says the same value of the same view and slot. */
export interface LieVote {
  readonly replica: ReplicaId;
  readonly type: string;
  readonly view: number | null;
  readonly slot: number | null;
  readonly fields: readonly LieField[];
}

export interface CourtCalls {
  /** Who is convicted by what correct replicas hold at this moment, and by which statements. */
  accusations(cursor: number): Promise<readonly AccusationTold[]>;
  /** The latest change of view up to this moment, as it was or with other rows. */
  changeStory(cursor: number, whatIf: ChangeWhatIf): Promise<ChangeTold | Problem>;
  /** From now on all frames show what this replica knows; null: what is true. Answers with the moment. */
  sit(seat: ReplicaId | null, cursor: number): Promise<Frame | Problem>;
  /**
   * The open run as this replica knows it, while the playhead goes from one cursor to another: at most `most`
   * frames, the last one for the end. Whatever the page shows besides stays.
   */
  wayFromSeat(seat: ReplicaId, from: number, to: number, most: number): Promise<WayBeside | Problem>;
  /** The next message of this type that the replica is going to send, with its fields; null: of any type. */
  lieSheet(cursor: number, replica: ReplicaId, type: string | null): Promise<LieSheet | Problem>;
  /** What the sender of a message on its way could have said instead. */
  alterSheet(cursor: number, message: string): Promise<LieSheet | Problem>;
  challenges(): Promise<readonly Challenge[]>;
  /** Replays a hand-in given as data, each attempt on a run of its own. */
  gradeChallenge(handIn: unknown): Promise<Judgement | Problem>;
}
