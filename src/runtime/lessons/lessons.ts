/**
 * Lessons as the page asks for them: a step with its question, and the grade of an answer, both from the run.
 */
import { explain } from '../../projection/explain.ts';
import type {
  LessonAnswer,
  LessonEntry,
  LessonGrade,
  LessonQuestion,
  LessonRef,
  LessonStep,
} from '../../projection/lesson.ts';
import type { Question, Step } from '../../scenarios/lessons/types.ts';
import { lessons } from '../../scenarios/lessons.ts';
import type { Problem } from '../api.ts';
import { limits } from '../limits.ts';
import { sessionFile } from '../page-session.ts';
import { beginLesson, type LessonRun, type Moment, momentOf } from './lesson-run.ts';
import { numberOf } from './measures.ts';
import { solve } from './solve.ts';
import { lastEvent, type Window } from './window.ts';
import { citedValues, valuesOf, worded } from './wording.ts';

export class Lessons {
  private readonly kept = new Map<string, LessonRun>();

  list(): readonly LessonEntry[] {
    return lessons.map(({ id, title, about, scenario, steps }) => ({
      id,
      title,
      about,
      scenario,
      steps: steps.map((step) => step.title),
    }));
  }

  async step(ref: LessonRef, number: number): Promise<LessonStep | Problem> {
    const lessonRun = await this.runOf(ref);
    if ('problem' in lessonRun) return lessonRun;
    const found = await momentOf(lessonRun, number);
    if ('problem' in found) return found;
    const { lesson, run } = lessonRun;
    const { step, moment } = found;
    const before = { run, start: moment.start, from: 0, to: moment.start };
    const given = valuesOf(step.given, before);
    const text = (words: string) => worded(words, given);
    return {
      lesson: lesson.id,
      lessonTitle: lesson.title,
      scenario: lesson.scenario,
      step: number,
      steps: lesson.steps.map(({ title }) => title),
      text: step.text.map(text),
      question: questionOf(step.ask, text, run.assembly.plan.replicas),
      run: step.run?.label ?? null,
      start: moment.start,
      end: moment.end,
      whole: await wholeOf(lessonRun, moment),
      hides: { now: hiddenBy([step]), later: hiddenBy(lesson.steps.slice(number)) },
      slot: step.slot === undefined ? null : numberOf(step.slot, before),
      session: sessionFile(run.session),
      replicas: run.assembly.plan.replicas,
    };
  }

  /** `answer` null: the learner did not predict, and learns what happened all the same. */
  async grade(ref: LessonRef, number: number, answer: LessonAnswer): Promise<LessonGrade | Problem> {
    const lessonRun = await this.runOf(ref);
    if ('problem' in lessonRun) return lessonRun;
    const found = await momentOf(lessonRun, number);
    if ('problem' in found) return found;
    const { run } = lessonRun;
    const window = windowOf(lessonRun, found.step, found.moment);
    const solution = solve(found.step.ask, window);
    const event = found.step.run === undefined ? null : lastEvent(window);
    return {
      correct: answer === null ? null : solution.isRight(answer),
      given: answer === null ? null : solution.words(answer),
      answer: solution.answer,
      explanation: worded(found.step.explain, {
        ...citedValues(window),
        ...valuesOf(found.step.found, window),
      }),
      event: event === null ? null : explain(event, run.wording),
      cursor: found.moment.end,
    };
  }

  private async runOf(ref: LessonRef): Promise<LessonRun | Problem> {
    const key = `${ref.lesson} ${ref.replicas ?? ''} ${ref.seed ?? ''}`;
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const begun = await beginLesson(ref);
    if ('problem' in begun) return begun;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= limits.lessonRuns) this.kept.delete(oldest);
    this.kept.set(key, begun);
    return begun;
  }
}

/** All that is simulated for the last step; in a run that does not come so far, up to the end of this one. */
async function wholeOf(lessonRun: LessonRun, { end }: Moment): Promise<number> {
  const last = await momentOf(lessonRun, lessonRun.lesson.steps.length);
  return 'problem' in last ? end : lessonRun.run.length;
}

function hiddenBy(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ ask }) => (ask.ask === 'number' && ask.hides !== undefined ? [ask.hides] : []));
}

/** The events of a step; for a step about what can be seen already, everything up to there. */
function windowOf({ run }: LessonRun, step: Step, { start, end }: Moment): Window {
  return { run, start, from: step.run === undefined ? 0 : start, to: end };
}

function questionOf(ask: Question, text: (words: string) => string, replicas: number): LessonQuestion {
  switch (ask.ask) {
    case 'number':
      return { ask: 'number', text: text(ask.text), unit: ask.unit ?? '' };
    case 'replica':
      return { ask: 'replica', text: text(ask.text), replicas };
    case 'choice':
      return { ask: 'choice', text: text(ask.text), choices: ask.choices.map((choice) => text(choice.text)) };
  }
}
