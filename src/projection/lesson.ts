/** What the page gets of a lesson: texts with their blanks filled, questions, grades. */
import type { FeedLine } from './frame.ts';

export interface LessonEntry {
  readonly id: string;
  readonly title: string;
  /** One sentence. */
  readonly about: string;
  /** Catalogue id. */
  readonly scenario: string;
  /** Title of each step. */
  readonly steps: readonly string[];
}

/** A lesson, on its own scenario or on one with other numbers. */
export interface LessonRef {
  readonly lesson: string;
  readonly replicas?: number;
  readonly seed?: number;
}

/** One step of a lesson as it stands before the learner answers. */
export interface LessonStep {
  readonly lesson: string;
  readonly lessonTitle: string;
  /** Catalogue id. */
  readonly scenario: string;
  /** From 1. */
  readonly step: number;
  readonly steps: readonly string[];
  readonly text: readonly string[];
  readonly question: LessonQuestion;
  /**
   * Label of the button that runs to the breakpoint; null: the question is about what can be seen already.
   */
  readonly run: string | null;
  /** Playhead where the step begins, and at its breakpoint. */
  readonly start: number;
  readonly end: number;
  /** Events of the whole lesson: how long its strip of time is, from the first step on. */
  readonly whole: number;
  /** Message types whose thresholds this step asks for, and those that later steps ask for. */
  readonly hides: { readonly now: readonly string[]; readonly later: readonly string[] };
  /** The slot that the stage is to speak about; null follows the run. */
  readonly slot: number | null;
  /** The lesson's own session as a file. */
  readonly session: unknown;
  readonly replicas: number;
}

export type LessonQuestion =
  | { readonly ask: 'number'; readonly text: string; readonly unit: string }
  | { readonly ask: 'replica'; readonly text: string; readonly replicas: number }
  | { readonly ask: 'choice'; readonly text: string; readonly choices: readonly string[] };

/** A number, a replica, or the index of a choice; null when the learner did not predict. */
export type LessonAnswer = number | null;

/** What the run says about an answer. */
export interface LessonGrade {
  readonly correct: boolean | null;
  /** The learner's answer in words. */
  readonly given: string | null;
  /** What is right, in words. */
  readonly answer: string;
  readonly explanation: string;
  /** The event at the breakpoint; null for a step without one. */
  readonly event: FeedLine | null;
  /** Playhead at the breakpoint. */
  readonly cursor: number;
}
