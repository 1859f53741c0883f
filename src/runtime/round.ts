/**
 * A round, as Transport goes by them: it ends with the instant in which everything that was on its way at the
 * press is taken in, and at most at the next timer that fires. What somebody holds back is not waited for
 * (EXPERIENCE, Transport).
 */
import { envelopeId, type TraceEvent } from '../kernel/trace.ts';
import type { Picture } from '../projection/picture.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import { takenIn as takenEnvelope } from './taken-in.ts';

export interface RoundWatch {
  /** To be asked of each event in turn: the round was over before it. */
  isOverBefore(event: TraceEvent): boolean;
  /** The position after the last event of the round so far. */
  last(): number;
  isClosed(): boolean;
}

/** @param picture the world at `start`, looked at once and not kept */
export function watchRound(
  run: PageRun,
  start: number,
  { flights, held }: Pick<Picture, 'flights' | 'held'> = run.recording.pictureAt(start),
): RoundWatch {
  const { idleTypes, idleTimers } = run.assembly.manifest;
  const busy = [...flights.values()].filter(({ message }) => !idleTypes.includes(message.type));
  const isHeld = (id: string): boolean => held.has(id) || flights.get(id)?.held === true;
  const waiting = new Set(busy.map(envelopeId).filter((id) => !isHeld(id)));
  const any = waiting.size > 0;
  const quiet = { types: new Set(idleTypes), timers: new Set(idleTimers) };
  let endAt = Number.POSITIVE_INFINITY;
  let last = start;
  return {
    isOverBefore(event) {
      if (event.at > endAt) return true;
      last = event.index + 1;
      const taken = noLongerAwaited(event);
      if (taken !== null) waiting.delete(taken);
      const isDone = any ? waiting.size === 0 : stirs(event, quiet.types);
      if (isDone || firesTimer(event, quiet.timers)) endAt = event.at;
      return false;
    },
    last: () => last,
    isClosed: () => Number.isFinite(endAt),
  };
}

/** The message that this event took in, dropped, or made late. */
function noLongerAwaited(event: TraceEvent): string | null {
  const envelope = takenEnvelope(event);
  if (envelope !== null) return envelopeId(envelope);
  if (event.kind !== 'command' || event.refused !== null) return null;
  return event.command.do === 'drop' || event.command.do === 'delay' ? event.command.message : null;
}

/** Something that matters is known to happen after a cursor; looked for among so many events. */
export function anyStirs({ recording, length, assembly }: PageRun, cursor: number): boolean {
  const idle = new Set(assembly.manifest.idleTypes);
  for (let at = cursor; at < Math.min(length, cursor + limits.stirSearch); at++) {
    const event = recording.glance(at);
    if (event !== undefined && stirs(event, idle)) return true;
  }
  return false;
}

/** Where nothing was awaited: something other than routine is sent or taken in, or somebody acts. */
function stirs(event: TraceEvent, idleTypes: ReadonlySet<string>): boolean {
  const taken = takenEnvelope(event);
  if (taken !== null && !idleTypes.has(taken.message.type)) return true;
  return event.kind === 'command' || event.sent.some(({ message }) => !idleTypes.has(message.type));
}

/** A client's first try and its retries are timers too. */
function firesTimer(event: TraceEvent, idle: ReadonlySet<string>): boolean {
  if (event.kind === 'client') return event.action.kind !== 'received';
  return event.kind === 'replica' && event.input.kind === 'timer' && !idle.has(event.input.timer);
}
