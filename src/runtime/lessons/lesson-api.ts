/** The part of the engine that teaches: notes and lessons; see api.ts. */
import type {
  LessonAnswer,
  LessonEntry,
  LessonGrade,
  LessonRef,
  LessonStep,
} from '../../projection/lesson.ts';
import type { Note } from '../../scenarios/types.ts';
import type { Moved, Problem } from '../api.ts';

export type { Note } from '../../scenarios/types.ts';

export interface LessonEngine {
  /** Gives the open session these notes instead of those that it has. */
  annotate(cursor: number, notes: readonly Note[]): Promise<Moved | Problem>;
  lessons(): Promise<readonly LessonEntry[]>;
  /**
   * A step of a lesson, counted from 1. Computed on a run of the lesson's own: the open one stays as it is.
   */
  lessonStep(lesson: LessonRef, step: number): Promise<LessonStep | Problem>;
  gradeLesson(lesson: LessonRef, step: number, answer: LessonAnswer): Promise<LessonGrade | Problem>;
}
