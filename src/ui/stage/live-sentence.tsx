/**
 * The live region (VISUAL 10): one sentence per move while paused; while playing only what matters, at most
 * one in two seconds, unless every event is asked for.
 */
import { useEffect, useRef, useState } from 'react';
import type { FeedLine } from '../../projection/frame.ts';
import { useUi } from '../hooks/use-store.ts';
import { type SpeechLevel, useSpeechLevel } from './speech-level.ts';

/** Shortest time between two sentences while playing, ms. */
const PAUSE_MS = 2000;
const MATTERS: ReadonlySet<FeedLine['weight']> = new Set(['milestone', 'fault', 'violation']);

export function LiveSentence() {
  const spoken = useUi((state) => state.spoken);
  const playing = useUi((state) => state.playing);
  const line = useUi((state) => state.frame?.line ?? null);
  const level = useSpeechLevel();
  const onTheWay = usePaced(playing ? worthSaying(line, level) : '');
  const paused = level === 'off' ? '' : level === 'summary' ? spoken : `${line?.sentence ?? ''} ${spoken}`;
  return (
    <p className="visually-hidden" role="status" aria-label="What just happened">
      {playing ? onTheWay : paused}
    </p>
  );
}

/** What is said of one event while the run plays; empty for nothing. */
export function worthSaying(line: FeedLine | null, level: SpeechLevel): string {
  if (line === null || level === 'off') return '';
  return level === 'every event' || MATTERS.has(line.weight) ? line.sentence : '';
}

/**
 * The last sentence that came when two seconds had passed since the one before; those between are left out.
 */
function usePaced(sentence: string): string {
  const [said, setSaid] = useState('');
  const at = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const now = performance.now();
    if (sentence === '' || now - at.current < PAUSE_MS) return;
    at.current = now;
    setSaid(sentence);
  }, [sentence]);
  return said;
}
