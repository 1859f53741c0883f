/** While somebody plays freely: where the lesson waits, and the way back. */
import { usePage } from '../hooks/use-store.ts';
import type { OpenLesson } from '../teaching.ts';
import { closeLesson, returnToLesson } from './lesson-actions.ts';

export function FreePlay({ lesson }: { readonly lesson: OpenLesson }) {
  const page = usePage();
  const { view } = lesson;
  return (
    <section className="lesson free-play" aria-label="Free play">
      <p className="lesson-name">{view.lessonTitle}</p>
      <h3 className="lesson-title">Free play</h3>
      <p className="lesson-text">
        Do what you like: crash, cut, lie, step back. The lesson waits at step {view.step},{' '}
        {view.steps[view.step - 1]}, with a run of its own.
      </p>
      <button type="button" className="button primary" onClick={() => void returnToLesson(page)}>
        Back to the lesson
      </button>
      <button type="button" className="link" onClick={() => closeLesson(page)}>
        Leave the lesson
      </button>
    </section>
  );
}
