/**
 * The simulated time on display. It lives outside the store because it moves in every animation frame while
 * marks fly, and nothing that React draws depends on it.
 */
import type { TimeUs } from '../kernel/ids.ts';

export interface Clock {
  time(): TimeUs;
  set(time: TimeUs): void;
  subscribe(listener: () => void): () => void;
}

export function createClock(): Clock {
  let time: TimeUs = 0;
  const listeners = new Set<() => void>();
  return {
    time: () => time,
    set(next) {
      if (next === time) return;
      time = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
