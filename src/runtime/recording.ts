/**
 * The memory of a run: its trace, the versions of every replica, pictures to fold from, and checkpoints to
 * resume from. Showing any moment is a binary search and a few steps per replica, resuming replays from the
 * last checkpoint (TOOLING 4).
 */
import type { ReplicaId, Slot, View } from '../kernel/ids.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { CommandEvent, TraceEvent } from '../kernel/trace.ts';
import { copyPicture, fold, type Picture } from '../projection/picture.ts';
import type { ReplicaState } from '../replica/replica.ts';
import type { EngineState } from '../sim/state.ts';
import type { TimelineMark } from './api.ts';
import { DiagramLog } from './diagram-log.ts';
import { lastUpTo } from './last-up-to.ts';
import { limits } from './limits.ts';
import type { Seat } from './seat.ts';
import { type StepAgain, Versions } from './versions.ts';

/** A moment between two instants from which the run can go on. */
export interface Checkpoint {
  readonly cursor: number;
  readonly engine: EngineState;
  readonly seats: readonly Seat[];
}

/** Who counted as faulty, and whose state was damaged, from this cursor on. */
export interface Standing {
  readonly cursor: number;
  readonly faulty: readonly ReplicaId[];
  readonly corrupted: readonly ReplicaId[];
}

export class Recording {
  events: TraceEvent[] = [];
  readonly marks: TimelineMark[] = [];
  readonly commands: CommandEvent[] = [];
  readonly checkpoints: Checkpoint[] = [];
  diagram: DiagramLog;
  readonly standings: Standing[] = [];
  private readonly versions: Versions[];
  private readonly pictures: Picture[];
  private readonly edge: Picture;
  private readonly manifest: Manifest;
  private readonly isRefusal: (receipt: string) => boolean;
  private readonly stepAgain: StepAgain;
  /** Highest slot committed and highest view entered so far: only news is marked. */
  private slot = 0;
  private view = 0;

  constructor(
    first: Picture,
    states: readonly (ReplicaState | null)[],
    manifest: Manifest,
    isRefusal: (receipt: string) => boolean,
    stepAgain: StepAgain,
  ) {
    this.manifest = manifest;
    this.diagram = new DiagramLog(manifest);
    this.pictures = [copyPicture(first)];
    this.edge = first;
    this.isRefusal = isRefusal;
    this.stepAgain = stepAgain;
    this.versions = states.map((state) => new Versions(state, this.events, stepAgain));
  }

  get length(): number {
    return this.events.length;
  }

  add(event: TraceEvent): void {
    this.events.push(event);
    if (event.kind === 'command') this.commands.push(event);
    fold(this.edge, event, this.isRefusal);
    // A picture is as large as what is in flight: the more that is, the further apart they are.
    const since = this.edge.cursor - (this.pictures.at(-1)?.cursor ?? 0);
    if (since >= Math.max(limits.eventsPerPicture, this.edge.flights.size / 2)) {
      this.pictures.push(copyPicture(this.edge));
    }
  }

  /** The replica's memory from the last event on. */
  addVersion(replica: ReplicaId, state: ReplicaState | null): void {
    this.versions[replica]?.add(state);
  }

  stateAt(replica: ReplicaId, cursor: number): ReplicaState | null {
    return this.versions[replica]?.at(cursor) ?? null;
  }

  pictureAt(cursor: number): Picture {
    const nearest = lastUpTo(this.pictures, (picture) => picture.cursor, cursor);
    const picture = copyPicture(this.pictures[nearest] as Picture);
    while (picture.cursor < cursor) fold(picture, this.events[picture.cursor] as TraceEvent, this.isRefusal);
    return picture;
  }

  standingAt(cursor: number): Standing | undefined {
    return this.standings[lastUpTo(this.standings, (standing) => standing.cursor, cursor)];
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

  addCheckpoint(checkpoint: Checkpoint): void {
    this.checkpoints.push(checkpoint);
  }

  /** The last checkpoint at or before this cursor. */
  checkpointBefore(cursor: number): Checkpoint {
    return this.checkpoints[
      lastUpTo(this.checkpoints, (checkpoint) => checkpoint.cursor, cursor)
    ] as Checkpoint;
  }

  /** A copy that ends at a checkpoint: what a branch begins with. */
  upTo({ cursor }: Checkpoint): Recording {
    const copy = new Recording(this.pictureAt(cursor), [], this.manifest, this.isRefusal, this.stepAgain);
    copy.diagram = this.diagram.upTo(cursor, this.events);
    copy.pictures.length = 0;
    for (const picture of this.pictures) if (picture.cursor <= cursor) copy.pictures.push(picture);
    copy.events = this.events.slice(0, cursor);
    for (const event of this.commands) if (event.index < cursor) copy.commands.push(event);
    for (const mark of this.marks) if (mark.cursor <= cursor) copy.marks.push(mark);
    for (const { kind, number = 0 } of copy.marks) {
      if (kind === 'commit') copy.slot = number;
      if (kind === 'view') copy.view = number;
    }
    for (const checkpoint of this.checkpoints)
      if (checkpoint.cursor <= cursor) copy.checkpoints.push(checkpoint);
    for (const standing of this.standings) if (standing.cursor <= cursor) copy.standings.push(standing);
    for (const versions of this.versions) copy.versions.push(versions.upTo(cursor, copy.events));
    return copy;
  }
}
