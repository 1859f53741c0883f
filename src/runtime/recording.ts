/**
 * The memory of a run: its trace, every version of every replica, pictures to fold from, and checkpoints to
 * resume from. Versions share structure, so keeping all of them costs a few hundred bytes per event; showing
 * any moment is a binary search per replica, resuming replays from the last checkpoint (TOOLING 4).
 */
import type { ReplicaId, Slot, View } from '../kernel/ids.ts';
import type { Manifest } from '../kernel/protocol.ts';
import type { CommandEvent, TraceEvent } from '../kernel/trace.ts';
import { copyPicture, fold, type Picture } from '../projection/picture.ts';
import type { ReplicaState } from '../replica/replica.ts';
import type { EngineState } from '../sim/state.ts';
import type { TimelineMark } from './api.ts';
import { DiagramLog } from './diagram-log.ts';
import { limits } from './limits.ts';
import type { Seat } from './seat.ts';

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

/** One replica's versions: `states[i]` holds from cursor `from[i]` on. */
interface Versions {
  readonly from: number[];
  readonly states: (ReplicaState | null)[];
}

export class Recording {
  readonly events: TraceEvent[] = [];
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
  /** Highest slot committed and highest view entered so far: only news is marked. */
  private slot = 0;
  private view = 0;

  constructor(
    first: Picture,
    states: readonly (ReplicaState | null)[],
    manifest: Manifest,
    isRefusal: (receipt: string) => boolean,
  ) {
    this.manifest = manifest;
    this.diagram = new DiagramLog(manifest);
    this.pictures = [copyPicture(first)];
    this.edge = first;
    this.isRefusal = isRefusal;
    this.versions = states.map((state) => ({ from: [0], states: [state] }));
  }

  get length(): number {
    return this.events.length;
  }

  add(event: TraceEvent): void {
    this.events.push(event);
    if (event.kind === 'command') this.commands.push(event);
    fold(this.edge, event, this.isRefusal);
    if (this.edge.cursor % limits.eventsPerPicture === 0) this.pictures.push(copyPicture(this.edge));
  }

  /** The replica's memory from the last event on. */
  addVersion(replica: ReplicaId, state: ReplicaState | null): void {
    const versions = this.versions[replica] as Versions;
    versions.from.push(this.length);
    versions.states.push(state);
  }

  stateAt(replica: ReplicaId, cursor: number): ReplicaState | null {
    const { from, states } = this.versions[replica] as Versions;
    return states[lastUpTo(from, (start) => start, cursor)] ?? null;
  }

  pictureAt(cursor: number): Picture {
    const picture = copyPicture(this.pictures[Math.floor(cursor / limits.eventsPerPicture)] as Picture);
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

  /** The last checkpoint at or before this cursor. */
  checkpointBefore(cursor: number): Checkpoint {
    return this.checkpoints[
      lastUpTo(this.checkpoints, (checkpoint) => checkpoint.cursor, cursor)
    ] as Checkpoint;
  }

  /** A copy that ends at a checkpoint: what a branch begins with. */
  upTo({ cursor }: Checkpoint): Recording {
    const copy = new Recording(this.pictureAt(cursor), [], this.manifest, this.isRefusal);
    copy.diagram = this.diagram.upTo(cursor);
    copy.pictures.length = 0;
    for (const picture of this.pictures) if (picture.cursor <= cursor) copy.pictures.push(picture);
    for (const event of this.events.slice(0, cursor)) copy.events.push(event);
    for (const event of this.commands) if (event.index < cursor) copy.commands.push(event);
    for (const mark of this.marks) if (mark.cursor <= cursor) copy.marks.push(mark);
    for (const { kind, number = 0 } of copy.marks) {
      if (kind === 'commit') copy.slot = number;
      if (kind === 'view') copy.view = number;
    }
    for (const checkpoint of this.checkpoints)
      if (checkpoint.cursor <= cursor) copy.checkpoints.push(checkpoint);
    for (const standing of this.standings) if (standing.cursor <= cursor) copy.standings.push(standing);
    for (const { from, states } of this.versions) {
      const end = lastUpTo(from, (start) => start, cursor) + 1;
      copy.versions.push({ from: from.slice(0, end), states: states.slice(0, end) });
    }
    return copy;
  }
}

/** Index of the last item whose key is at most `limit`; items ascend; −1 for none. */
export function lastUpTo<T>(items: readonly T[], key: (item: T) => number, limit: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(items[middle] as T) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
