/**
 * Challenges: a scenario, what one may do to it, and a goal that the verdicts grade. Data only; a hand-in is
 * a claim to have solved one, with the sessions that prove it.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { ScenarioCommand } from '../types.ts';

export interface Challenge {
  readonly id: string;
  readonly title: string;
  /** What it is about and what is allowed, in sentences. */
  readonly about: readonly string[];
  /** Id of the catalogue's scenario that it is played on. */
  readonly scenario: string;
  /** Most replicas that may lie, be corrupted or lose their disk. */
  readonly liars: number;
  /** Most replicas that may crash. */
  readonly crashes: number;
  /** Asked before the first try. */
  readonly question: string;
  readonly goal: Goal;
  /** Shown once it is solved: why it could be done, or why it cannot. */
  readonly lesson: readonly string[];
}

export type Goal =
  /** A verdict is violated at the end of one session. */
  | { readonly goal: 'violate'; readonly property: string }
  /**
   * It cannot be violated: that many different sessions in which a replica lied must have been tried.
   */
  | { readonly goal: 'cannot-violate'; readonly property: string; readonly tries: number }
  /** Requests stay unanswered to the end, and no safety verdict is violated. */
  | { readonly goal: 'stall' }
  /** Its scenario hides a liar, drawn from the seed, who must be named. */
  | { readonly goal: 'name-liar' };

/** One session of a hand-in: the seed and what was done on top of the challenge's scenario. */
export interface Attempt {
  readonly seed: number;
  readonly commands: readonly ScenarioCommand[];
}

export interface Predictions {
  /** The answer to the challenge's question. */
  readonly possible?: boolean;
  readonly liar?: ReplicaId;
}

export interface HandIn {
  readonly version: 1;
  readonly handIn: {
    /** Whose it is, as the learner wrote it. */
    readonly name: string;
    readonly challenge: string;
    readonly attempts: readonly Attempt[];
    readonly predictions: Predictions;
    /** What the page said; whoever grades finds out again. */
    readonly verdict: 'solved' | 'not solved';
  };
}
