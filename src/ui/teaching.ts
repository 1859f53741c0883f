/**
 * What the page remembers for teaching: which tab of the story is open, the lesson with its own session, and
 * the lecture with the cue that it returns to.
 */
import type { LessonAnswer, LessonGrade, LessonRef, LessonStep } from '../projection/lesson.ts';
import type { Judgement } from '../scenarios/challenges/judge.ts';
import type { Attempt, Challenge, Predictions } from '../scenarios/challenges/types.ts';

export type StoryTab = 'events' | 'lessons' | 'challenges' | 'notes';

/** A session that was left, and where. */
export interface Left {
  readonly session: unknown;
  readonly cursor: number;
}

export interface OpenLesson {
  readonly ref: LessonRef;
  readonly view: LessonStep;
  /** What the learner has chosen so far, in the form or on the stage. */
  readonly answer: LessonAnswer;
  /** Null until the run has gone to the step's breakpoint. */
  readonly grade: LessonGrade | null;
  /** On its way there. */
  readonly running: boolean;
  /** The learner plays freely; whoever acts in the lesson's session does so too, whatever stands here. */
  readonly free: boolean;
  /** What was played freely, to be gone back to. */
  readonly played: Left | null;
}

/** A challenge that is being tried. */
export interface OpenChallenge {
  readonly challenge: Challenge;
  readonly seed: number;
  readonly predictions: Predictions;
  /** Runs that were judged, oldest first. */
  readonly tries: readonly Attempt[];
  readonly judged: Judgement | null;
  readonly checking: boolean;
}

export interface Lecture {
  /** The feed and the event's sentence are shown. */
  readonly revealed: boolean;
  /** The diagram is on show, else the stage. */
  readonly diagram: boolean;
  /** The cue that Esc returns to. */
  readonly cue: Left | null;
}

export interface TeachingState {
  readonly storyTab: StoryTab;
  readonly lesson: OpenLesson | null;
  readonly challenge: OpenChallenge | null;
  /** Null: no lecture is on. */
  readonly lecture: Lecture | null;
}

export const INITIAL_TEACHING: TeachingState = {
  storyTab: 'events',
  lesson: null,
  challenge: null,
  lecture: null,
};

/** Sessions are the same iff this is: what runs, whatever was noted about it. */
export function runOf(session: unknown): string {
  const file = session as { readonly session?: object } | null | undefined;
  return JSON.stringify({ ...file?.session, notes: undefined });
}

/**
 * Events that a picture of the whole run may show: while a lecturer asks what happens next, none after the
 * playhead.
 */
export function shownUpTo(lecture: Lecture | null, length: number, cursor: number): number {
  return lecture === null || lecture.revealed ? length : cursor;
}

interface Asked {
  readonly lesson: OpenLesson | null;
  readonly info: { readonly session: unknown } | null;
}

/** True while the lesson waits for a replica as an answer: pointing at one on the stage gives it. */
export function asksForReplica({ lesson, info }: Asked): boolean {
  if (lesson === null || lesson.grade !== null || lesson.running) return false;
  return lesson.view.question.ask === 'replica' && isInLesson(lesson, info?.session);
}

/** Message types whose thresholds the lesson still asks for: they are not told beforehand. */
export function askedThresholds({ lesson, info }: Asked): readonly string[] {
  if (lesson === null || !isInLesson(lesson, info?.session)) return [];
  const { now, later } = lesson.view.hides;
  return lesson.grade === null ? [...now, ...later] : later;
}

/** Events that the strip of time has room for at least: in a lesson all of it, so that no mark goes back. */
export function leastLength({ lesson, info }: Asked): number {
  return lesson !== null && isInLesson(lesson, info?.session) ? lesson.view.whole : 0;
}

/** True while the open session is the lesson's own and the learner is in the lesson. */
export function isInLesson(lesson: OpenLesson | null, session: unknown): boolean {
  return lesson !== null && !lesson.free && runOf(session) === runOf(lesson.view.session);
}
