/** The lessons that come with the house, in the order in which they are taught. */
import { oneDecision } from './lessons/one-decision.ts';
import { primaryDies } from './lessons/primary-dies.ts';
import type { Lesson } from './lessons/types.ts';
import { wrongBalance } from './lessons/wrong-balance.ts';

export const lessons: readonly Lesson[] = [oneDecision, primaryDies, wrongBalance];

export function findLesson(id: string): Lesson | null {
  return lessons.find((lesson) => lesson.id === id) ?? null;
}
