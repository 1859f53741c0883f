/**
 * Where the playhead may go: each goal is a condition on the trace, looked for forwards (simulating on at the live edge)
 * or backwards. A round ends when everything that was on its way at the press has been taken in, and at most at the next
 * timer that fires (EXPERIENCE, Transport).
 */
import { unreachable } from '../kernel/assert.ts';
import type { TimeUs } from '../kernel/ids.ts';
import { envelopeId, type TraceEvent } from '../kernel/trace.ts';
import type { Move } from './api.ts';
import { limits } from './limits.ts';
import type { PageRun } from './page-run.ts';
import { lastUpTo } from './recording.ts';
import { takenIn as takenEnvelope } from './search.ts';

export interface Arrival {
  readonly cursor: number;
  /** Why the goal was not reached; null when it was. */
  readonly stopped: string | null;
}

export async function moveFrom(run: PageRun, cursor: number, move: Move): Promise<Arrival> {
  if (move.back === true) return { cursor: moveBack(run, cursor, move), stopped: null };
  switch (move.kind) {
    case 'step':
      return forwards(run, cursor, 'event', () => true);
    case 'round':
      return round(run, cursor);
    case 'commit':
      return forwards(run, cursor, 'commit', (event) => isMarked(run, event, 'commit'));
    case 'view-change':
      return forwards(run, cursor, 'view change', (event) => isMarked(run, event, 'view'));
    case 'message':
      return forwards(run, cursor, `${move.type} taken in`, (event) => takesIn(event, move.type));
    case 'replica':
      return forwards(run, cursor, `event at R${move.target}`, (event) => isAt(event, move.target));
    case 'verdict':
      return untilVerdict(run, cursor);
    case 'quiet':
      return untilQuiet(run, cursor);
    case 'start':
      return { cursor: await openingCursor(run), stopped: null };
    case 'end':
      return { cursor: run.length, stopped: null };
    case 'event':
      return forwards(run, 0, 'event', (event) => event.index + 1 >= (move.target ?? 0), move.target === 0);
    case 'time':
      return untilTime(run, move.target ?? 0);
    default:
      return unreachable(move.kind);
  }
}

/** Where a run opens: everything of time 0 has happened, so the first requests are on their way. */
export async function openingCursor(run: PageRun): Promise<number> {
  return (await untilTime(run, 0)).cursor;
}

type Wanted = (event: TraceEvent) => boolean;

/** The position just after the next event that is wanted. */
async function forwards(
  run: PageRun,
  cursor: number,
  goal: string,
  wanted: Wanted,
  here = false,
): Promise<Arrival> {
  if (here) return { cursor, stopped: null };
  const budget = budgetOf(run);
  let next = cursor;
  const found = (): boolean => {
    while (next < run.length) if (wanted(run.recording.events[next++] as TraceEvent)) return true;
    return false;
  };
  if (found()) return { cursor: next, stopped: null };
  let reached = false;
  await run.extend(() => {
    reached = reached || found();
    return reached || budget.isSpent();
  });
  if (reached) return { cursor: next, stopped: null };
  return { cursor: run.length, stopped: run.ended ?? `no ${goal} within the next ${budget.waitedMs()} ms` };
}

/** How far one move simulates beyond what is known already before it gives up. */
function budgetOf(run: PageRun) {
  const { state } = run.assembly.engine;
  const begun = { length: run.length, now: state.now };
  return {
    isSpent: () =>
      run.length - begun.length > limits.eventsPerMove || state.now - begun.now > limits.timePerMove,
    waitedMs: () => Math.round((state.now - begun.now) / 1000),
  };
}

function isMarked(run: PageRun, event: TraceEvent, kind: 'commit' | 'view'): boolean {
  return run.recording.marks.some((mark) => mark.kind === kind && mark.cursor === event.index + 1);
}

