/**
 * Where the playhead may go: each goal is a condition on the trace, looked for forwards (simulating on at the
 * live edge) or backwards. A round ends when everything that was on its way at the press has been taken in,
 * and at most at the next timer that fires (EXPERIENCE, Transport).
 */
import { unreachable } from '../kernel/assert.ts';
import type { TimeUs } from '../kernel/ids.ts';
import { envelopeId, type TraceEvent } from '../kernel/trace.ts';
import type { Move, TimelineMark } from './api.ts';
import type { TraceIndex } from './history/trace-index.ts';
import { lastUpTo } from './last-up-to.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import { startOf } from './run-start.ts';
import { takenIn as takenEnvelope } from './taken-in.ts';

export interface Arrival {
  readonly cursor: number;
  /** Why the goal was not reached; null when it was. */
  readonly stopped: string | null;
  /** The part that was asked for is over and the goal is not reached: go on from `cursor`. */
  readonly unfinished?: boolean;
}

export async function moveFrom(run: PageRun, cursor: number, move: Move): Promise<Arrival> {
  // No way back leads to before the start; whoever stands there already stays.
  if (move.back === true) {
    const start = Math.min(cursor, startOf(run));
    return { cursor: Math.max(start, moveBack(run, cursor, move)), stopped: null };
  }
  const search = searchOf(run, cursor, move);
  switch (move.kind) {
    case 'step':
      return seek(search, 'event', () => true);
    case 'round':
      return round(run, cursor);
    case 'commit':
      return seek(search, 'commit', (index) => isMarked(run, index, 'commit'));
    case 'view-change':
      return seek(search, 'view change', (index) => isMarked(run, index, 'view'));
    case 'answer':
      return seek(search, 'answer to a client', (index) => isMarked(run, index, 'accepted'));
    case 'message':
      return seek(search, `${move.type} taken in`, (index) => indexOf(run).tookIn(index, move.type ?? ''));
    case 'replica':
      return seek(search, `event at R${move.target}`, (index) => isAt(run, index, move.target));
    case 'verdict':
      return seek(search, 'change of a verdict', (index) => run.recording.log.verdicts.isChange(index + 1));
    case 'quiet':
      return untilQuiet(search);
    case 'start':
      await openingCursor(run);
      return { cursor: startOf(run), stopped: null };
    case 'end':
      return { cursor: run.length, stopped: null };
    case 'event':
      return untilEvent(run, move);
    case 'time':
      return untilTime(run, move);
    default:
      return unreachable(move.kind);
  }
}

/** Where a run opens: everything of time 0 has happened, so the first requests are on their way. */
export async function openingCursor(run: PageRun): Promise<number> {
  return (await untilTime(run, { kind: 'time', target: 0 })).cursor;
}

type Wanted = (event: TraceEvent) => boolean;
/** The same, where the log of the run says enough. */
type WantedAt = (index: number) => boolean;

/** One part of a move forwards: where it looks from, and when it has looked and simulated enough. */
interface Search {
  readonly run: PageRun;
  readonly from: number;
  /** The whole move gives up: it has simulated as much as one move may. */
  isSpent(): boolean;
  /** This part is over: it has looked at events up to `next`. */
  isPartOver(next: number): boolean;
  waitedMs(): number;
}

export function searchOf(run: PageRun, cursor: number, { looked = cursor, atMost }: Move): Search {
  const { engine } = run.assembly;
  const from = Math.min(run.length, Math.max(cursor, looked));
  // What was known when the first part began is looked through for free.
  const begun = looked > cursor ? cursor : run.length;
  const begunAt = timeAt(run, begun);
  return {
    run,
    from,
    isSpent: () =>
      run.length - begun > limits.eventsPerMove || engine.state.now - begunAt > limits.timePerMove,
    isPartOver: (next) => atMost !== undefined && next - from >= atMost,
    waitedMs: () => Math.round((engine.state.now - begunAt) / 1000),
  };
}

/** The position just after the next event that is wanted. */
export async function forwards(search: Search, goal: string, wanted: Wanted): Promise<Arrival> {
  const { recording } = search.run;
  return seek(search, goal, (index) => wanted(recording.event(index) as TraceEvent));
}

async function seek(search: Search, goal: string, wanted: WantedAt): Promise<Arrival> {
  const { run, from } = search;
  let next = from;
  let reached = false;
  const isDone = (): boolean => {
    while (!reached && next < run.length && !search.isPartOver(next)) {
      reached = wanted(next++);
    }
    return reached || search.isPartOver(next);
  };
  if (!isDone()) await run.extend(() => isDone() || search.isSpent());
  if (reached) return { cursor: next, stopped: null };
  if (search.isPartOver(next) && !search.isSpent()) return { cursor: next, stopped: null, unfinished: true };
  return { cursor: run.length, stopped: run.ended ?? `no ${goal} within the next ${search.waitedMs()} ms` };
}

/** Marks ascend, and an event has at most one. */
function isMarked({ recording }: PageRun, index: number, kind: 'commit' | 'view' | 'accepted'): boolean {
  const { marks } = recording.log;
  const mark = marks[lastUpTo(marks, ({ cursor }) => cursor, index + 1)];
  return mark?.cursor === index + 1 && mark.kind === kind;
}

async function round(run: PageRun, cursor: number): Promise<Arrival> {
  const watch = watchRound(run, cursor);
  const search = searchOf(run, cursor, { kind: 'round' });
  const { stopped } = await forwards(search, 'timer', (event) => watch.isOverBefore(event));
  return { cursor: watch.last(), stopped: watch.isClosed() ? null : stopped };
}

