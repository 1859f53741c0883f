/**
 * Verdicts as of a moment: from the nearest checkpoint's judges, shown the events since. They read the trace
 * alone.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { Verdict } from '../kernel/property.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { PageRun } from './page-run.ts';

export function verdictsAt(run: PageRun, cursor: number): readonly Verdict[] {
  const { recording, assembly } = run;
  const { manifest, plan, engine } = assembly;
  if (cursor === run.length) return engine.state.monitor.verdicts();
  const { replicas, faults, options } = plan;
  const explain = (self: ReplicaId): string | null => {
    const state = recording.stateAt(self, cursor);
    return state && manifest.waitingFor(state.protocol, { replicas, faults, options, self });
  };
  const checkpoint = recording.checkpointBefore(cursor);
  const monitor = checkpoint.engine.monitor.clone();
  for (let index = checkpoint.cursor; index < cursor; index++) {
    monitor.observe(recording.events[index] as TraceEvent);
  }
  return monitor.verdicts(explain);
}
