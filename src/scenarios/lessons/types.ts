/**
 * A lesson as plain data: predict, run to a breakpoint, explain from what really happened. It holds no
 * answers: which choice is right is a claim that the engine checks on the run, and every number in a text is
 * measured there.
 */
import type { Claim, Measure, Until } from './conditions.ts';

export interface Lesson {
  /** Stands in links: `#/lesson/one-decision/3`. */
  readonly id: string;
  readonly title: string;
  /** One sentence for the list. */
  readonly about: string;
  /** Catalogue id of the run that it looks at. */
  readonly scenario: string;
  readonly steps: readonly Step[];
}

/**
 * Blanks of the texts: `{count}` is the measure of that name, `{count PREPARE}` reads "1 PREPARE" or "2
 * PREPAREs". In
 * `explain` the values with which the last event's rules were cited fill blanks too.
 */
export interface Step {
  readonly title: string;
  /** How far the run goes before the step begins; absent: it begins where the one before ended. */
  readonly begin?: Until;
  readonly text: readonly string[];
  /** Measured where the step begins, over everything up to there: blanks of `text` and question. */
  readonly given?: Measures;
  /** The slot that the stage is to speak about. */
  readonly slot?: Measure;
  readonly ask: Question;
  /**
   * Where the run goes once the learner has said what will happen. Absent: the question is about what can be
   * seen already, and is measured over everything up to there.
   */
  readonly run?: { readonly until: Until; readonly label: string };
  /** Measured over the events of the step: blanks of `explain`. */
  readonly found?: Measures;
  readonly explain: string;
}

export type Measures = Readonly<Record<string, Measure>>;

export type Question =
  | {
      readonly ask: 'number';
      readonly text: string;
      readonly unit?: string;
      readonly answer: Measure;
      /**
       * The message type whose threshold this asks for: until it is answered, the page shows "?" instead.
       */
      readonly hides?: string;
    }
  /** One of the replicas; any that the measure names is right. */
  | { readonly ask: 'replica'; readonly text: string; readonly answer: Measure }
  | { readonly ask: 'choice'; readonly text: string; readonly choices: readonly Choice[] };

/** Right iff the claim holds for the events of the step. */
export interface Choice {
  readonly text: string;
  readonly holds: Claim;
}
