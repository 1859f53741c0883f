/**
 * A lesson on a run of its own, apart from the one that the page has open: what is to come is computed here
 * and shows nowhere before the learner has predicted it. Both runs have the same trace, so a cursor means the
 * same in both.
 */

import type { LessonRef } from '../../projection/lesson.ts';
import type { Lesson, Step } from '../../scenarios/lessons/types.ts';
import { findLesson } from '../../scenarios/lessons.ts';
import type { Problem } from '../api.ts';
import { openingCursor } from '../moves.ts';
import { PageRun } from '../page-run.ts';
import { openSession, type PageSession, restartSession } from '../page-session.ts';
import { reach } from './reach.ts';

/** Where a step begins and where its run ends; the same place for a step without a run. */
export interface Moment {
  readonly start: number;
  readonly end: number;
}

export interface LessonRun {
  readonly lesson: Lesson;
  readonly run: PageRun;
  /** Where the first step begins. */
  readonly opening: number;
  /** Of the first steps, as far as somebody asked. */
  readonly moments: Moment[];
}

export async function beginLesson(ref: LessonRef): Promise<LessonRun | Problem> {
  const lesson = findLesson(ref.lesson);
  if (lesson === null) return { problem: `expected the id of a lesson, found "${ref.lesson.slice(0, 60)}"` };
  const session = sessionOf(lesson, ref);
  if ('problem' in session) return session;
  const run = await PageRun.begin(session, null, null);
  return { lesson, run, opening: await openingCursor(run), moments: [] };
}

/** A step with its place, or why it cannot be reached in this run. `number` counts from 1. */
export async function momentOf(
  lessonRun: LessonRun,
  number: number,
): Promise<{ readonly step: Step; readonly moment: Moment } | Problem> {
  const { lesson, moments } = lessonRun;
  const step = lesson.steps[number - 1];
  if (step === undefined) {
    return { problem: `expected a step from 1 to ${lesson.steps.length}, found ${number}` };
  }
  while (moments.length < number) {
    const next = await nextMoment(lessonRun);
    if ('problem' in next) return next;
    moments.push(next);
  }
  return { step, moment: moments[number - 1] as Moment };
}

async function nextMoment({ lesson, run, opening, moments }: LessonRun): Promise<Moment | Problem> {
  const step = lesson.steps[moments.length] as Step;
  const before = moments.at(-1)?.end ?? opening;
  const begun = step.begin === undefined ? null : await reach(run, before, step.begin);
  const start = begun?.cursor ?? before;
  const ended = step.run === undefined ? null : await reach(run, start, step.run.until);
  const stopped = begun?.stopped ?? ended?.stopped ?? null;
  if (stopped !== null)
    return { problem: `step ${moments.length + 1} is not reached in this run: ${stopped}` };
  return { start, end: ended?.cursor ?? start };
}

function sessionOf(lesson: Lesson, { replicas, seed }: LessonRef): PageSession | Problem {
  const session = openSession({ kind: 'catalogue', id: lesson.scenario });
  if ('problem' in session || (replicas === undefined && seed === undefined)) return session;
  return restartSession(session, {
    ...(replicas !== undefined && { replicas }),
    ...(seed !== undefined && { seed }),
  });
}
