/**
 * Where the playhead may go: each goal is a condition on the trace, looked for forwards (simulating on at the
 * live edge) or backwards (EXPERIENCE, Transport). Where nothing but routine is to come, nobody looks
 * farther.
 */
import { unreachable } from '../kernel/assert.ts';
import type { TimeUs } from '../kernel/ids.ts';
import { inMs } from '../kernel/time-text.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import type { Move, TimelineMark } from './api.ts';
import { brokenOnTheWay } from './broken-on-the-way.ts';
import type { TraceIndex } from './history/trace-index.ts';
import { lastUpTo } from './last-up-to.ts';
import { limits } from './limits.ts';
import { type Outlook, outlookOf } from './outlook.ts';
import type { PageRun } from './page-run.ts';
import { anyStirs, watchRound } from './round.ts';
import { startOf } from './run-start.ts';

export interface Arrival {
  readonly cursor: number;
  /** Why the goal was not reached; null when it was. Then the playhead stays where it was. */
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
  const { verdicts } = run.recording.log;
  switch (move.kind) {
    case 'step':
      return seek(search, 'event', () => true);
    case 'round':
      return round(run, cursor);
    case 'commit':
      return seekNews(search, 'commit', (index) => isMarked(run, index, 'commit'));
    case 'view-change':
      return seekNews(search, turnOfView(run), (index) => isMarked(run, index, 'view'));
    case 'answer':
      return seekNews(search, 'answer to a client', (index) => isMarked(run, index, 'accepted'));
    case 'message':
      return untilMessage(search, move.type ?? '');
    case 'replica':
      return seek(search, `event at R${move.target}`, (index) => isAt(run, index, move.target));
    case 'verdict':
      return seekNews(search, 'change of a verdict', (index) => verdicts.isChange(index + 1));
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

function turnOfView({ assembly }: PageRun): string {
  const { viewWord } = assembly.manifest;
  return viewWord === undefined ? 'view change' : `new ${viewWord}`;
}

type Wanted = (event: TraceEvent) => boolean;
/** The same, where the log of the run says enough. */
type WantedAt = (index: number) => boolean;

/** One part of a move forwards: where it looks from, and when it has looked and simulated enough. */
interface Search {
  readonly run: PageRun;
  /** Where the playhead is, and stays if the goal is missed. */
  readonly start: number;
  readonly from: number;
  /** What an event broke, where that ends the move; null for nothing. */
  brokenBy(index: number): string | null;
  /** The whole move gives up: it has simulated as much as one move may. */
  isSpent(): boolean;
  /** This part is over: it has looked at events up to `next`. */
  isPartOver(next: number): boolean;
  /** "1,204.5 ms" of simulated time so far. */
  waited(): string;
}

export function searchOf(run: PageRun, cursor: number, { kind, looked = cursor, atMost }: Move): Search {
  const { engine } = run.assembly;
  const from = Math.min(run.length, Math.max(cursor, looked));
  // What was known when the first part began is looked through for free.
  const begun = looked > cursor ? cursor : run.length;
  const begunAt = timeAt(run, begun);
  return {
    run,
    start: cursor,
    from,
    // Whoever asks for one event gets there.
    brokenBy: (index) => (kind === 'event' ? null : brokenOnTheWay(run, index)),
    isSpent: () =>
      run.length - begun > limits.eventsPerMove || engine.state.now - begunAt > limits.timePerMove,
    isPartOver: (next) => atMost !== undefined && next - from >= atMost,
    waited: () => inMs(engine.state.now - begunAt),
  };
}

/** The position just after the next event that is wanted. */
export async function forwards(search: Search, goal: string, wanted: Wanted): Promise<Arrival> {
  const { recording } = search.run;
  return seek(search, goal, (index) => wanted(recording.event(index) as TraceEvent));
}

/** Of what only happens while somebody asks for something: nobody waits for it where all is done. */
async function seekNews(search: Search, goal: string, wanted: WantedAt): Promise<Arrival> {
  return seek(search, goal, wanted, outlookOf(search.run));
}

async function seek(search: Search, goal: string, wanted: WantedAt, outlook?: Outlook): Promise<Arrival> {
  const { run, from } = search;
  let next = from;
  let reached = false;
  let broken: string | null = null;
  const isDone = (): boolean => {
    while (!reached && next < run.length && !search.isPartOver(next)) {
      broken = search.brokenBy(next);
      reached = wanted(next++) || broken !== null;
    }
    return reached || search.isPartOver(next);
  };
  const isAllDone = (): boolean => outlook?.isDone() === true;
  if (!isDone()) await run.extend(() => isDone() || search.isSpent() || isAllDone());
  if (reached) return { cursor: next, stopped: broken };
  if (search.isPartOver(next) && !search.isSpent()) return { cursor: next, stopped: null, unfinished: true };
  return missed(search, isAllDone() ? doneWords(search, goal) : null, `no ${goal}`);
}

const ALL_DONE = 'everything asked for is done';

/** Whoever stands before the end of what was asked for is not told that it is done. */
function doneWords({ run, start }: Search, goal: string): string {
  const isDone = !anyStirs(run, start);
  return isDone ? `${ALL_DONE}: no ${goal} is to come` : `no ${goal} comes before ${ALL_DONE}`;
}

/** The playhead stays where it was, unless a promise was broken on the way. */
function missed({ run, start, waited }: Search, done: string | null, absent: string): Arrival {
  if (run.assembly.engine.ended === 'violation') return { cursor: run.length, stopped: run.ended };
  return { cursor: start, stopped: run.ended ?? done ?? `${absent} within the next ${waited()}` };
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
  const isOver: WantedAt = (index) => watch.isOverBefore(run.recording.event(index) as TraceEvent);
  const missed = await seekNews(search, 'message or timer that matters', isOver);
  // What breaks a promise can be the last that was awaited.
  if (watch.isClosed()) return { cursor: watch.last(), stopped: brokenOnTheWay(run, watch.last() - 1) };
  // The last round of a run that has ended is what was left of it.
  return run.ended === null ? missed : { ...missed, cursor: watch.last() };
}

/** Routine messages come all the time. */
async function untilMessage(search: Search, type: string): Promise<Arrival> {
  const { run } = search;
  const idle = run.assembly.manifest.idleTypes.includes(type);
  return (idle ? seek : seekNews)(search, `${type} taken in`, (index) => indexOf(run).tookIn(index, type));
}

async function untilEvent(run: PageRun, move: Move): Promise<Arrival> {
  const target = Math.max(0, move.target ?? 0);
  if (target <= run.length) return { cursor: target, stopped: null };
  const search = searchOf(run, run.length, move);
  const arrival = await seek(search, 'event', (index) => index + 1 >= target);
  return arrival.stopped === null ? arrival : { ...arrival, cursor: run.length };
}

async function untilTime(run: PageRun, move: Move): Promise<Arrival> {
  const at = move.target ?? 0;
  const known = cursorAt(run, at);
  if (known < run.length) return { cursor: known, stopped: null };
  const search = searchOf(run, run.length, move);
  const arrival = await seek(search, 'event', (index) => timeAt(run, index + 1) > at);
  const isBroken = arrival.stopped !== null && arrival.cursor > search.start;
  if (arrival.unfinished === true || isBroken) return arrival;
  const cursor = cursorAt(run, at);
  return { cursor, stopped: cursor === run.length ? arrival.stopped : null };
}

async function untilQuiet(search: Search): Promise<Arrival> {
  const { run, from } = search;
  const { engine } = run.assembly;
  const begun = run.length;
  const isPartOver = (): boolean => search.isPartOver(from + run.length - begun);
  let next = from;
  let broken: string | null = null;
  const isBroken = (): boolean => {
    while (broken === null && next < run.length) broken = search.brokenBy(next++);
    return broken !== null;
  };
  const isOver = () => (engine.atRest && engine.isQuiet) || search.isSpent() || isPartOver();
  if (!isBroken() && run.length > from && engine.isQuiet) return { cursor: run.length, stopped: null };
  await run.extend(() => isBroken() || isOver());
  if (isBroken()) return { cursor: next, stopped: broken };
  if (engine.isQuiet) return { cursor: run.length, stopped: null };
  if (isPartOver() && !search.isSpent() && run.ended === null) {
    return { cursor: run.length, stopped: null, unfinished: true };
  }
  return missed(search, null, 'it is not quiet');
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
