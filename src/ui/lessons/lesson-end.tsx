/** After the last step: the same lesson with other numbers, the next one, or play from here. */
import { useEffect, useState } from 'react';
import type { LessonEntry } from '../../projection/lesson.ts';
import { usePage } from '../hooks/use-store.ts';
import type { OpenLesson } from '../teaching.ts';
import { openStep, playFreely } from './lesson-actions.ts';
import { progressOf } from './progress.ts';

/** Two faults instead of one. */
const MORE_REPLICAS = 7;

interface LessonEndProps {
  readonly lesson: OpenLesson;
  readonly onProblem: (problem: string | null) => void;
}

export function LessonEnd({ lesson, onProblem }: LessonEndProps) {
  const page = usePage();
  const { ref, view } = lesson;
  const next = useNext(ref.lesson);
  const right = Object.values(progressOf(ref)).filter((outcome) => outcome === 'right').length;
  const open = async (other: OpenLesson['ref']) => onProblem(await openStep(page, other, 1));
  return (
    <div className="lesson-end">
      <p className="lesson-text">
        That was the lesson. You foresaw {right} of {view.steps.length}.
      </p>
      {next !== null && (
        <button
          type="button"
          className="button primary"
          onClick={() => void open({ ...ref, lesson: next.id })}
        >
          Next lesson: {next.title}
        </button>
      )}
      {view.replicas !== MORE_REPLICAS && (
        <button
          type="button"
          className="button"
          onClick={() => void open({ ...ref, replicas: MORE_REPLICAS })}
        >
          Again, with seven replicas
        </button>
      )}
      <button type="button" className="button" onClick={() => playFreely(page)}>
        Play freely from here
      </button>
    </div>
  );
}

/** The lesson after this one; null after the last. */
function useNext(id: string): LessonEntry | null {
  const { engine } = usePage();
  const [next, setNext] = useState<LessonEntry | null>(null);
  useEffect(() => {
    let stale = false;
    void engine.lessons().then((all) => {
      const index = all.findIndex((lesson) => lesson.id === id);
      if (!stale) setNext(all[index + 1] ?? null);
    });
    return () => {
      stale = true;
    };
  }, [engine, id]);
  return next;
}
