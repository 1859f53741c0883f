/**
 * What a learner does: open a step, say what will happen and run to it, play freely and come back. The lesson
 * has a session of its own; leaving it costs neither that one nor what was played.
 */
import type { LessonAnswer, LessonRef } from '../../projection/lesson.ts';
import type { Page } from '../hooks/use-store.ts';
import { type OpenLesson, runOf } from '../teaching.ts';
import { noteOutcome } from './progress.ts';

type Stage = Pick<Page, 'store' | 'engine'>;

/** Opens a step in the lesson's own session; returns what was wrong with it, or null. */
export async function openStep(page: Stage, ref: LessonRef, step: number): Promise<string | null> {
  const { store, engine } = page;
  const view = await engine.lessonStep(ref, step);
  if ('problem' in view) return view.problem;
  const kept = sameLesson(store.getState().lesson, ref) ? store.getState().lesson : null;
  if (!(await standAt(page, { ref, view }, view.start)))
    return store.getState().notices.scenario?.text ?? 'The lesson could not be opened.';
  store.setState({
    lesson: {
      ref,
      view,
      answer: null,
      grade: null,
      running: false,
      free: false,
      played: kept?.played ?? null,
    },
    storyTab: 'lessons',
    pinnedSlot: view.slot,
    selection: null,
  });
  if (!store.getState().panels.feed) store.getState().actions.setPanel('feed', true);
  return null;
}

export function chooseAnswer({ store }: Pick<Page, 'store'>, answer: LessonAnswer): void {
  const { lesson } = store.getState();
  if (lesson !== null) store.setState({ lesson: { ...lesson, answer } });
}

/** Runs to the step's breakpoint, then says how it went; `answer` null: without a prediction. */
export async function runStep({ store, engine }: Stage, answer: LessonAnswer): Promise<void> {
  const { lesson } = store.getState();
  if (lesson === null || lesson.running) return;
  const { ref, view } = lesson;
  store.setState({ lesson: { ...lesson, running: true } });
  const grade = await engine.gradeLesson(ref, view.step, answer);
  if (view.run !== null) await store.getState().actions.move({ kind: 'event', target: view.end });
  const now = store.getState().lesson;
  // Whoever has gone to another step meanwhile wants to hear of that one.
  if (now?.view !== view) return;
  const graded = 'problem' in grade ? null : grade;
  store.setState({ lesson: { ...now, running: false, grade: graded } });
  if (graded !== null) noteOutcome(ref, view.step, graded.correct);
}

export function playFreely({ store }: Stage): void {
  const { lesson } = store.getState();
  if (lesson !== null) store.setState({ lesson: { ...lesson, free: true } });
}

/** Back to where the lesson waits; what was played is kept beside it. */
export async function returnToLesson(page: Stage): Promise<void> {
  const { store } = page;
  const { lesson, info, cursor } = store.getState();
  if (lesson === null || info === null) return;
  const isOwn = runOf(info.session) === runOf(lesson.view.session);
  const played = isOwn ? lesson.played : { session: info.session, cursor };
  if (!(await standAt(page, lesson, placeOf(lesson)))) return;
  store.setState({
    lesson: { ...lesson, free: false, played },
    pinnedSlot: lesson.view.slot,
    storyTab: 'lessons',
  });
}

/** To what was played freely, as it was left. */
export async function returnToPlay({ store }: Stage): Promise<void> {
  const { lesson, actions } = store.getState();
  if (lesson?.played == null) return;
  const { session, cursor } = lesson.played;
  if (await actions.open({ kind: 'json', value: session }, cursor))
    store.setState({ lesson: { ...lesson, free: true } });
}

/** To the list of lessons; the session stays as it is. */
export function closeLesson({ store }: Stage): void {
  store.setState({ lesson: null, pinnedSlot: null });
}

/** The moment that the lesson is at. */
export function placeOf({ grade, view }: Pick<OpenLesson, 'grade' | 'view'>): number {
  return grade === null ? view.start : view.end;
}

/** Goes to a moment of the lesson's session, which is opened when another one is. */
async function standAt(
  { store }: Stage,
  { ref, view }: Pick<OpenLesson, 'ref' | 'view'>,
  cursor: number,
): Promise<boolean> {
  const { info, actions } = store.getState();
  const isPlain = ref.replicas === undefined && ref.seed === undefined;
  if (runOf(info?.session) !== runOf(view.session)) {
    const own = { kind: 'json', value: view.session } as const;
    return actions.open(isPlain ? { kind: 'catalogue', id: view.scenario } : own, cursor);
  }
  if (store.getState().cursor !== cursor) await actions.move({ kind: 'event', target: cursor });
  return true;
}

function sameLesson(open: OpenLesson | null, { lesson, replicas, seed }: LessonRef): boolean {
  return open?.ref.lesson === lesson && open.ref.replicas === replicas && open.ref.seed === seed;
}
