/**
 * How much the live region says: nothing, what matters, or every event. Remembered by the browser where it
 * may.
 */
import { useSyncExternalStore } from 'react';

export const SPEECH_LEVELS = ['off', 'summary', 'every event'] as const;
export type SpeechLevel = (typeof SPEECH_LEVELS)[number];

const KEY = 'quorumscope.speech.1';
const listeners = new Set<() => void>();
let level: SpeechLevel | null = null;

export function useSpeechLevel(): SpeechLevel {
  return useSyncExternalStore(subscribe, current, () => 'summary');
}

export function setSpeechLevel(next: SpeechLevel): void {
  level = next;
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // The choice lasts for this visit.
  }
  for (const listener of listeners) listener();
}

function current(): SpeechLevel {
  level ??= stored();
  return level;
}

function stored(): SpeechLevel {
  try {
    const found = localStorage.getItem(KEY);
    return SPEECH_LEVELS.find((name) => name === found) ?? 'summary';
  } catch {
    return 'summary';
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
