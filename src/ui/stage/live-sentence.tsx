/**
 * The live region (VISUAL 10): one sentence per move while paused; while playing only what matters, at most
 * one in two seconds, unless every event is asked for. A broken promise is always said, at once and at every
 * level.
 */
import { useEffect, useRef, useState } from 'react';
import type { FeedLine, Frame } from '../../projection/frame.ts';
import { brokenHere, spokenBroken } from '../broken-words.ts';
import { usePlaying } from '../hooks/use-playing.ts';
import { useUi } from '../hooks/use-store.ts';
import { type SpeechLevel, useSpeechLevel } from './speech-level.ts';

/** Shortest time between two sentences while playing, ms. */
const PAUSE_MS = 2000;
const MATTERS: ReadonlySet<FeedLine['weight']> = new Set(['milestone', 'fault', 'violation']);

export function LiveSentence() {
  const spoken = useUi((state) => state.spoken);
  const playing = usePlaying();
  const frame = useUi((state) => state.frame);
  const level = useSpeechLevel();
  const onTheWay = usePaced(playing ? worthSaying(frame?.line ?? null, level) : '');
  return (
    <p className="visually-hidden" role="status" aria-label="What just happened">
      {playing ? violationIn(frame) || onTheWay : saidAtRest(spoken, frame, level)}
    </p>
  );
}

/** What is said where the playhead came to rest; the event itself once, also after a step. */
export function saidAtRest(spoken: string, frame: Frame | null, level: SpeechLevel): string {
  const violation = violationIn(frame);
  if (violation !== '') return spoken.includes(violation) ? spoken : `${violation} ${spoken}`.trim();
  if (level === 'off') return '';
  const event = frame?.line?.sentence ?? '';
  return level === 'summary' || spoken.includes(event) ? spoken : `${event} ${spoken}`;
}

function violationIn(frame: Frame | null): string {
  const broken = frame === null ? null : brokenHere(frame);
  return frame === null || broken === null ? '' : spokenBroken(broken, frame);
}

/** What is said of one event while the run plays; empty for nothing. */
function worthSaying(line: FeedLine | null, level: SpeechLevel): string {
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
