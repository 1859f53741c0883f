/**
 * Another branch under the open one's clock. As long as both have everything in common they stand at the same
 * event; after that at the same simulated time, and inside an instant equally many events into it.
 */
import type { TimeUs } from '../kernel/ids.ts';
import { sharedEvents } from './common-events.ts';
import type { WayBeside } from './findings.ts';
import { limits } from './limits.ts';
import { cursorAt } from './moves.ts';
import type { PageRun } from './page-run.ts';

/**
 * @param most frames at most, evenly spread over the way; the last one is for `to`
 * @param given the time on the clock, when that is later than the last event before `to`
 */
export async function wayBeside(
  open: PageRun,
  other: PageRun,
  from: number,
  to: number,
  most: number,
  given = 0,
): Promise<WayBeside> {
  const at = Math.max(given, timeAt(open, to));
  const begun = other.length;
  const isFar = (): boolean => other.assembly.engine.state.now > at;
  await other.extendInline(() => isFar() || other.length - begun >= limits.eventsBeside);
  const first = placeBeside(open, other, Math.min(from, to));
  const last = at > timeAt(open, to) ? cursorAt(other, at) : placeBeside(open, other, to);
  const frames = spread(first, last, most).map((cursor) => other.frame(cursor));
  return { frames, behind: !isFar() && other.ended === null };
}

/** Where the other branch stands while the open one stands at a cursor. */
function placeBeside(open: PageRun, other: PageRun, cursor: number): number {
  const at = timeAt(open, cursor);
  const end = cursorAt(other, at);
  const done = eventsIntoInstant(open, cursor, at);
  if (done === null) return end;
  const shared = sharedEvents(open, other);
  return cursor <= shared ? cursor : Math.max(shared, Math.min(end, cursorAt(other, at - 1) + done));
}

/** How many events of its instant are done at a cursor inside one; null where the instant is over. */
function eventsIntoInstant({ recording, assembly }: PageRun, cursor: number, at: TimeUs): number | null {
  const { index } = recording.log;
  const goesOn = cursor >= recording.length ? !assembly.engine.atRest : index.timeOf(cursor) === at;
  return goesOn ? cursor - Math.min(cursor, index.cursorAt(at - 1)) : null;
}

function timeAt({ recording }: PageRun, cursor: number): TimeUs {
  return recording.log.index.timeOf(cursor - 1);
}

/** Cursors from one to another, evenly, the last one included. */
export function spread(first: number, last: number, most: number): number[] {
  const count = Math.max(1, Math.min(most, last - first + 1));
  if (count === 1) return [last];
  return Array.from({ length: count }, (_, index) =>
    Math.round(first + (index * (last - first)) / (count - 1)),
  );
}
