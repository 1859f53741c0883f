/**
 * The engine as the page sees it (api.ts), in one thread: the open run, acting at the playhead, undo. Calls
 * are answered one after the other, because a second one may depend on what the first simulated.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { Verdict } from '../kernel/property.ts';
import { explain } from '../projection/explain.ts';
import type { FeedLine, Frame } from '../projection/frame.ts';
import type { LessonAnswer, LessonEntry, LessonGrade, LessonRef, LessonStep } from '../projection/lesson.ts';
import type { Note } from '../scenarios/types.ts';
import { checkNotes } from '../scenarios/validate.ts';
import type {
  CatalogueEntry,
  CertificateInspection,
  Engine,
  HostKind,
  Intervention,
  MessageInspection,
  Move,
  Moved,
  Problem,
  ReplicaInspection,
  ReplicaMore,
  RestartWith,
  SessionSource,
} from './api.ts';
import type { Arrows } from './arrows.ts';
import { wayBeside } from './beside.ts';
import { partingOf } from './carried.ts';
import { compareRuns } from './compare.ts';
import { compareLedgers } from './compare-ledgers.ts';
import type { CourtCalls } from './court-api.ts';
import type {
  Comparison,
  EventInspection,
  EventQuery,
  LedgerComparison,
  Metrics,
  WayBeside,
} from './findings.ts';
import { inspectCertificate, inspectMessage, inspectReplica } from './inspect.ts';
import { inspectEvent } from './inspect-event.ts';
import { isBefore, lastAct, placed, settled } from './intervention.ts';
import type { LaneMark } from './lane-marks.ts';
import { Lessons } from './lessons/lessons.ts';
import { limits } from './limits.ts';
import { metricsUpTo } from './metrics.ts';
import { cursorAt, moveFrom, openingCursor } from './moves.ts';
import { OpenRun } from './open-run.ts';
import { PageRun } from './page-run.ts';
import {
  catalogueEntries,
  forkedAt,
  isSameRun,
  openSession,
  restartSession,
  restartWords,
  withInterventions,
} from './page-session.ts';
import { roundNumber } from './round-number.ts';
import { searchEvents, takenBetween } from './search.ts';
import { verdictsAt } from './verdicts-at.ts';

export class PageEngine extends OpenRun implements Omit<Engine, keyof CourtCalls> {
  private readonly ownLessons = new Lessons();

  async catalogue(): Promise<readonly CatalogueEntry[]> {
    return catalogueEntries();
  }

  async open(source: SessionSource, host: HostKind, cursor?: number): Promise<Moved | Problem> {
    const session = openSession(source);
    if ('problem' in session) return session;
    this.host = host;
    return this.openAt(session, cursor);
  }

  /** Undo goes back to the run before, with all that was done in it. */
  async restart(changes: RestartWith, cursor = 0): Promise<Moved | Problem> {
    const { session } = this.opened;
    const next = restartSession(session, changes);
    if ('problem' in next) return next;
    const act = restartWords(changes);
    const visit = { session, cursor: this.within(cursor), act, branch: null };
    return this.openAt(next, undefined, [...this.branches.current.past, visit]);
  }

  async move(given: number, move: Move): Promise<Moved> {
    const cursor = this.within(given);
    const arrival = await moveFrom(this.opened, cursor, move);
    if (arrival.unfinished === true) return { ...this.shown(arrival.cursor, null), unfinished: true };
    const moved = this.moved(arrival.cursor, arrival.stopped);
    if (arrival.cursor <= cursor) return moved;
    const taken = takenBetween(this.opened.recording, cursor, arrival.cursor, this.seat);
    const round = move.kind === 'round' ? roundNumber(this.opened, arrival.cursor) : null;
    return { ...moved, taken, ...(round !== null && { round }) };
  }

  async frame(cursor: number): Promise<Frame> {
    return this.frameAt(this.within(cursor));
  }

  async feed(from: number, count: number): Promise<readonly FeedLine[]> {
    const { recording, wording } = this.opened;
    const start = Math.max(0, from);
    const events = recording.slice(start, start + Math.min(count, limits.feedLines));
    return events.map((event) => explain(event, wording));
  }

  async verdicts(cursor: number): Promise<readonly Verdict[]> {
    return verdictsAt(this.opened, this.within(cursor));
  }

  async replica(
    cursor: number,
    replica: ReplicaId,
    more?: ReplicaMore,
  ): Promise<ReplicaInspection | Problem> {
    return inspectReplica(this.opened, this.within(cursor), replica, more);
  }

  async message(cursor: number, id: string): Promise<MessageInspection | Problem> {
    return inspectMessage(this.opened, this.within(cursor), id);
  }

  async certificate(
    cursor: number,
    replica: ReplicaId,
    slot: number,
    column: number,
  ): Promise<CertificateInspection | Problem> {
    return inspectCertificate(this.opened, this.within(cursor), replica, slot, column);
  }

  /** Acting in the past keeps the future that somebody has seen as a branch of its own. */
  async intervene(given: number, intervention: Intervention, joins = false): Promise<Moved | Problem> {
    const { session, recording } = this.opened;
    const cursor = this.within(given);
    const command = placed(recording, cursor, intervention);
    const kept = session.interventions.filter((other) => isBefore(other, command));
    const losesFuture = cursor < this.branches.current.seen || kept.length < session.interventions.length;
    const isPart = joins && !losesFuture && kept.at(-1)?.atMs === command.atMs;
    const changed = withInterventions(session, [...kept, isPart ? { ...command, joins: true } : command]);
    if ('problem' in changed) return changed;
    const next = await this.branched(forkedAt(changed, cursor), cursor);
    const visit = { session, cursor, act: lastAct(next, cursor) };
    if (isPart) this.branches.join(next, visit);
    else this.branches.act(next, visit, losesFuture);
    return this.moved(await settled(this.opened, cursor), null);
  }

  async adopt(given: number, value: unknown, at: number, act: string): Promise<Moved | Problem> {
    const { opened, branches } = this;
    const session = openSession({ kind: 'json', value });
    if ('problem' in session) return session;
    const { replicas } = opened.session.scenario.protocol;
    const found = session.scenario.protocol.replicas;
    // Branches stand side by side on one stage.
    if (found !== replicas) return { problem: `expected a session of ${replicas} replicas, found ${found}` };
    const next = await this.branched(session, 0);
    const { cursor } = await moveFrom(next, 0, { kind: 'event', target: at });
    branches.act(next, { session: opened.session, cursor: this.within(given), act }, true);
    return this.moved(cursor, cursor === next.length ? next.ended : null);
  }

  async keepBranch(given: number, acts: readonly unknown[]): Promise<Moved | Problem> {
    const { opened, branches } = this;
    const { session } = opened;
    const changed = withInterventions(session, acts);
    if ('problem' in changed) return changed;
    const cursor = await partingOf(opened, changed.interventions);
    const open = branches.current;
    const next = await this.branched(forkedAt(changed, cursor), cursor);
    branches.act(next, { session, cursor, act: lastAct(next, cursor) }, true);
    branches.select(open);
    return this.shown(this.within(given), null);
  }

  async undo(): Promise<Moved | Problem> {
    const last = this.branches.current.past.at(-1);
    if (last === undefined) return { problem: 'nothing is left to undo' };
    const { notes } = this.opened.session;
    const isAnother = !isSameRun(this.opened.session, last.session);
    if (!this.branches.undoFork(last))
      this.branches.undo(await this.branched(last.session, last.cursor), last);
    if (!isAnother) this.carryNotes(notes, last.cursor);
    return this.moved(this.within(last.cursor), null);
  }

  async redo(): Promise<Moved | Problem> {
    const next = this.branches.current.future.at(-1);
    if (next === undefined) return { problem: 'nothing is left to redo' };
    const { notes } = this.opened.session;
    // A restart that is done again begins where any run does.
    const isAnother = !isSameRun(this.opened.session, next.session);
    if (!this.branches.redoFork(next))
      this.branches.redo(await this.branched(next.session, next.cursor), next);
    if (isAnother) return this.moved(await openingCursor(this.opened), null);
    this.carryNotes(notes, next.cursor);
    return this.moved(await settled(this.opened, next.cursor), null);
  }

  async switchBranch(id: number, cursor: number): Promise<Moved | Problem> {
    const at = this.opened.recording.log.index.timeOf(this.within(cursor) - 1);
    const wanted = this.branches.find(id);
    if (wanted === null) return { problem: `expected a branch that is kept, found ${id}` };
    this.branches.select(wanted);
    return this.moved(Math.min(wanted.seen, cursorAt(wanted.run, at)), null);
  }

  async wayBeside(
    id: number,
    from: number,
    to: number,
    most: number,
    at?: number,
  ): Promise<WayBeside | Problem> {
    const branch = this.branches.find(id);
    if (branch === null) return { problem: `expected a branch that is kept, found ${id}` };
    return wayBeside(this.opened, branch.run, this.within(from), this.within(to), most, at);
  }

  async compare(id: number, upTo = 0): Promise<Comparison | Problem> {
    const branch = this.branches.find(id);
    if (branch === null) return { problem: `expected a branch that is kept, found ${id}` };
    return compareRuns(this.opened, branch.run, upTo);
  }

  async arrows(from: number, most = Number.POSITIVE_INFINITY): Promise<Arrows> {
    return this.opened.recording.log.arrowsSince(from, most);
  }

  async laneMarks(from: number, most = Number.POSITIVE_INFINITY): Promise<readonly LaneMark[]> {
    return this.opened.recording.log.laneMarksSince(from, most);
  }

  async search(query: EventQuery): Promise<readonly number[]> {
    return searchEvents(this.opened, query);
  }

  async event(index: number): Promise<EventInspection | Problem> {
    return inspectEvent(this.opened, index);
  }

  async metrics(cursor: number): Promise<Metrics> {
    return metricsUpTo(this.opened, this.within(cursor));
  }

  async compareLedgers(cursor: number, a: ReplicaId, b: ReplicaId): Promise<LedgerComparison | Problem> {
    return compareLedgers(this.opened, this.within(cursor), a, b);
  }

  async traceHash(cursor: number): Promise<string> {
    return this.opened.traceHashAt(this.within(cursor));
  }

  async annotate(cursor: number, notes: readonly Note[]): Promise<Moved | Problem> {
    const checked = checkNotes(notes);
    if (!checked.ok) return { problem: checked.problem };
    this.opened.session = { ...this.opened.session, notes: checked.value };
    return this.moved(this.within(cursor), null);
  }

  async lessons(): Promise<readonly LessonEntry[]> {
    return this.ownLessons.list();
  }

  async lessonStep(lesson: LessonRef, step: number): Promise<LessonStep | Problem> {
    return this.ownLessons.step(lesson, step);
  }

  async gradeLesson(lesson: LessonRef, step: number, answer: LessonAnswer): Promise<LessonGrade | Problem> {
    return this.ownLessons.grade(lesson, step, answer);
  }

  async replay(host: HostKind, length: number): Promise<{ readonly traceHash: string }> {
    const again = await PageRun.begin(
      this.opened.session,
      host === 'workers' ? this.startWorker : null,
      null,
    );
    await again.extend(() => again.length >= length);
    again.close();
    return { traceHash: again.traceHashAt(Math.min(length, again.length)) };
  }
}