/** Follows the events of one round; it ends with the instant in which all is taken in, or a timer fires. */
function watchRound(run: PageRun, start: number) {
  const { idleTypes, idleTimers } = run.assembly.manifest;
  const flights = [...run.recording.pictureAt(start).flights.values()];
  const busy = flights.filter(({ message }) => !idleTypes.includes(message.type));
  const waiting = new Set(busy.map(envelopeId));
  const any = waiting.size > 0;
  const idle = new Set(idleTimers);
  let endAt = Number.POSITIVE_INFINITY;
  let last = start;
  return {
    isOverBefore(event: TraceEvent): boolean {
      if (event.at > endAt) return true;
      last = event.index + 1;
      const taken = takenIn(event);
      if (taken !== null) waiting.delete(taken);
      if ((any && waiting.size === 0) || firesTimer(event, idle)) endAt = event.at;
      return false;
    },
    last: () => last,
    isClosed: () => Number.isFinite(endAt),
  };
}

function takenIn(event: TraceEvent): string | null {
  const envelope = takenEnvelope(event);
  if (envelope !== null) return envelopeId(envelope);
  return event.kind === 'command' && event.command.do === 'drop' && event.refused === null
    ? event.command.message
    : null;
}

/** A client's first try and its retries are timers too. */
function firesTimer(event: TraceEvent, idle: ReadonlySet<string>): boolean {
  if (event.kind === 'client') return event.action.kind !== 'received';
  return event.kind === 'replica' && event.input.kind === 'timer' && !idle.has(event.input.timer);
}

async function untilEvent(run: PageRun, move: Move): Promise<Arrival> {
  const target = Math.max(0, move.target ?? 0);
  if (target <= run.length) return { cursor: target, stopped: null };
  const search = searchOf(run, run.length, move);
  return seek(search, 'event', (index) => index + 1 >= target);
}

async function untilTime(run: PageRun, move: Move): Promise<Arrival> {
  const at = move.target ?? 0;
  const known = cursorAt(run, at);
  if (known < run.length) return { cursor: known, stopped: null };
  const search = searchOf(run, run.length, move);
  const arrival = await seek(search, 'event', (index) => timeAt(run, index + 1) > at);
  if (arrival.unfinished === true) return arrival;
  const cursor = cursorAt(run, at);
  return { cursor, stopped: cursor === run.length ? arrival.stopped : null };
}

async function untilQuiet(search: Search): Promise<Arrival> {
  const { run, from } = search;
  const { engine } = run.assembly;
  if (run.length > from && engine.isQuiet) return { cursor: run.length, stopped: null };
  const begun = run.length;
  const isPartOver = (): boolean => search.isPartOver(from + run.length - begun);
  await run.extend(() => (engine.atRest && engine.isQuiet) || search.isSpent() || isPartOver());
  if (engine.isQuiet) return { cursor: run.length, stopped: null };
  if (isPartOver() && !search.isSpent() && run.ended === null) {
    return { cursor: run.length, stopped: null, unfinished: true };
  }
  return {
    cursor: run.length,
    stopped: run.ended ?? `it is not quiet within the next ${search.waitedMs()} ms`,
  };
}

function moveBack(run: PageRun, cursor: number, move: Move): number {
  const { marks, verdicts } = run.recording.log;
  switch (move.kind) {
    case 'step':
      return Math.max(0, cursor - 1);
    case 'round':
      return roundBack(run, cursor);
    case 'commit':
      return markBefore(marks, 'commit', cursor);
    case 'view-change':
      return markBefore(marks, 'view', cursor);
    case 'answer':
      return markBefore(marks, 'accepted', cursor);
    case 'message':
      return lastBefore(cursor, (index) => indexOf(run).tookIn(index, move.type ?? ''));
    case 'replica':
      return lastBefore(cursor, (index) => isAt(run, index, move.target));
    case 'verdict':
      return verdicts.lastUpTo(cursor - 1);
    case 'time':
    case 'event':
      return Math.min(cursor, Math.max(0, move.target ?? 0));
    case 'quiet':
    case 'start':
    case 'end':
      return Math.min(cursor, cursorAt(run, 0));
    default:
      return unreachable(move.kind);
  }
}

/** Just after the last event that is wanted and not the one the playhead stands at; 0 for none. */
function lastBefore(cursor: number, wanted: WantedAt): number {
  for (let index = cursor - 2; index >= 0; index--) if (wanted(index)) return index + 1;
  return 0;
}

function markBefore(marks: readonly TimelineMark[], kind: TimelineMark['kind'], cursor: number): number {
  return marks.findLast((mark) => mark.kind === kind && mark.cursor < cursor)?.cursor ?? 0;
}

/** The nearest instant from which one round forwards does not go past the cursor. */
function roundBack(run: PageRun, cursor: number): number {
  let start = cursor;
  for (let tries = 0; tries < limits.instantsPerRoundBack && start > 0; tries++) {
    start = indexOf(run).instantStart(start - 1);
    const watch = watchRound(run, start);
    for (let index = start; index < cursor; index++)
      if (watch.isOverBefore(run.recording.event(index) as TraceEvent)) break;
    if (watch.isClosed()) return start;
  }
  return start;
}

function isAt(run: PageRun, index: number, replica: number | undefined): boolean {
  return replica !== undefined && indexOf(run).isAt(index, replica);
}

/** How many events have happened by this time. */
export function cursorAt(run: PageRun, at: TimeUs): number {
  return indexOf(run).cursorAt(at);
}

/** Time of the last event before a cursor. */
function timeAt(run: PageRun, cursor: number): TimeUs {
  return indexOf(run).timeOf(cursor - 1);
}

function indexOf({ recording }: PageRun): TraceIndex {
  return recording.log.index;
}
