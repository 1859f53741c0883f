/**
 * How far a visitor has come in each lesson, as this browser remembers it. Storage may be absent, full or
 * forbidden; then it lasts for the visit and nobody is told.
 */
import type { LessonRef } from '../../projection/lesson.ts';

/** `seen`: run without a prediction. */
export type Outcome = 'right' | 'wrong' | 'seen';

/** Steps of a lesson by number, from 1. */
export type Steps = Readonly<Record<string, Outcome>>;
export type Progress = Readonly<Record<string, Steps>>;

const KEY = 'quorumscope.lessons.1';
/** Lessons, and variants of them, that are remembered. */
const MOST = 50;
const STEPS_MOST = 100;

let progress: Progress | null = null;

export function progressOf(ref: LessonRef): Steps {
  progress ??= load();
  return progress[nameOf(ref)] ?? {};
}

export function noteOutcome(ref: LessonRef, step: number, correct: boolean | null): void {
  const outcome = correct === null ? 'seen' : correct ? 'right' : 'wrong';
  progress = {
    ...(progress ?? load()),
    [nameOf(ref)]: { ...progressOf(ref), [step]: outcome },
  };
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // Private windows and full disks: it lasts for this visit.
  }
}

/** Progress from whatever was stored: what makes no sense is left out. */
export function readProgress(stored: unknown): Progress {
  return Object.fromEntries(
    entriesOf(stored)
      .slice(0, MOST)
      .map(([name, steps]) => [name, readSteps(steps)]),
  );
}

function readSteps(stored: unknown): Steps {
  const steps: Record<string, Outcome> = {};
  for (const [step, outcome] of entriesOf(stored).slice(0, STEPS_MOST)) {
    if (/^\d{1,3}$/.test(step) && (outcome === 'right' || outcome === 'wrong' || outcome === 'seen'))
      steps[step] = outcome;
  }
  return steps;
}

function entriesOf(stored: unknown): [string, unknown][] {
  return typeof stored === 'object' && stored !== null && !Array.isArray(stored)
    ? Object.entries(stored)
    : [];
}

function load(): Progress {
  try {
    return readProgress(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return {};
  }
}

function nameOf({ lesson, replicas, seed }: LessonRef): string {
  return [lesson, replicas === undefined ? '' : `n=${replicas}`, seed === undefined ? '' : `seed=${seed}`]
    .filter((part) => part !== '')
    .join('?');
}
