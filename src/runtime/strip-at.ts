/** A stretch of the run for the space-time diagram: the trace, and the view that each replica was in. */
import type { View } from '../kernel/ids.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { type StripEvent, stripEvent } from '../projection/strip.ts';
import type { PageRun } from './page-run.ts';

export function stripAt(run: PageRun, from: number, count: number): readonly StripEvent[] {
  const { recording, assembly } = run;
  const { manifest } = assembly;
  const viewAfter = (event: TraceEvent): View | null => {
    if (event.kind !== 'replica') return null;
    const state = recording.stateAt(event.replica, event.index + 1);
    if (state === null) return null;
    return manifest.view(state.protocol);
  };
  const source = { summary: manifest.summary, viewAfter };
  return recording.events.slice(from, from + count).map((event) => stripEvent(event, source));
}
