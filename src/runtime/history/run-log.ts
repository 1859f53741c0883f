/**
 * What stays of a whole run, however many of its events are forgotten: an index of the events, the rows that
 * diagram, plots and searches are made of, and the few things that the scrubber is painted with. Collected
 * while the run goes on; a branch begins with a copy that shares what both have in common.
 */

import { fingerprint } from '../../kernel/hash.ts';
import type { ReplicaId, Slot, View } from '../../kernel/ids.ts';
import type { Manifest } from '../../kernel/protocol.ts';
import type { CommandEvent, Envelope, TraceEvent } from '../../kernel/trace.ts';
import type { TimelineMark } from '../api.ts';
import { ArrowLog, type Arrows, endOf } from '../arrows.ts';
import { type LaneMark, laneMarksOf } from '../lane-marks.ts';
import { lastUpTo } from '../last-up-to.ts';
import { firstClientPlace } from '../place-of.ts';
import { ValueLog } from '../value-log.ts';
import { LaneMarkLog } from './lane-mark-log.ts';
import { SharedList } from './shared-list.ts';
import { TraceIndex } from './trace-index.ts';
import { VerdictLog } from './verdict-log.ts';
import { WorkLog } from './work-log.ts';

/** Who counted as faulty, and whose state was damaged, from this cursor on. */
export interface Standing {
  readonly cursor: number;
  readonly faulty: readonly ReplicaId[];
  readonly corrupted: readonly ReplicaId[];
}

/** A replica entered a view. */
export interface ViewChange {
  readonly cursor: number;
  readonly replica: ReplicaId;
  readonly view: View;
}

/** What a log has to know to go on from a place. */
export interface LogEdge {
  /** Last communication step of each endpoint: replicas, then clients. */
  readonly steps: readonly number[];
  /** Last view of each replica. */
  readonly views: readonly View[];
  /** Highest slot committed and highest view entered so far: only news is marked. */
  readonly slot: Slot;
  readonly view: View;
}

export class RunLog {
  index = new TraceIndex();
  work = new WorkLog();
  /** One list as long as the run: the page is only sent what is new in it. */
  marks: TimelineMark[] = [];
  commands = new SharedList<CommandEvent>();
  verdicts = new VerdictLog();
  viewChanges = new SharedList<ViewChange>();
  values = new ValueLog();
  private standings = new SharedList<Standing>();
  private arrowLog: ArrowLog;
  private laneMarkLog = new LaneMarkLog();
  private readonly manifest: Manifest;
  readonly replicas: number;
  private steps: number[] = [];
  private views: View[] = [];
  private slot: Slot = 0;
  private view: View = 0;

  constructor(manifest: Manifest, replicas: number) {
    this.manifest = manifest;
    this.replicas = replicas;
    this.arrowLog = new ArrowLog(new Map(manifest.messages.map(({ type }, position) => [type, position])));
  }

  /** `state`: what the event left at the replica where it happened; null for an event elsewhere. */
  add(event: TraceEvent, state: unknown): void {
    const step = this.stepOf(event);
    this.index.add(event, step);
    if (event.kind === 'command') this.commands.push(event);
    if (event.sent.length > 0) this.addSent(event);
    this.addArrows(event);
    this.work.add(event);
    for (const mark of laneMarksOf(event, step, this.manifest, this.entered(event, state)))
      this.laneMarkLog.push(mark);
  }

  get arrows(): ArrowLog {
    return this.arrowLog;
  }

  /** Rows of the diagram from number `from` on, at most so many. */
  arrowsSince(from: number, most = Number.POSITIVE_INFINITY): Arrows {
    return this.arrowLog.since(from, most, this.index);
  }

  /** Lane marks from number `from` on, at most so many. */
  laneMarksSince(from: number, most = Number.POSITIVE_INFINITY): LaneMark[] {
    return this.laneMarkLog.since(from, most, this.index);
  }

  /** From this cursor on; most of the time it says what was true before. */
  addStanding(standing: Standing): void {
    const last = this.standings.last;
    if (
      last !== undefined &&
      isSame(last.faulty, standing.faulty) &&
      isSame(last.corrupted, standing.corrupted)
    )
      return;
    this.standings.push(standing);
  }

  standingAt(cursor: number): Standing | undefined {
    return this.standings.at(this.standings.countUpTo((standing) => standing.cursor, cursor) - 1);
  }

  /** True once per slot, in ascending order. */
  isNewSlot(slot: Slot): boolean {
    if (slot <= this.slot) return false;
    this.slot = slot;
    return true;
  }

  /** True once per view, in ascending order. */
  isNewView(view: View): boolean {
    if (view <= this.view) return false;
    this.view = view;
    return true;
  }

  get edge(): LogEdge {
    const { slot, view } = this;
    return { steps: this.steps.slice(), views: this.views.slice(), slot, view };
  }

