/**
 * A minimisation that somebody else drives, question by question: answers are remembered, runs are counted
 * and limited, and the smallest case found so far can be had at any moment, also when it is stopped.
 */
import { type Anatomy, minimise, type Question } from './minimise.ts';

export interface Answer {
  readonly breaks: boolean;
  /** The trial went to its end: more patience would not change it. */
  readonly final: boolean;
}

export interface Examination<C> {
  /** What to try next; null when nothing is left to try. */
  readonly question: Question<C> | null;
  /** Of the question above. */
  answer(answer: Answer): void;
  /** The smallest case known to break. */
  readonly best: C;
  /** Trials that were made. */
  readonly runs: number;
  /** True when it came to its end: every item left was tried without, with full patience. */
  readonly complete: boolean;
  /** Of those last trials, how many were given up before their end. */
  readonly doubts: number;
}

export interface ExaminationConfig<C, T> {
  readonly anatomy: Anatomy<C, T>;
  /** Equal for equal cases and for them alone. */
  readonly key: (of: C) => string;
  /** Trials at most. */
  readonly mostRuns: number;
}

/** `start` breaks. */
export function examine<C, T>(start: C, { anatomy, key, mostRuns }: ExaminationConfig<C, T>): Examination<C> {
  const known = new Map<string, Answer>([[key(start), { breaks: true, final: true }]]);
  const dialogue = minimise(start, anatomy);
  let best = start;
  let runs = 0;
  let doubts = 0;
  let ended = false;
  let question = advance(dialogue.next());

  /** Goes on over all that is known already. */
  function advance(given: ReturnType<typeof dialogue.next>): Question<C> | null {
    for (let step = given; ; ) {
      if (step.done === true) {
        ended = true;
        best = step.value;
        return null;
      }
      const answer = known.get(key(step.value.candidate));
      if (answer === undefined || (step.value.patience === 'full' && !answer.final)) return step.value;
      if (answer.breaks) best = step.value.candidate;
      step = dialogue.next(answer.breaks);
    }
  }

  return {
    get question() {
      return runs < mostRuns ? question : null;
    },
    answer(answer) {
      if (question === null) return;
      const { candidate, patience } = question;
      runs++;
      known.set(key(candidate), answer);
      if (answer.breaks) {
        best = candidate;
        doubts = 0;
      } else if (patience === 'full' && !answer.final) doubts++;
      question = advance(dialogue.next(answer.breaks));
    },
    get best() {
      return best;
    },
    get runs() {
      return runs;
    },
    get complete() {
      return ended;
    },
    get doubts() {
      return doubts;
    },
  };
}
