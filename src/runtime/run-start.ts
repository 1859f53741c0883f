/**
 * Where a run starts for whoever looks at it: everything that the session brings to time 0 has happened, so
 * the first requests are on their way. There is one start: the opening, "to the start", and the end of every
 * way back.
 */
import type { PageRun } from './page-run.ts';

/** Position after the events of time 0, up to the first one that the user caused there. */
export function startOf({ recording: { events, commands } }: PageRun): number {
  let start = 0;
  while (events[start]?.at === 0) start += 1;
  // The session's own commands come first in their instant.
  const act = commands.find(({ index }) => index < start && events[index - 1]?.kind !== 'command' && index > 0);
  return act?.index ?? start;
}
