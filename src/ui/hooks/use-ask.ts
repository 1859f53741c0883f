/**
 * Asks the engine for a detail and keeps the last answer on screen until the next one is there, so that
 * panels do not flicker while the playhead moves. Answers that come too late are dropped.
 */
import { useEffect, useState } from 'react';
import type { Engine, Problem } from '../../runtime/api.ts';
import { useEngine } from './use-store.ts';

export interface Asked<T> {
  /** The last answer; null before the first one and after a problem. */
  readonly value: T | null;
  readonly problem: string | null;
  readonly loading: boolean;
}

/** `key` says what is asked: the question is put again whenever it changes; null asks nothing. */
export function useAsk<T>(key: string | null, ask: (engine: Engine) => Promise<T | Problem>): Asked<T> {
  const engine = useEngine();
  const [asked, setAsked] = useState<Asked<T>>({ value: null, problem: null, loading: key !== null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what `ask` closes over.
  useEffect(() => {
    if (key === null) {
      setAsked({ value: null, problem: null, loading: false });
      return;
    }
    let stale = false;
    setAsked((before) => ({ ...before, loading: true }));
    ask(engine).then((answer) => {
      if (!stale) setAsked(answerOf(answer));
    });
    return () => {
      stale = true;
    };
  }, [key, engine]);
  return asked;
}

function answerOf<T>(answer: T | Problem): Asked<T> {
  if (typeof answer === 'object' && answer !== null && 'problem' in answer) {
    return { value: null, problem: answer.problem, loading: false };
  }
  return { value: answer as T, problem: null, loading: false };
}
