/** What the page asks about guilt and knowledge: evidence, changes of view, a replica's own seat, challenges. */
import type { ChangeStory } from '../kernel/change-story.ts';
import type { Accusation } from '../kernel/evidence.ts';
import type { Digest, ReplicaId, Slot } from '../kernel/ids.ts';
import type { FeedLine, Frame } from '../projection/frame.ts';
import type { Judgement } from '../scenarios/challenges/judge.ts';
import type { Challenge } from '../scenarios/challenges/types.ts';

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

export interface CourtCalls {
  /** Who is convicted by what correct replicas hold at this moment, and by which statements. */
  accusations(cursor: number): Promise<readonly AccusationTold[]>;
  /** The latest change of view up to this moment, as it was or with other rows. */
  changeStory(cursor: number, whatIf: ChangeWhatIf): Promise<ChangeTold | Problem>;
  /** From now on all frames show what this replica knows; null: what is true. Answers with the moment. */
  sit(seat: ReplicaId | null, cursor: number): Promise<Frame | Problem>;
  challenges(): Promise<readonly Challenge[]>;
  /** Replays a hand-in given as data, each attempt on a run of its own. */
  gradeChallenge(handIn: unknown): Promise<Judgement | Problem>;
}
