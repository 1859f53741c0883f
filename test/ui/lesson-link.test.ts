/** A lesson's step in the address, and what a browser remembers of the lessons. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lessonHash, readLessonHash } from '../../src/ui/lessons/lesson-link.ts';
import { nextCue, noteAt } from '../../src/ui/lessons/note-actions.ts';
import { noteOutcome, progressOf, readProgress } from '../../src/ui/lessons/progress.ts';
import { runOf } from '../../src/ui/teaching.ts';

describe('the address of a step', () => {
  it('reads what it writes', () => {
    const link = fc.record({
      ref: fc.record(
        {
          lesson: fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/),
          replicas: fc.integer({ min: 4, max: 128 }),
          seed: fc.integer({ min: 0, max: 9_999_999_999 }),
        },
        { requiredKeys: ['lesson'] },
      ),
      step: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(link, (given) => {
        expect(readLessonHash(lessonHash(given))).toEqual(given);
      }),
    );
  });

  it('begins at the first step when none is named', () => {
    expect(readLessonHash('#/lesson/one-decision')).toEqual({ ref: { lesson: 'one-decision' }, step: 1 });
  });

  it.each([
    '',
    '#',
    '#/lesson',
    '#/lesson/',
    '#/pbft/primary-crash',
    '#/lesson/one/two/three',
    '#/lesson/a/-1',
  ])('leaves %j to others', (hash) => expect(readLessonHash(hash)).toBeNull());

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        readLessonHash(`#/lesson/${text}`);
      }),
    );
  });
});

describe('progress', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('keeps what makes sense of whatever was stored', () => {
    expect(readProgress({ 'one-decision': { 1: 'right', 2: 'maybe', x: 'wrong', 3: 'seen' } })).toEqual({
      'one-decision': { 1: 'right', 3: 'seen' },
    });
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        for (const steps of Object.values(readProgress(stored)))
          for (const outcome of Object.values(steps)) expect(['right', 'wrong', 'seen']).toContain(outcome);
      }),
    );
  });

  it('lasts for the visit where storage is forbidden, and tells nobody', () => {
    const forbidden = () => {
      throw new Error('forbidden');
    };
    vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden });
    noteOutcome({ lesson: 'a' }, 2, true);
    noteOutcome({ lesson: 'a' }, 3, false);
    noteOutcome({ lesson: 'a', replicas: 7 }, 1, null);
    expect(progressOf({ lesson: 'a' })).toEqual({ 2: 'right', 3: 'wrong' });
    expect(progressOf({ lesson: 'a', replicas: 7 })).toEqual({ 1: 'seen' });
  });
});

describe('notes', () => {
  const notes = [
    { cursor: 5, text: 'a', cue: true },
    { cursor: 5, text: 'b' },
    { cursor: 9, text: 'c' },
    { cursor: 12, text: 'd', cue: true },
  ];

  it('shows the last one of a moment', () => {
    expect(noteAt(notes, 5)?.text).toBe('b');
    expect(noteAt(notes, 6)).toBeNull();
  });

  it('stops at cues only', () => {
    expect(nextCue(notes, 5, false)?.text).toBe('d');
    expect(nextCue(notes, 12, false)).toBeNull();
    expect(nextCue(notes, 12, true)?.text).toBe('a');
    expect(nextCue(notes, 5, true)).toBeNull();
  });

  it('do not make another session', () => {
    const session = { scenario: 'first-light', seed: 1, commands: [] };
    const noted = { version: 1, session: { ...session, notes } };
    expect(runOf(noted)).toBe(runOf({ version: 1, session }));
    expect(runOf(noted)).not.toBe(runOf({ version: 1, session: { ...session, seed: 2 } }));
  });
});
