/**
 * What the space-time diagram is drawn from, collected while the run goes on: arrows, lane marks,
 * communication steps.
 */
import type { Endpoint, View } from '../kernel/ids.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { ArrowLog } from './arrows.ts';
import { type LaneMark, laneMarksOf } from './lane-marks.ts';

export class DiagramLog {
  /** Communication step of every event: the longest chain of messages that led to it. */
  steps: number[] = [];
  readonly laneMarks: LaneMark[] = [];
  arrows: ArrowLog;
  private readonly manifest: Manifest;
  /** Last step at each endpoint. */
  private lastStep = new Map<Endpoint, number>();
  /** Last view of each replica. */
  private views = new Map<number, View>();

  constructor(manifest: Manifest) {
    this.manifest = manifest;
    this.arrows = new ArrowLog(manifest);
  }

  /** `state`: what the event left at the replica where it happened; null for an event elsewhere. */
  add(event: TraceEvent, state: unknown): void {
    const step = this.stepOf(event);
    this.steps.push(step);
    this.arrows.add(event, this.steps);
    for (const mark of laneMarksOf(event, step, this.manifest, this.entered(event, state)))
      this.laneMarks.push(mark);
  }

  /** A log of the events before `cursor`, which `events` begins with. */
  upTo(cursor: number, events: readonly TraceEvent[]): DiagramLog {
    const copy = new DiagramLog(this.manifest);
    copy.steps = this.steps.slice(0, cursor);
    for (const mark of this.laneMarks) if (mark.cursor <= cursor) copy.laneMarks.push(mark);
    copy.arrows = this.arrows.upTo(cursor);
    for (const [index, step] of copy.steps.entries()) {
      const where = placeOf(events[index] as TraceEvent);
      if (where !== null) copy.lastStep.set(where, step);
    }
    for (const { kind, lane, number } of copy.laneMarks) {
      if (kind === 'view' && typeof lane === 'number' && number !== null) copy.views.set(lane, number);
    }
    return copy;
  }

  /**
   * As Lamport's clock, counting messages only, and of those none that is routine: it leads to no decision.
   */
  private stepOf(event: TraceEvent): number {
    const where = placeOf(event);
    const before = where === null ? 0 : (this.lastStep.get(where) ?? 0);
    const travelled = isArrival(event, this.manifest.idleTypes) ? (this.steps[event.cause] ?? 0) + 1 : 0;
    const step = Math.max(before, travelled);
    if (where !== null) this.lastStep.set(where, step);
    return step;
  }

  private entered(event: TraceEvent, state: unknown): View | null {
    if (event.kind !== 'replica' || state === null || event.effects.length === 0) return null;
    const view = this.manifest.view(state);
    if ((this.views.get(event.replica) ?? 0) === view) return null;
    this.views.set(event.replica, view);
    return view;
  }
}

function placeOf(event: TraceEvent): Endpoint | null {
  if (event.kind === 'replica') return event.replica;
  return event.kind === 'client' ? event.client : null;
}

function isArrival(event: TraceEvent, idle: readonly string[]): boolean {
  if (event.kind === 'replica')
    return event.input.kind === 'message' && !idle.includes(event.input.envelope.message.type);
  return event.kind === 'client' && event.action.kind === 'received';
}
