/** Finds events by what they took in or said: type, ends, slot, refusal, words. */
import type { ReplicaId } from '../kernel/ids.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { explain } from '../projection/explain.ts';
import { mostSlot } from './arrows.ts';
import type { EventQuery } from './findings.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import type { Recording } from './recording.ts';
import { takenIn } from './taken-in.ts';

/** Cursors just after the events that match, ascending, at most {@link limits.searchResults}. */
export function searchEvents(run: PageRun, query: EventQuery): readonly number[] {
  const words = query.words?.toLowerCase();
  const says = (event: TraceEvent): boolean =>
    words === undefined || explain(event, run.wording).sentence.toLowerCase().includes(words);
  const candidates = candidatesOf(run, query);
  if (candidates === null) return withWords(run, says);
  const isSure = words === undefined && isNamed(run, query);
  const found: number[] = [];
  for (const cursor of candidates) {
    if (found.length >= limits.searchResults) break;
    const event = isSure ? null : run.recording.glance(cursor - 1);
    if (event === null || (event !== undefined && matches(event, query, run) && says(event)))
      found.push(cursor);
  }
  return found;
}

/** Cursors after which the rest of the query has to be looked at; null for all. */
function candidatesOf(run: PageRun, query: EventQuery): Iterable<number> | null {
  const { arrows, work } = run.recording.log;
  const { code } = query;
  const except = query.routine === false ? run.assembly.manifest.idleTypes : [];
  const ofMessages = asksForMessage(query) ? arrows.cursorsWhere({ ...query, except }) : null;
  if (code === undefined) return ofMessages;
  const refused = work.refusals(code);
  if (ofMessages === null) return refused;
  const both = new Set(ofMessages);
  return refused.filter((cursor) => both.has(cursor));
}

function withWords({ recording }: PageRun, says: (event: TraceEvent) => boolean): readonly number[] {
  const found: number[] = [];
  for (const event of recording.read(0)) {
    if (found.length >= limits.searchResults) break;
    if (says(event)) found.push(event.index + 1);
  }
  return found;
}

/** True iff rows of the diagram say all that the query asks of a message. */
function isNamed({ assembly }: PageRun, { type, slot }: EventQuery): boolean {
  if (slot !== undefined && (slot <= 0 || slot >= mostSlot)) return false;
  return type === undefined || assembly.manifest.messages.some((style) => style.type === type);
}

function asksForMessage({ type, sender, receiver, end, slot, routine }: EventQuery): boolean {
  return [type, sender, receiver, end, slot, routine].some((part) => part !== undefined);
}

function matches(event: TraceEvent, query: EventQuery, run: PageRun): boolean {
  const { type, sender, receiver, end, slot, code, routine } = query;
  if (code !== undefined && !isRefusedWith(event, code)) return false;
  if (!asksForMessage(query)) return true;
  const envelope = takenIn(event);
  if (envelope === null) return false;
  if (sender !== undefined && envelope.from !== sender) return false;
  if (receiver !== undefined && envelope.to !== receiver) return false;
  if (end !== undefined && envelope.from !== end && envelope.to !== end) return false;
  const { manifest } = run.assembly;
  const summary = manifest.summary(envelope.message);
  if (routine === false && manifest.idleTypes.includes(summary.type)) return false;
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

/**
 * How many messages of each type were taken in between two cursors, most of a type first; routine ones too.
 * @param by by this replica alone; null: by anybody
 */
export function takenBetween(
  { log: { index } }: Recording,
  from: number,
  to: number,
  by: ReplicaId | null,
): readonly { readonly type: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (let at = from; at < to; at++) {
    const type = by === null || index.isAt(at, by) ? index.takenBy(at) : null;
    if (type !== null) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
}
