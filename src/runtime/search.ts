/** Finds events by what they took in or said: type, ends, slot, refusal, words. */
import type { TraceEvent } from '../kernel/trace.ts';
import { explain } from '../projection/explain.ts';
import type { EventQuery } from './findings.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';

/** Cursors just after the events that match, ascending, at most {@link limits.searchResults}. */
export function searchEvents(run: PageRun, query: EventQuery): readonly number[] {
  const found: number[] = [];
  const words = query.words?.toLowerCase();
  for (const event of run.recording.events) {
    if (found.length >= limits.searchResults) break;
    if (!matches(event, query, run)) continue;
    if (words !== undefined && !explain(event, run.wording).sentence.toLowerCase().includes(words)) continue;
    found.push(event.index + 1);
  }
  return found;
}

function matches(
  event: TraceEvent,
  { type, sender, receiver, slot, code }: EventQuery,
  run: PageRun,
): boolean {
  if (code !== undefined && !isRefusedWith(event, code)) return false;
  if (type === undefined && sender === undefined && receiver === undefined && slot === undefined) return true;
  const envelope = takenIn(event);
  if (envelope === null) return false;
  if (sender !== undefined && envelope.from !== sender) return false;
  if (receiver !== undefined && envelope.to !== receiver) return false;
  const summary = run.assembly.manifest.summary(envelope.message);
  return (type === undefined || summary.type === type) && (slot === undefined || summary.slot === slot);
}

function isRefusedWith(event: TraceEvent, code: string): boolean {
  if (event.kind === 'client' && event.action.kind === 'received') {
    const { refused } = event.action;
    return refused !== null && (code === '*' || refused === code);
  }
  if (event.kind !== 'replica') return false;
  return event.effects.some((effect) => effect.kind === 'refuse' && (code === '*' || effect.why === code));
}

/** How many messages of each type were taken in between two cursors, most of a type first; routine ones too. */
export function takenBetween(
  events: readonly TraceEvent[],
  from: number,
  to: number,
): readonly { readonly type: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (let index = from; index < to; index++) {
    const event = events[index];
    const envelope = event === undefined || event.kind === 'lost' ? null : takenIn(event);
    if (envelope !== null) counts.set(envelope.message.type, (counts.get(envelope.message.type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
}

/** The envelope that an event ended. */
export function takenIn(event: TraceEvent) {
  if (event.kind === 'lost') return event.envelope;
  if (event.kind === 'replica') return event.input.kind === 'message' ? event.input.envelope : null;
  if (event.kind === 'client') return event.action.kind === 'received' ? event.action.envelope : null;
  return null;
}
