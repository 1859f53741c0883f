/** The way on from the last step: the lesson after this one, or the list when there is none. */
import { ArrowRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LessonEntry } from '../../projection/lesson.ts';
import { usePage } from '../hooks/use-store.ts';
import { closeLesson, openStep } from './lesson-actions.ts';

interface LessonAfterProps {
  readonly id: string;
  readonly button: React.Ref<HTMLButtonElement>;
}

export function LessonAfter({ id, button }: LessonAfterProps) {
  const page = usePage();
  const next = useNext(id);
  const go = () => {
    if (next === null) closeLesson(page);
    else void openStep(page, { lesson: next.id }, 1);
  };
  return (
    <button ref={button} type="button" className="button primary" onClick={go}>
      {next === null ? 'All lessons' : `Next lesson: ${next.title}`}{' '}
      <ArrowRight size={16} aria-hidden="true" />
    </button>
  );
}

/** Null after the last lesson, and until the lessons are known. */
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