  /** The edge as it was at `cursor`, from what it was at an earlier one. */
  edgeAt(cursor: number, from: number, edge: LogEdge): LogEdge {
    const [steps, views] = [edge.steps.slice(), edge.views.slice()];
    let { slot, view } = edge;
    for (let index = from; index < cursor; index++) {
      const place = this.index.placeOf(index);
      if (place !== null)
        steps[place < firstClientPlace ? place : place - firstClientPlace + this.replicas] =
          this.index.stepOf(index);
    }
    for (const change of between(this.viewChanges, from, cursor)) views[change.replica] = change.view;
    const marks = this.marks.slice(marksUpTo(this.marks, from), marksUpTo(this.marks, cursor));
    for (const { kind, number = 0 } of marks) {
      if (kind === 'commit') slot = number;
      if (kind === 'view') view = number;
    }
    return { steps, views, slot, view };
  }

  /** A log of the events before `cursor`, where its edge was `edge`. */
  upTo(cursor: number, edge: LogEdge): RunLog {
    const copy = new RunLog(this.manifest, this.replicas);
    copy.index = this.index.upTo(cursor);
    copy.work = this.work.upTo(cursor);
    copy.marks = this.marks.slice(0, marksUpTo(this.marks, cursor));
    copy.commands = cut(this.commands, (event) => event.index, cursor - 1);
    copy.verdicts = this.verdicts.upTo(cursor);
    copy.viewChanges = cut(this.viewChanges, (change) => change.cursor, cursor);
    copy.values = this.values.upTo(cursor);
    copy.standings = cut(this.standings, (standing) => standing.cursor, cursor);
    copy.arrowLog = this.arrowLog.upTo(cursor);
    copy.laneMarkLog = this.laneMarkLog.upTo(cursor);
    copy.steps = edge.steps.slice();
    copy.views = edge.views.slice();
    copy.slot = edge.slot;
    copy.view = edge.view;
    return copy;
  }

  /** The copies of a broadcast follow each other and are one message. */
  private addSent({ sent, index }: TraceEvent): void {
    for (let first = 0; first < sent.length; ) {
      const { message } = sent[first] as Envelope;
      let [end, copies] = [first, 0];
      while (end < sent.length && sent[end]?.message === message)
        if (sent[end++]?.duplicate === false) copies++;
      first = end;
      const summary = this.manifest.summary(message);
      this.values.see(summary, index + 1);
      if (copies === 0) continue;
      this.work.addSent(index + 1, message, summary, copies, fingerprint(message).bytes);
    }
  }

  private addArrows(event: TraceEvent): void {
    const ended = endOf(event);
    if (ended !== null) this.addArrow(event, ended.envelope, ended.fate);
    for (const envelope of event.sent) if (envelope.lost !== null) this.addArrow(event, envelope, 'dropped');
  }

  private addArrow(event: TraceEvent, envelope: Envelope, fate: Parameters<ArrowLog['push']>[2]): void {
    const summary = this.manifest.summary(envelope.message);
    this.arrowLog.push(event, envelope, fate, summary, this.values.indexOf(summary));
  }

  /**
   * As Lamport's clock, counting messages only, and of those none that is routine: it leads to no decision.
   */
  private stepOf(event: TraceEvent): number {
    const place = this.placeOf(event);
    const before = place === null ? 0 : (this.steps[place] ?? 0);
    const travelled = isArrival(event, this.manifest.idleTypes) ? this.index.stepOf(event.cause) + 1 : 0;
    const step = Math.max(before, travelled);
    if (place !== null) this.steps[place] = step;
    return step;
  }

  private placeOf(event: TraceEvent): number | null {
    if (event.kind === 'replica') return event.replica;
    return event.kind === 'client' ? this.replicas + Number(event.client.slice(1)) : null;
  }

  private entered(event: TraceEvent, state: unknown): View | null {
    if (event.kind !== 'replica' || state === null || event.effects.length === 0) return null;
    const { replica, index } = event;
    const view = this.manifest.view(state);
    if ((this.views[replica] ?? 0) === view) return null;
    this.views[replica] = view;
    this.viewChanges.push({ cursor: index + 1, replica, view });
    return view;
  }
}

function cut<T>(list: SharedList<T>, key: (item: T) => number, limit: number): SharedList<T> {
  return list.upTo(list.countUpTo(key, limit));
}

function marksUpTo(marks: readonly TimelineMark[], limit: number): number {
  return lastUpTo(marks, ({ cursor }) => cursor, limit) + 1;
}

function between<T extends { readonly cursor: number }>(list: SharedList<T>, from: number, to: number): T[] {
  const key = ({ cursor }: T): number => cursor;
  return list.slice(list.countUpTo(key, from), list.countUpTo(key, to));
}

function isSame(a: readonly ReplicaId[], b: readonly ReplicaId[]): boolean {
  return a.length === b.length && a.every((id, at) => id === b[at]);
}

function isArrival(event: TraceEvent, idle: readonly string[]): boolean {
  if (event.kind === 'replica')
    return event.input.kind === 'message' && !idle.includes(event.input.envelope.message.type);
  return event.kind === 'client' && event.action.kind === 'received';
}
