/**
 * The open session with its branches: what every call of the engine begins with (a run, a cursor that exists)
 * and ends with (a moment to show), and how a run begins, alone or out of another one.
 */
import type { ReplicaId } from '../kernel/ids.ts';
import type { Frame } from '../projection/frame.ts';
import { fromSeat } from '../projection/from-seat.ts';
import { joinedNotes } from '../scenarios/notes.ts';
import type { Note } from '../scenarios/types.ts';
import type { HostKind, Moved } from './api.ts';
import { Branches, type Visit } from './branches.ts';
import { carriedActs } from './carried.ts';
import { type Keeping, limits } from './limits.ts';
import { moveFrom, openingCursor } from './moves.ts';
import { PageRun } from './page-run.ts';
import { isSameRun, type PageSession } from './page-session.ts';
import { runInfo } from './run-info.ts';
import { seatKnowledge } from './seat-knowledge.ts';
import type { StartWorker } from './worker-host.ts';

export class OpenRun {
  protected readonly startWorker: StartWorker | null;
  private readonly keeping: Keeping;
  protected host: HostKind = 'workers';
  protected readonly branches = new Branches();
  /** Whose knowledge frames show; null: what is true. */
  protected seat: ReplicaId | null = null;

  /** `startWorker` null: there are no workers here, so every run is inline. */
  constructor(startWorker: StartWorker | null, keeping: Keeping = limits) {
    this.startWorker = startWorker;
    this.keeping = keeping;
  }

  protected get opened(): PageRun {
    return this.branches.current.run;
  }

  /** Notes on what both runs have in common go along to the one that is open now. */
  protected carryNotes(notes: readonly Note[], cursor: number): void {
    const { session } = this.opened;
    this.opened.session = { ...session, notes: joinedNotes(notes, cursor, session.notes) };
  }

  /** A cursor that exists. */
  protected within(cursor: number): number {
    return Number.isInteger(cursor) ? Math.min(Math.max(0, cursor), this.opened.length) : 0;
  }

  protected moved(cursor: number, stopped: string | null): Moved {
    this.branches.see(cursor);
    return this.shown(cursor, stopped);
  }

  protected shown(cursor: number, stopped: string | null): Moved {
    return { frame: this.frameAt(cursor), info: runInfo(this.opened, this.branches), stopped };
  }

  /** What is true at a moment, or what the replica knows whose seat the page has taken. */
  protected frameAt(cursor: number): Frame {
    const { opened, seat } = this;
    const frame = opened.frame(cursor);
    return seat === null ? frame : fromSeat(frame, seatKnowledge(opened, cursor, seat));
  }

  /** @param past what undo can take back; absent: what the session brings along */
  protected async openAt(
    session: PageSession,
    cursor: number | undefined,
    past?: readonly Visit[],
  ): Promise<Moved> {
    const [next, at] = await this.begunAt(session, cursor);
    this.seat = this.seatFor(next);
    this.branches.startOver(next, past ?? (await carriedActs(next)));
    // A link that asks for more than there is has come to no goal: that is said where links are read.
    return this.moved(at, at === next.length ? next.ended : null);
  }

  /** Where a link asks for more than a run has, it opens where all was done: not after minutes of routine. */
  private async begunAt(session: PageSession, cursor: number | undefined): Promise<[PageRun, number]> {
    const run = await this.begin(session, null);
    const opening = await openingCursor(run);
    if (cursor === undefined) return [run, opening];
    const arrival = await moveFrom(run, 0, { kind: 'event', target: cursor });
    if (arrival.stopped === null || run.ended !== null) return [run, arrival.cursor];
    const again = await this.begin(session, null);
    const quiet = await moveFrom(again, 0, { kind: 'quiet' });
    return quiet.stopped === null ? [again, quiet.cursor] : [run, arrival.cursor];
  }

  /** Whose knowledge an opened run shows first; null: what is true. */
  protected seatFor(_run: PageRun): ReplicaId | null {
    return null;
  }

  /** A run of another session; one of the same run has everything before `cursor` in common with it. */
  protected async branched(session: PageSession, cursor: number): Promise<PageRun> {
    const { opened } = this;
    const next = await this.begin(
      session,
      isSameRun(opened.session, session) ? { run: opened, cursor } : null,
    );
    await moveFrom(next, 0, { kind: 'event', target: cursor });
    return next;
  }

  protected begin(session: PageSession, after: { readonly run: PageRun; readonly cursor: number } | null) {
    const live = this.host === 'workers' && session.scenario.protocol.replicas <= limits.workers;
    return PageRun.begin(session, live ? this.startWorker : null, after, this.keeping);
  }
}
