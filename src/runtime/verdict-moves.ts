/**
 * Moves to the event that changes a verdict: the judges of the nearest checkpoint are shown the events since.
 */
import type { TraceEvent } from '../kernel/trace.ts';
import type { PageRun } from './page-run.ts';

/** True for an event that changes a verdict; to be asked of every event from `cursor` on. */
export function judgeFrom(run: PageRun, cursor: number): (event: TraceEvent) => boolean {
  const { engine, cursor: start } = run.recording.checkpointBefore(cursor);
  const monitor = engine.monitor.clone();
  for (const event of run.recording.events.slice(start, cursor)) monitor.observe(event);
  const words = (): string =>
    monitor
      .verdicts()
      .map(({ verdict }) => verdict)
      .join();
  let before = words();
  return (event) => {
    monitor.observe(event);
    const now = words();
    const changed = now !== before;
    before = now;
    return changed;
  };
}

/** Walks back checkpoint by checkpoint: verdicts are known going forwards only. */
export function verdictChangeBefore(run: PageRun, cursor: number): number {
  for (let end = cursor - 1; end > 0; ) {
    const { cursor: start } = run.recording.checkpointBefore(end - 1);
    const judge = judgeFrom(run, start);
    let last = 0;
    for (const event of run.recording.events.slice(start, end)) if (judge(event)) last = event.index + 1;
    if (last > 0) return last;
    end = start;
  }
  return 0;
}
