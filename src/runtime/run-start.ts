/**
 * Where a run starts for whoever looks at it: everything that the session brings to time 0 has happened, so
 * the first requests are on their way. There is one start: the opening, "to the start", and the end of every
 * way back.
 */
import type { PageRun } from './page-run.ts';

/** Position after the events of time 0, up to the first one that the user caused there. */
export function startOf({ recording: { log } }: PageRun): number {
  const start = log.index.cursorAt(0);
  const commands = log.commands.slice().filter(({ index }) => index < start);
  // The session's own commands come first in their instant.
  const act = commands.find(
    ({ index }) => index > 0 && !commands.some((before) => before.index === index - 1),
  );
  return act?.index ?? start;
}
