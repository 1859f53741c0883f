/**
 * A stretch that grows while nobody looks at it, in a run that is too long to be held: only its newest moment
 * is kept. What happened in it follows from its first checkpoint, like all that has been forgotten. A long
 * move thus leaves no events behind for the collector of garbage, which cost more than all that is kept.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import { copyPicture, fold, type Picture } from '../../projection/picture.ts';
import type { ReplicaState } from '../../replica/replica.ts';
import type { Segment } from './segments.ts';
import { isCheckpointDue, type Reading } from './stretch.ts';

export class LightStretch {
  readonly from: number;
  private readonly reading: Reading;
  private readonly edge: Picture;
  private readonly states: (ReplicaState | null)[];
  private last: TraceEvent | null;
  /** Where the last checkpoint lies that was taken, or would have been. */
  private checkpointAt: number;
  private count = 0;

  constructor({ start, picture, before }: Segment, reading: Reading) {
    this.from = start.cursor;
    this.checkpointAt = start.cursor;
    this.reading = reading;
    this.edge = copyPicture(picture);
    this.states = start.seats.map(({ state }) => state);
    this.last = before;
  }

  /** Cursor behind its last event. */
  get end(): number {
    return this.from + this.count;
  }

  wantsCheckpoint(least: number): boolean {
    return isCheckpointDue(this.end - this.checkpointAt, least, this.edge);
  }

  /** A place to go on from is passed without being noted. */
  skipCheckpoint(): void {
    this.checkpointAt = this.end;
  }

  add(event: TraceEvent): void {
    this.last = event;
    this.count++;
    fold(this.edge, event, this.reading.isRefusal);
  }

  /** The replica's memory from the last event on. */
  addVersion(replica: ReplicaId, state: ReplicaState | null): void {
    this.states[replica] = state;
  }

  get lastEvent(): TraceEvent | null {
    return this.last;
  }

  lastState(replica: ReplicaId): ReplicaState | null {
    return this.states[replica] ?? null;
  }

  lastPicture(): Picture {
    return copyPicture(this.edge);
  }
}