async function round(run: PageRun, cursor: number): Promise<Arrival> {
  const watch = watchRound(run, cursor);
  const { stopped } = await forwards(run, cursor, 'timer', (event) => watch.isOverBefore(event));
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

async function untilTime(run: PageRun, at: number): Promise<Arrival> {
  let last = 0;
  const { stopped } = await forwards(run, 0, 'event', (event) => {
    if (event.at > at) return true;
    last = event.index + 1;
    return false;
  });
  return { cursor: last, stopped: last === run.length ? stopped : null };
}

async function untilQuiet(run: PageRun, cursor: number): Promise<Arrival> {
  const { engine } = run.assembly;
  if (run.length > cursor && engine.isQuiet) return { cursor: run.length, stopped: null };
  const budget = budgetOf(run);
  await run.extend(() => (engine.atRest && engine.isQuiet) || budget.isSpent());
  const stopped = engine.isQuiet
    ? null
    : (run.ended ?? `it is not quiet within the next ${budget.waitedMs()} ms`);
  return { cursor: run.length, stopped };
}

function moveBack(run: PageRun, cursor: number, move: Move): number {
  const { events, marks } = run.recording;
  switch (move.kind) {
    case 'step':
      return Math.max(0, cursor - 1);
    case 'round':
      return roundBack(run, cursor);
    case 'commit':
      return marks.findLast((mark) => mark.kind === 'commit' && mark.cursor < cursor)?.cursor ?? 0;
    case 'view-change':
      return marks.findLast((mark) => mark.kind === 'view' && mark.cursor < cursor)?.cursor ?? 0;
    case 'message':
      return events.slice(0, cursor - 1).findLastIndex((event) => takesIn(event, move.type)) + 1;
    case 'replica':
      return events.slice(0, cursor - 1).findLastIndex((event) => isAt(event, move.target)) + 1;
    case 'verdict':
      return verdictChangeBefore(run, cursor);
    case 'time':
    case 'event':
      return Math.min(cursor, Math.max(0, move.target ?? 0));
    case 'quiet':
    case 'start':
    case 'end':
      return events.length === 0 ? 0 : Math.min(cursor, instantEnd(run, 0));
    default:
      return unreachable(move.kind);
  }
}

/** The nearest instant from which one round forwards does not go past the cursor. */
function roundBack(run: PageRun, cursor: number): number {
  const { events } = run.recording;
  let start = cursor;
  for (let tries = 0; tries < limits.instantsPerRoundBack && start > 0; tries++) {
    start = instantStart(run, start - 1);
    const watch = watchRound(run, start);
    for (let index = start; index < cursor; index++)
      if (watch.isOverBefore(events[index] as TraceEvent)) break;
    if (watch.isClosed()) return start;
  }
  return start;
}

function takesIn(event: TraceEvent, type: string | undefined): boolean {
  return takenEnvelope(event)?.message.type === type;
}

function isAt(event: TraceEvent, replica: number | undefined): boolean {
  return event.kind === 'replica' && event.replica === replica;
}

/** To the next event after which some verdict is another one. */
async function untilVerdict(run: PageRun, cursor: number): Promise<Arrival> {
  const judge = judgeFrom(run, cursor);
  return forwards(run, cursor, 'change of a verdict', (event) => judge(event));
}

/** Walks back checkpoint by checkpoint: verdicts are known going forwards only. */
function verdictChangeBefore(run: PageRun, cursor: number): number {
  for (let end = cursor - 1; end > 0; ) {
    const { cursor: start } = run.recording.checkpointBefore(end - 1);
    const judge = judgeFrom(run, start);
    let last = 0;
    for (const event of run.recording.events.slice(start, end)) if (judge(event)) last = event.index + 1;
    if (last > 0) return last;
    end = start;
  }
  return 0;
}

/** True for an event that changes a verdict; to be asked of every event from `cursor` on. */
function judgeFrom(run: PageRun, cursor: number): (event: TraceEvent) => boolean {
  const { engine, cursor: start } = run.recording.checkpointBefore(cursor);
  const monitor = engine.monitor.clone();
  for (const event of run.recording.events.slice(start, cursor)) monitor.observe(event);
  const words = (): string =>
    monitor
      .verdicts()
      .map(({ verdict }) => verdict)
      .join();
  let before = words();
  return (event) => {
    monitor.observe(event);
    const now = words();
    const changed = now !== before;
    before = now;
    return changed;
  };
}

/** How many events have happened by this time. */
export function cursorAt(run: PageRun, at: TimeUs): number {
  return lastUpTo(run.recording.events, (event) => event.at, at) + 1;
}

/** First event of the instant that this event belongs to. */
function instantStart(run: PageRun, index: number): number {
  const { events } = run.recording;
  let start = Math.max(0, index);
  while (start > 0 && events[start - 1]?.at === events[start]?.at) start--;
  return start;
}

function instantEnd(run: PageRun, at: number): number {
  const { events } = run.recording;
  let end = 0;
  while (end < events.length && (events[end] as TraceEvent).at <= at) end++;
  return end;
}
