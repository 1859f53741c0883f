/**
 * The engine as the page sees it (api.ts), in one thread: the open run, its branches, undo. Calls are answered one after
 * the other, because a second one may depend on what the first simulated.
 */
import type { TraceEvent } from '../kernel/trace.ts';
import { explain } from '../projection/explain.ts';
import type { ScenarioCommand } from '../scenarios/types.ts';
import type { Engine, HostKind, Intervention, Moved, Problem, RunInfo } from './api.ts';
import { inspectCertificate, inspectMessage, inspectReplica } from './inspect.ts';
import { limits } from './limits.ts';
import { moveFrom, openingCursor } from './moves.ts';
import { PageRun } from './page-run.ts';
import {
  catalogueEntries,
  openSession,
  type PageSession,
  restartSession,
  withInterventions,
} from './page-session.ts';
import { runInfo } from './run-info.ts';
import { verdictsAt } from './verdicts-at.ts';
import type { StartWorker } from './worker-host.ts';

/** A session and where its last intervention was made: what undo goes back to. */
interface Past {
  readonly session: PageSession;
  readonly cursor: number;
}

/** Most replicas that get a worker each; above it they share the engine's thread, and the page says so. */
export const workersAtMost = 32;

/** `startWorker` null: there are no workers here, so every run is inline. */
export function createPageEngine(startWorker: StartWorker | null): Engine {
  let run: PageRun | null = null;
  let kind: HostKind = 'workers';
  let past: readonly Past[] = [];
  let future: readonly Past[] = [];

  async function begin(
    session: PageSession,
    after: { run: PageRun; cursor: number } | null,
  ): Promise<PageRun> {
    const live = kind === 'workers' && session.scenario.protocol.replicas <= workersAtMost;
    return PageRun.begin(session, live ? startWorker : null, after);
  }

  function replace(next: PageRun): PageRun {
    run?.close();
    run = next;
    return next;
  }

  function open(): PageRun {
    if (run === null) throw new Error('no run is open');
    return run;
  }

  function info(): RunInfo {
    return runInfo(open(), { canUndo: past.length > 0, canRedo: future.length > 0 });
  }

  function moved(cursor: number, stopped: string | null): Moved {
    return { frame: open().frame(cursor), info: info(), stopped };
  }

  async function openAt(
    session: PageSession | Problem,
    cursor: number | undefined,
  ): Promise<Moved | Problem> {
    if ('problem' in session) return session;
    const next = await begin(session, null);
    const opening = await openingCursor(next);
    const target =
      cursor === undefined ? opening : (await moveFrom(next, 0, { kind: 'event', target: cursor })).cursor;
    replace(next);
    past = [];
    future = [];
    return moved(target, null);
  }

  /** The open run becomes one with another session that shares everything before `cursor`. */
  async function branch(session: PageSession, cursor: number): Promise<Moved> {
    const next = await begin(session, { run: open(), cursor });
    const { cursor: reached } = await moveFrom(next, 0, { kind: 'event', target: cursor });
    replace(next);
    return moved(reached, null);
  }

  function lastCursor(): number {
    return past.at(-1)?.cursor ?? 0;
  }

  return {
    catalogue: async () => catalogueEntries(),
    async open(source, host, cursor) {
      const session = openSession(source);
      if ('problem' in session) return session;
      kind = host;
      return openAt(session, cursor);
    },
    restart: async (changes) => openAt(restartSession(open().session, changes), undefined),
    async move(cursor, move) {
      const arrival = await moveFrom(open(), within(open(), cursor), move);
      return moved(arrival.cursor, arrival.stopped);
    },
    frame: async (cursor) => open().frame(within(open(), cursor)),
    async feed(from, count) {
      const { recording, wording } = open();
      const start = Math.max(0, from);
      const events = recording.events.slice(start, start + Math.min(count, limits.feedLines));
      return events.map((event) => explain(event, wording));
    },
    verdicts: async (cursor) => verdictsAt(open(), within(open(), cursor)),
    replica: async (cursor, replica) => inspectReplica(open(), within(open(), cursor), replica),
    message: async (cursor, id) => inspectMessage(open(), within(open(), cursor), id),
    certificate: async (cursor, replica, slot, column) =>
      inspectCertificate(open(), within(open(), cursor), replica, slot, column),
    async intervene(cursor, intervention) {
      const before = open();
      const at = within(before, cursor);
      const command = placed(before, at, intervention);
      const kept = before.session.interventions.filter((other) => isBefore(other, command));
      const session = withInterventions(before.session, [...kept, command]);
      if ('problem' in session) return session;
      past = [...past, { session: before.session, cursor: at }].slice(-limits.undoDepth);
      future = [];
      await branch(session, at);
      return moved(await settle(open(), at, intervention.do), null);
    },
    async replaced(cursor) {
      const command = placed(open(), within(open(), cursor), { do: 'heal' });
      return open().session.interventions.filter((other) => !isBefore(other, command)).length;
    },
    async undo() {
      const last = past.at(-1);
      if (last === undefined) return { problem: 'nothing is left to undo' };
      const cursor = lastCursor();
      future = [...future, { session: open().session, cursor }];
      past = past.slice(0, -1);
      return branch(last.session, cursor);
    },
    async redo() {
      const next = future.at(-1);
      if (next === undefined) return { problem: 'nothing is left to redo' };
      past = [...past, { session: open().session, cursor: next.cursor }];
      future = future.slice(0, -1);
      await branch(next.session, next.cursor);
      return moved(await settle(open(), next.cursor, ''), null);
    },
    async replay(host, length) {
      const { session } = open();
      const again = await PageRun.begin(session, host === 'workers' ? startWorker : null, null);
      await again.extend(() => again.length >= length && again.assembly.engine.atRest);
      const { traceHash } = again.assembly.engine;
      again.close();
      return { traceHash };
    },
  };
}

/** A cursor that exists. */
function within(run: PageRun, cursor: number): number {
  return Number.isInteger(cursor) ? Math.min(Math.max(0, cursor), run.length) : 0;
}

/** The user's command with the time and place of the playhead: after the events of its instant that are done. */
function placed(run: PageRun, cursor: number, intervention: Intervention): ScenarioCommand {
  const { events } = run.recording;
  const at = events[cursor - 1]?.at ?? 0;
  let start = cursor;
  while (start > 0 && (events[start - 1] as TraceEvent).at === at) start--;
  const after = cursor - start;
  // Checked by the schema right after this: until then it is any object.
  return { ...intervention, atMs: at / 1000, ...(after > 0 && { after }) } as ScenarioCommand;
}

function isBefore(a: ScenarioCommand, b: ScenarioCommand): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && (a.after ?? 0) < (b.after ?? 0));
}

/** Just after the command, and with a request handed to a client, after that was sent. */
async function settle(run: PageRun, cursor: number, command: string): Promise<number> {
  const { cursor: after } = await moveFrom(run, cursor, { kind: 'step' });
  const at = run.recording.events[after - 1]?.at;
  if (command !== 'submit') return after;
  await run.extend(() => run.length > after && run.assembly.engine.atRest);
  const next = run.recording.events[after];
  return next?.kind === 'client' && next.at === at ? after + 1 : after;
}
