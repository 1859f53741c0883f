/**
 * Every step of every lesson on the real engine: what is right is found on the run, so another run has other
 * answers.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { LessonGrade, LessonQuestion, LessonRef, LessonStep } from '../../../src/projection/lesson.ts';
import type { Problem } from '../../../src/runtime/api.ts';
import { SeatedEngine } from '../../../src/runtime/seated-engine.ts';
import { lessons } from '../../../src/scenarios/lessons.ts';

const engine = new SeatedEngine(null);

function good<T extends object>(answer: T | Problem): T {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer as T;
}

const step = async (ref: LessonRef, number: number): Promise<LessonStep> =>
  good(await engine.lessonStep(ref, number));
const grade = async (ref: LessonRef, number: number, answer: number | null): Promise<LessonGrade> =>
  good(await engine.gradeLesson(ref, number, answer));

/** Everything that a learner could answer, numbers up to a bound. */
function answersTo(question: LessonQuestion): readonly number[] {
  const count =
    question.ask === 'choice'
      ? question.choices.length
      : question.ask === 'replica'
        ? question.replicas
        : 200;
  return Array.from({ length: count }, (_, answer) => answer);
}

async function rightAnswers(ref: LessonRef, number: number): Promise<readonly number[]> {
  const { question } = await step(ref, number);
  const right: number[] = [];
  for (const answer of answersTo(question)) {
    if ((await grade(ref, number, answer)).correct === true) right.push(answer);
  }
  return right;
}

async function allAnswers(ref: LessonRef): Promise<readonly string[]> {
  const { steps } = await step(ref, 1);
  const answers: string[] = [];
  for (let number = 1; number <= steps.length; number++) {
    answers.push((await grade(ref, number, null)).answer);
  }
  return answers;
}

const places = lessons.flatMap(({ id, steps }) =>
  steps.map(({ title }, index) => ({ id, number: index + 1, title })),
);

describe.each([{}, { replicas: 7 }, { seed: 7 }])('with %o', (variant) => {
  it.each(places)('$id/$number, $title, has one right answer and wrong ones', async ({ id, number }) => {
    const ref = { lesson: id, ...variant };
    const { question } = await step(ref, number);
    const right = await rightAnswers(ref, number);
    if (question.ask === 'replica') expect(right.length).toBeGreaterThan(0);
    else expect(right).toHaveLength(1);
    expect(right.length).toBeLessThan(answersTo(question).length);
  });

  it.each(places)('$id/$number, $title, leaves no blank', async ({ id, number }) => {
    const ref = { lesson: id, ...variant };
    const { text, question, run } = await step(ref, number);
    const { explanation, event } = await grade(ref, number, null);
    const choices = question.ask === 'choice' ? question.choices : [];
    for (const words of [...text, question.text, ...choices, explanation]) {
      expect(words).not.toMatch(/[{}]|NaN|undefined|null|–/);
      // Nobody reads microseconds.
      expect(words).not.toMatch(/\d\.\d{3}/);
    }
    expect(event === null).toBe(run === null);
  });
});

describe('nothing is written down: another run has other answers', () => {
  let own: readonly (readonly string[])[];
  beforeAll(async () => {
    own = await Promise.all(lessons.map(({ id }) => allAnswers({ lesson: id })));
  });

  it('with four replicas', () => {
    expect(own).toEqual([
      ['Give it a slot, and propose that to the others.', '9', '1', 'R3', '3', '2', '24'],
      [
        'The others decide it without R0, still in view 0.',
        'Ask every replica.',
        'Vote no more in this view, and tell all what it has prepared.',
        '3',
        'It is voted on again, and not executed again.',
        'The backups’ patience, before they gave up on R0.',
      ],
      [
        'They are counted like any other.',
        '5',
        'Yes, it can be equal to another.',
        '8',
        'R2',
        'One copy whose hashes give the certified root.',
        'None.',
      ],
    ]);
  });

  it('with seven replicas every count of the first lesson is another one', async () => {
    const answers = await allAnswers({ lesson: 'one-decision', replicas: 7 });
    expect(answers.slice(1)).toEqual(['36', '3', 'R3 or R4 or R5 or R6', '5', '3', '84']);
    expect((await allAnswers({ lesson: 'primary-dies', replicas: 7 }))[3]).toBe('5');
  });

  it('with another seed other replicas answer first', async () => {
    const mine = await grade({ lesson: 'wrong-balance' }, 3, null);
    const other = await grade({ lesson: 'wrong-balance', seed: 7 }, 3, null);
    expect(mine.explanation).toContain('R0 and R2');
    expect(other.explanation).toContain('R2 and R3');
  });
});

describe('a lesson beside the open run', () => {
  it('does not move its edge, and means the same events by its cursors', async () => {
    const opened = good(await engine.open({ kind: 'catalogue', id: 'primary-crash' }, 'inline'));
    const { start, end } = await step({ lesson: 'primary-dies' }, 4);
    const { event, cursor } = await grade({ lesson: 'primary-dies' }, 4, 3);
    expect(end).toBe(cursor);
    expect((await engine.move(opened.frame.cursor, { kind: 'step' })).info.length).toBeLessThan(start);
    const there = await engine.move(0, { kind: 'event', target: cursor });
    expect(there.frame.line).toEqual(event);
  });

  it('is the session that its step names', async () => {
    const { session } = await step({ lesson: 'one-decision', replicas: 7 }, 1);
    const opened = good(await engine.open({ kind: 'json', value: session }, 'inline'));
    expect(opened.info.replicas).toBe(7);
    expect(opened.info.session).toEqual(session);
    const plain = await step({ lesson: 'one-decision' }, 1);
    expect(good(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline')).info.session).toEqual(
      plain.session,
    );
  });

  it('goes on from step to step without a gap, but where it says so', async () => {
    for (const { id, steps } of lessons) {
      for (let number = 2; number <= steps.length; number++) {
        const [before, now] = [await step({ lesson: id }, number - 1), await step({ lesson: id }, number)];
        if (steps[number - 1]?.begin === undefined) expect(now.start).toBe(before.end);
        else expect(now.start).toBeGreaterThan(before.end);
      }
    }
  });
});

describe('bad input', () => {
  it('is refused in a sentence', async () => {
    expect(await engine.lessonStep({ lesson: 'nothing' }, 1)).toEqual({
      problem: 'expected the id of a lesson, found "nothing"',
    });
    expect(await engine.lessonStep({ lesson: 'one-decision' }, 8)).toEqual({
      problem: 'expected a step from 1 to 7, found 8',
    });
    for (const number of [0, -1, 1.5, Number.NaN]) {
      expect(await engine.gradeLesson({ lesson: 'one-decision' }, number, 1)).toHaveProperty('problem');
    }
    expect(await engine.lessonStep({ lesson: 'one-decision', replicas: 3 }, 1)).toHaveProperty('problem');
  });

  it('an answer that is none is wrong, and skipping is neither', async () => {
    expect(await grade({ lesson: 'one-decision' }, 2, Number.NaN)).toMatchObject({ correct: false });
    expect(await grade({ lesson: 'one-decision' }, 1, 99)).toMatchObject({ correct: false, given: '' });
    expect(await grade({ lesson: 'one-decision' }, 1, null)).toMatchObject({ correct: null, given: null });
  });
});
