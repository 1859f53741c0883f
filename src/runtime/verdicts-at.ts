/** Verdicts as of a moment: from the nearest checkpoint's judges, shown the events since. They read the trace alone. */
import type { Verdict } from '../kernel/property.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { PageRun } from './page-run.ts';

export function verdictsAt(run: PageRun, cursor: number): readonly Verdict[] {
  if (cursor === run.length) return run.assembly.engine.state.monitor.verdicts();
  const checkpoint = run.recording.checkpointBefore(cursor);
  const monitor = checkpoint.engine.monitor.clone();
  for (let index = checkpoint.cursor; index < cursor; index++) {
    monitor.observe(run.recording.events[index] as TraceEvent);
  }
  return monitor.verdicts();
}
