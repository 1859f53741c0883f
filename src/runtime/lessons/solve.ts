/** What the right answer to a question is, found on the run: no lesson holds it. */
import type { Question } from '../../scenarios/lessons/types.ts';
import { holds } from './claims.ts';
import { measure, numberOf } from './measures.ts';
import type { Window } from './window.ts';

export interface Solution {
  /** In words. */
  readonly answer: string;
  /** A number, a replica, or the index of a choice. */
  isRight(given: number): boolean;
  words(given: number): string;
}

export function solve(ask: Question, window: Window): Solution {
  switch (ask.ask) {
    case 'number': {
      const right = numberOf(ask.answer, window);
      return { answer: String(right), isRight: (given) => given === right, words: String };
    }
    case 'replica': {
      const right = measure(ask.answer, window);
      const replicas: readonly unknown[] = Array.isArray(right) ? right : [];
      return {
        answer: replicas.length === 0 ? 'none' : replicas.map((replica) => `R${replica}`).join(' or '),
        isRight: (given) => replicas.includes(given),
        words: (given) => `R${given}`,
      };
    }
    case 'choice': {
      const right = ask.choices.map((choice) => holds(choice.holds, window));
      const texts = ask.choices.filter((_, index) => right[index]).map(({ text }) => text);
      return {
        answer: texts.length === 0 ? 'none of these' : texts.join(' / '),
        isRight: (given) => right[given] === true,
        words: (given) => ask.choices[given]?.text ?? '',
      };
    }
  }
}
