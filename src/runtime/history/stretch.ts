/**
 * A part of a run, event by event: its trace, the versions of every replica, pictures to fold from, and
 * checkpoints to resume from. Showing a moment of it is a binary search and a few steps per replica, resuming
 * replays from its last checkpoint (TOOLING 4). All of it follows from the first checkpoint, so it may be
 * forgotten and simulated again.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import { copyPicture, fold, type Picture } from '../../projection/picture.ts';
import type { ReplicaState } from '../../replica/replica.ts';
import type { EngineState } from '../../sim/state.ts';
import { lastUpTo } from '../last-up-to.ts';
import { limits } from '../limits.ts';
import type { Seat } from '../seat.ts';
import { type StepAgain, Versions } from '../versions.ts';

/** A moment between two instants from which the run can go on. */
export interface Checkpoint {
  readonly cursor: number;
  readonly engine: EngineState;
  readonly seats: readonly Seat[];
}

/** How events are read again. */
export interface Reading {
  readonly isRefusal: (receipt: string) => boolean;
  readonly stepAgain: StepAgain;
}

export class Stretch {
  readonly from: number;
  readonly checkpoints: Checkpoint[];
  private readonly reading: Reading;
  private events: TraceEvent[] = [];
  private pictures: Picture[];
  private readonly versions: Versions[];
  private readonly edge: Picture;

  /** `picture` is as of the checkpoint, and so are the replicas' states unless `versions` are given. */
  constructor(start: Checkpoint, picture: Picture, reading: Reading, versions?: Versions[]) {
    this.from = start.cursor;
    this.checkpoints = [start];
    this.reading = reading;
    this.pictures = [picture];
    this.edge = copyPicture(picture);
    this.versions = versions ?? start.seats.map(({ state }) => new Versions(state, start.cursor));
  }

  /** Cursor behind its last event. */
  get end(): number {
    return this.from + this.events.length;
  }

  get lastCheckpoint(): Checkpoint {
    return this.checkpoints.at(-1) as Checkpoint;
  }

  /** True when it is time for a checkpoint, `least` events after the last one; later where it weighs more. */
  wantsCheckpoint(least: number): boolean {
    return isCheckpointDue(this.end - this.lastCheckpoint.cursor, least, this.edge);
  }

  add(event: TraceEvent): void {
    this.events.push(event);
    fold(this.edge, event, this.reading.isRefusal);
    // A picture is as large as what is in flight: the more that is, the further apart they are.
    const since = this.edge.cursor - (this.pictures.at(-1)?.cursor ?? 0);
    if (since >= Math.max(limits.eventsPerPicture, this.edge.flights.size)) {
      this.pictures.push(copyPicture(this.edge));
    }
  }

  /** The replica's memory from the last event on. */
  addVersion(replica: ReplicaId, state: ReplicaState | null): void {
    this.versions[replica]?.add(state, this.events.at(-1) as TraceEvent);
  }

  get lastEvent(): TraceEvent | null {
    return this.events.at(-1) ?? null;
  }

  lastState(replica: ReplicaId): ReplicaState | null {
    return this.versions[replica]?.newest ?? null;
  }

  lastPicture(): Picture {
    return copyPicture(this.edge);
  }

  /** Undefined outside the stretch. */
  event(index: number): TraceEvent | undefined {
    return this.events[index - this.from];
  }

  slice(from: number, to: number): readonly TraceEvent[] {
    return this.events.slice(Math.max(0, from - this.from), Math.max(0, to - this.from));
  }

  stateAt(replica: ReplicaId, cursor: number): ReplicaState | null {
    return this.versions[replica]?.at(cursor, this.again) ?? null;
  }

  pictureAt(cursor: number): Picture {
    const nearest = lastUpTo(this.pictures, (picture) => picture.cursor, cursor);
    const picture = copyPicture(this.pictures[nearest] as Picture);
    while (picture.cursor < cursor)
      fold(picture, this.event(picture.cursor) as TraceEvent, this.reading.isRefusal);
    return picture;
  }

  /** The last checkpoint at or before this cursor. */
  checkpointBefore(cursor: number): Checkpoint {
    const nearest = lastUpTo(this.checkpoints, (checkpoint) => checkpoint.cursor, cursor);
    return this.checkpoints[Math.max(0, nearest)] as Checkpoint;
  }

  /** A copy that ends at one of its checkpoints. */
  upTo({ cursor }: Checkpoint): Stretch {
    const versions = this.versions.map((each) => each.upTo(cursor, this.again));
    const start = this.checkpoints[0] as Checkpoint;
    const copy = new Stretch(start, this.pictureAt(cursor), this.reading, versions);
    copy.events = this.events.slice(0, cursor - this.from);
    copy.pictures = this.pictures.filter((picture) => picture.cursor <= cursor);
    copy.checkpoints.push(...this.checkpoints.slice(1).filter((each) => each.cursor <= cursor));
    return copy;
  }

  private readonly again = (before: ReplicaState, cursor: number): ReplicaState =>
    this.reading.stepAgain(before, this.event(cursor - 1) as Parameters<StepAgain>[1]);
}

/** `since`: events after the last one; `least`: between two. */
export function isCheckpointDue(since: number, least: number, { flights }: Picture): boolean {
  return since >= Math.max(least, Math.min(limits.eventsPerHeavyCheckpoint, 4 * flights.size));
}
