/** A lesson's step in the address: `#/lesson/one-decision/3`, with `?n=7` for another number of replicas. */
import type { LessonRef } from '../../projection/lesson.ts';
import { isInLesson, type TeachingState } from '../teaching.ts';

export interface LessonLink {
  readonly ref: LessonRef;
  /** From 1. */
  readonly step: number;
}

export function lessonHash({ ref, step }: LessonLink): string {
  const { lesson, replicas, seed } = ref;
  const query = [
    replicas === undefined ? '' : `n=${replicas}`,
    seed === undefined ? '' : `seed=${seed}`,
  ].filter((part) => part !== '');
  return `#/lesson/${lesson}/${step}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** Null for a hash that asks for no lesson; whether there is such a step is for the engine to say. */
export function readLessonHash(hash: string): LessonLink | null {
  const match =
    /^#?\/lesson\/([a-z0-9-]{1,60})(?:\/(\d{1,3}))?\/?(?:\?(?:n=(\d{1,3}))?&?(?:seed=(\d{1,10}))?)?$/.exec(
      hash,
    );
  if (match === null) return null;
  const [, lesson = '', step = '1', replicas, seed] = match;
  return {
    ref: {
      lesson,
      ...(replicas !== undefined && { replicas: Number(replicas) }),
      ...(seed !== undefined && { seed: Number(seed) }),
    },
    step: Number(step),
  };
}

/** The address of what is on screen while that is a lesson's step; null else. */
export function lessonHashNow(
  state: Pick<TeachingState, 'lesson'> & { readonly info: { readonly session: unknown } | null },
): string | null {
  const { lesson, info } = state;
  if (lesson === null || !isInLesson(lesson, info?.session)) return null;
  return lessonHash({ ref: lesson.ref, step: lesson.view.step });
}
