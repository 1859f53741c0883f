/**
 * Verdicts as of a moment: from the nearest checkpoint's judges, shown the events since. They read the trace
 * alone.
 */
import type { Verdict } from '../kernel/property.ts';
import type { Monitor } from '../sim/monitor.ts';
import type { PageRun } from './page-run.ts';

export function verdictsAt(run: PageRun, cursor: number): readonly Verdict[] {
  const { recording, assembly } = run;
  const { manifest, plan } = assembly;
  const monitor = monitorAt(run, cursor);
  if (cursor === run.length) return monitor.verdicts();
  const { replicas, faults, options } = plan;
  return monitor.verdicts((self) => {
    const state = recording.stateAt(self, cursor);
    return state && manifest.waitingFor(state.protocol, { replicas, faults, options, self });
  });
}

/** The judges with what they knew at this moment. */
export function monitorAt({ recording, assembly, length }: PageRun, cursor: number): Monitor {
  if (cursor === length) return assembly.engine.state.monitor;
  const checkpoint = recording.checkpointBefore(cursor);
  const monitor = checkpoint.engine.monitor.clone();
  for (const event of recording.slice(checkpoint.cursor, cursor)) monitor.observe(event);
  return monitor;
}
