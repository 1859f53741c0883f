/**
 * Lessons and lectures on the page's store, with the real engine behind it: nothing that was done is lost.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { createLoop } from '../../src/ui/canvas/loop.ts';
import { createClock } from '../../src/ui/clock.ts';
import { beginLecture, returnToCue, toggleReveal, walkCue } from '../../src/ui/lessons/lecture-actions.ts';
import {
  closeLesson,
  openStep,
  playFreely,
  returnToLesson,
  returnToPlay,
  runStep,
} from '../../src/ui/lessons/lesson-actions.ts';
import { lessonHashNow } from '../../src/ui/lessons/lesson-link.ts';
import { saveNotes } from '../../src/ui/lessons/note-actions.ts';
import { createUiStore } from '../../src/ui/store.ts';
import { isInLesson, runOf } from '../../src/ui/teaching.ts';

function newPage() {
  const engine = new SeatedEngine(null);
  const loop = createLoop((callback) => setTimeout(() => callback(performance.now()), 0));
  const store = createUiStore({
    engine,
    loadMinimiser: () => Promise.reject(new Error('no minimising expected')),
    clock: createClock(),
    loop,
    reducedMotion: () => true,
    narrow: () => false,
    roomy: () => true,
  });
  return { engine, store };
}

let page: ReturnType<typeof newPage>;
const now = () => page.store.getState();
const isLessonOpen = () => isInLesson(now().lesson, now().info?.session);
const open = (id: string) => now().actions.open({ kind: 'catalogue', id });

beforeEach(() => {
  page = newPage();
});

describe('a lesson', () => {
  const ref = { lesson: 'primary-dies' };

  it('opens at its step, in its own session, and says so in the address', async () => {
    await open('first-light');
    expect(await openStep(page, ref, 4)).toBeNull();
    expect(now().info?.scenario.id).toBe('primary-crash');
    expect(now().cursor).toBe(now().lesson?.view.start);
    expect(now().panels.feed).toBe(true);
    expect(lessonHashNow(now())).toBe('#/lesson/primary-dies/4');
  });

  it('runs to its breakpoint and grades what was said', async () => {
    await openStep(page, ref, 4);
    await runStep(page, 2);
    expect(now().cursor).toBe(now().lesson?.view.end);
    expect(now().lesson?.grade).toMatchObject({ correct: false, given: '2', answer: '3' });
    await openStep(page, ref, 4);
    expect(now().lesson?.grade).toBeNull();
    expect(now().cursor).toBe(now().lesson?.view.start);
    await runStep(page, 3);
    expect(now().lesson?.grade?.correct).toBe(true);
  });

  it('waits while somebody plays freely, and both are kept', async () => {
    await openStep(page, ref, 4);
    await runStep(page, 3);
    const at = now().cursor;
    const own = runOf(now().info?.session);
    await now().actions.intervene({ do: 'crash', replica: 3 });
    expect(isLessonOpen()).toBe(false);
    expect(lessonHashNow(now())).toBeNull();
    const played = runOf(now().info?.session);
    const playedAt = now().cursor;

    await returnToLesson(page);
    expect(isLessonOpen()).toBe(true);
    expect(runOf(now().info?.session)).toBe(own);
    expect(now().cursor).toBe(at);
    expect(now().lesson?.grade?.correct).toBe(true);

    await returnToPlay(page);
    expect(runOf(now().info?.session)).toBe(played);
    expect(now().cursor).toBe(playedAt);
    expect(isLessonOpen()).toBe(false);
  });

  it('can be left for its own run and come back to', async () => {
    await openStep(page, ref, 2);
    playFreely(page);
    expect(isLessonOpen()).toBe(false);
    await now().actions.move({ kind: 'commit' });
    await returnToLesson(page);
    expect(now().cursor).toBe(now().lesson?.view.start);
    closeLesson(page);
    expect(now().lesson).toBeNull();
  });

  it('is still open when a note was written in it', async () => {
    await openStep(page, ref, 2);
    await saveNotes(page, [{ cursor: now().cursor, text: 'Remember this.' }]);
    expect(isLessonOpen()).toBe(true);
    await openStep(page, ref, 3);
    expect(now().info?.notes).toHaveLength(1);
  });

  it('with seven replicas is a run and an address of its own', async () => {
    await openStep(page, { lesson: 'one-decision', replicas: 7 }, 2);
    expect(now().info?.replicas).toBe(7);
    expect(isLessonOpen()).toBe(true);
    expect(lessonHashNow(now())).toBe('#/lesson/one-decision/2?n=7');
    await runStep(page, 36);
    expect(now().lesson?.grade?.correct).toBe(true);
  });

  it('says what is wrong and leaves the open session alone', async () => {
    await open('first-light');
    expect(await openStep(page, { lesson: 'nothing' }, 1)).toContain('expected the id of a lesson');
    expect(await openStep(page, ref, 99)).toContain('expected a step from 1 to 6, found 99');
    expect(now().info?.scenario.id).toBe('first-light');
    expect(now().lesson).toBeNull();
  });
});

describe('a lecture', () => {
  const cues = [
    { cursor: 20, text: 'Who is prepared?', cue: true },
    { cursor: 40, text: 'Only a remark.' },
    { cursor: 100, text: 'What is missing?', cue: true },
  ];

  beforeEach(async () => {
    await open('fault-free');
    await saveNotes(page, cues);
    beginLecture(page);
  });

  it('walks the cues and covers what happens', async () => {
    await walkCue(page, false);
    expect(now().cursor).toBe(20);
    toggleReveal(page);
    expect(now().lecture?.revealed).toBe(true);
    await walkCue(page, false);
    expect(now().cursor).toBe(100);
    expect(now().lecture?.revealed).toBe(false);
    expect(await walkCue(page, false)).toBe(false);
    expect(now().cursor).toBe(100);
    await walkCue(page, true);
    expect(now().cursor).toBe(20);
  });

  it('comes back to the cue from an excursion, wherever it went', async () => {
    await walkCue(page, false);
    const before = now().info?.session;
    await now().actions.move({ kind: 'commit' });
    expect(await returnToCue(page)).toBe(true);
    expect(now().cursor).toBe(20);
    expect(await returnToCue(page)).toBe(false);

    await now().actions.intervene({ do: 'crash', replica: 3 });
    await now().actions.intervene({ do: 'crash', replica: 2 });
    await now().actions.move({ kind: 'round' });
    expect(now().info?.notes.map(({ cursor }) => cursor)).toEqual([20]);
    expect(await returnToCue(page)).toBe(true);
    expect(now().cursor).toBe(20);
    expect(now().info?.session).toEqual(before);
  });

  it('goes on to the next cue straight from an excursion', async () => {
    await walkCue(page, false);
    await now().actions.intervene({ do: 'crash', replica: 3 });
    await walkCue(page, false);
    expect(now().cursor).toBe(100);
    expect(now().info?.session).toMatchObject({ session: { commands: [] } });
  });

  it('keeps an excursion in the past as a branch', async () => {
    await walkCue(page, false);
    await walkCue(page, false);
    await walkCue(page, true);
    await now().actions.intervene({ do: 'crash', replica: 3 });
    expect(now().info?.branches).toHaveLength(2);
    await returnToCue(page);
    expect(now().info?.notes).toHaveLength(3);
    expect(now().info?.canRedo).toBe(true);
  });
});
