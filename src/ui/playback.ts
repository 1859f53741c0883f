/**
 * Shows a list of frames one after the other and lets the clock run between them. It invents nothing: between
 * two frames only time passes, and marks stand where (time − sent) / (due − sent) puts them.
 */
import type { Frame } from '../projection/frame.ts';
import type { Loop } from './canvas/loop.ts';
import type { Clock } from './clock.ts';

export interface Playback {
  /** Ends when the last frame is on show (true) or when it was stopped on the way (false). */
  run(frames: readonly Frame[], durations: readonly number[]): Promise<boolean>;
  /** Jumps to the end of what runs. */
  finish(): void;
  /** Stays at the frame and time that are on show. */
  stop(): void;
}

export function createPlayback(loop: Loop, clock: Clock, show: (frame: Frame) => void): Playback {
  let current: { end(arrived: boolean): void } | null = null;
  return {
    run(frames, durations) {
      current?.end(true);
      return new Promise((resolve) => {
        const last = frames.at(-1);
        const started = clock.time();
        let begun: number | null = null;
        let index = 0;
        const end = (arrived: boolean): void => {
          if (current?.end !== end) return;
          current = null;
          stopTicking();
          if (arrived && last !== undefined) {
            show(last);
            clock.set(last.at);
          }
          resolve(arrived);
        };
        current = { end };
        const tick = (now: number): boolean => {
          begun ??= now;
          let left = now - begun;
          let next = 0;
          while (next < durations.length && left >= (durations[next] ?? 0)) left -= durations[next++] ?? 0;
          const frame = frames[next];
          const after = frames[next + 1];
          if (frame === undefined || after === undefined) {
            end(true);
            return false;
          }
          if (next !== index) show(frame);
          index = next;
          const from = next === 0 ? Math.max(started, frame.at) : frame.at;
          clock.set(from + ((after.at - from) * left) / (durations[next] ?? 1));
          return true;
        };
        const stopTicking = loop.run(tick);
      });
    },
    finish: () => current?.end(true),
    stop: () => current?.end(false),
  };
}
