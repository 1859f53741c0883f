/**
 * The memory of a run. Events are read through here and nowhere else: what has been forgotten is simulated
 * again from the checkpoint before it, and must come to the same trace hash (ADR 9). What is known of the
 * whole run without its events is in `log`.
 */
import type { Digest, ReplicaId } from '../kernel/ids.ts';
import type { TraceEvent } from '../kernel/trace.ts';
import { copyPicture, type Picture } from '../projection/picture.ts';
import type { ReplicaState } from '../replica/replica.ts';
import { LightStretch } from './history/light-stretch.ts';
import type { RunLog } from './history/run-log.ts';
import { Residency, type Segment } from './history/segments.ts';
import { type Checkpoint, type Reading, Stretch } from './history/stretch.ts';
import { lastUpTo } from './last-up-to.ts';
import { type Keeping, limits } from './limits.ts';

/** How a recording reads again what it knows no more. */
export interface Remaking extends Reading {
  readonly keeping: Keeping;
  /** The stretch of a segment that is over, simulated again and compared. */
  readonly simulateAgain: (segment: Segment) => Stretch;
  /** Of all events so far. */
  readonly traceHash: () => Digest;
}

export class Recording {
  readonly log: RunLog;
  private readonly remaking: Remaking;
  private readonly residency: Residency;
  /** Those before the last one are over. */
  private readonly segments: Segment[];
  private growing: Stretch | LightStretch;
  /** Somebody has looked into the growing stretch, and not only at its newest moment. */
  private looked = false;
  /** Replicas that have emptied their logs since the growing stretch was long enough. */
  private emptied = 0;
  /** What was simulated again last. */
  private passed: { readonly segment: Segment; readonly stretch: Stretch } | null = null;

  private constructor(log: RunLog, segments: Segment[], remaking: Remaking, residency: Residency) {
    this.log = log;
    this.segments = segments;
    this.remaking = remaking;
    this.residency = residency;
    this.growing = (segments.at(-1) as Segment).stretch as Stretch;
  }

  /** The beginning of a run. */
  static begin(log: RunLog, start: Checkpoint, picture: Picture, remaking: Remaking): Recording {
    const stretch = new Stretch(start, picture, remaking);
    const first: Segment = { start, picture, edge: log.edge, before: null, stretch, end: null };
    const { eventsInMemory, eventsInMemoryOfLong } = remaking.keeping;
    return new Recording(log, [first], remaking, new Residency(eventsInMemory, eventsInMemoryOfLong));
  }

  get length(): number {
    return this.growing.end;
  }

  /** Events that could be forgotten and are not, in all branches of this run together. */
  get held(): number {
    return this.residency.size;
  }

  add(event: TraceEvent): void {
    this.growing.add(event);
  }

  /** The replica's memory from the last event on. */
  addVersion(replica: ReplicaId, state: ReplicaState | null): void {
    this.growing.addVersion(replica, state);
  }

  /** How finely it is kept; its branches do the same. */
  get keeping(): Keeping {
    return this.remaking.keeping;
  }

  /** True when it is time for a checkpoint: at the next rest. */
  get wantsCheckpoint(): boolean {
    return this.growing.wantsCheckpoint(this.keeping.eventsPerCheckpoint);
  }

  /**
   * A replica has emptied its log up to a stable checkpoint: soon it weighs least what a state keeps alive.
   */
  noteStable(): void {
    if (this.growing.end - this.growing.from >= this.eventsPerSegment) this.emptied++;
  }

  /** Long enough, and most replicas have just emptied their logs; or too long to wait for that. */
  private isOver(cursor: number): boolean {
    const length = cursor - this.growing.from;
    if (length < this.eventsPerSegment) return false;
    return this.emptied > (2 * this.log.replicas) / 3 || length >= 2 * this.eventsPerSegment;
  }

  private get eventsPerSegment(): number {
    const { eventsPerSegment } = this.keeping;
    const { replicas } = this.log;
    const heavy = Math.min(limits.segmentPerSquare * replicas ** 2, limits.eventsPerSegmentMost);
    return heavy > limits.eventsPerSegment ? Math.max(heavy, eventsPerSegment) : eventsPerSegment;
  }

  /** A place to go on from; a stretch that is long enough ends there. */
  addCheckpoint(take: () => Checkpoint): void {
    const { growing } = this;
    if (this.isOver(growing.end)) this.beginStretch(take());
    else if (growing instanceof LightStretch) growing.skipCheckpoint();
    else growing.checkpoints.push(take());
  }

  private beginStretch(start: Checkpoint): void {
    const { growing, log, remaking } = this;
    const last = this.segments.at(-1) as Segment;
    last.end = { cursor: start.cursor, hash: start.engine.hash.digest() };
    if (last.stretch !== null) this.residency.use(last);
    const picture = growing.lastPicture();
    const before = growing.lastEvent;
    const segment: Segment = { start, picture, edge: log.edge, before, stretch: null, end: null };
    // Of a run that long most is forgotten anyway: nothing is kept of what nobody seems to look at.
    const isLight = start.cursor >= this.keeping.eventsInMemory && !this.looked;
    if (isLight) this.growing = new LightStretch(segment, remaking);
    else this.growing = segment.stretch = new Stretch(start, picture, remaking);
    this.segments.push(segment);
    this.emptied = 0;
    this.looked = false;
  }

  /** Undefined where no event is. */
  event(index: number): TraceEvent | undefined {
    if (index < 0 || index >= this.length) return undefined;
    if (index === this.length - 1) return this.growing.lastEvent ?? this.segments.at(-1)?.before ?? undefined;
    const segment = this.segmentAt(index);
    // Often the one before the moment on display, whose stretch is another one.
    const next = this.segments[this.numberAt(index + 1)];
    if (segment.stretch === null && next?.start.cursor === index + 1) return next.before ?? undefined;
    return this.stretchOf(segment).event(index);
  }

  /** Events `from` … `to` − 1, as far as there are any. */
  slice(from: number, to: number = this.length): readonly TraceEvent[] {
    const events: TraceEvent[] = [];
    for (let at = Math.max(0, from); at < Math.min(to, this.length); ) {
      const stretch = this.stretchOf(this.segmentAt(at));
      for (const event of stretch.slice(at, to)) events.push(event);
      at = stretch.end;
    }
    return events;
  }

  /** The same for whoever only passes by: what has been forgotten stays so. */
  glance(index: number): TraceEvent | undefined {
    return index < 0 || index >= this.length ? undefined : this.passing(this.segmentAt(index)).event(index);
  }

  /** Events from `from` on, for whoever only passes by. */
  *read(from: number): Generator<TraceEvent> {
    for (let at = Math.max(0, from); at < this.length; ) {
      const stretch = this.passing(this.segmentAt(at));
      for (; at < stretch.end; at++) yield stretch.event(at) as TraceEvent;
    }
  }

  stateAt(replica: ReplicaId, cursor: number): ReplicaState | null {
    if (cursor === this.length) return this.growing.lastState(replica);
    const segment = this.segmentAt(cursor);
    if (segment.start.cursor === cursor) return segment.start.seats[replica]?.state ?? null;
    return this.stretchOf(segment).stateAt(replica, cursor);
  }

  pictureAt(cursor: number): Picture {
    if (cursor === this.length) return this.growing.lastPicture();
    const segment = this.segmentAt(cursor);
    if (segment.start.cursor === cursor) return copyPicture(segment.picture);
    return this.stretchOf(segment).pictureAt(cursor);
  }

  /**
   * The last checkpoint at or before this cursor, as far as they are held: of what is forgotten, the first.
   */
  checkpointBefore(cursor: number): Checkpoint {
    const { stretch, start } = this.segmentAt(cursor);
    return stretch === null ? start : stretch.checkpointBefore(cursor);
  }

  /** A recording that ends at this checkpoint and goes on by itself: what a branch begins with. */
  upTo(checkpoint: Checkpoint, remaking: Remaking): Recording {
    const { cursor } = checkpoint;
    const number = this.numberAt(cursor);
    const segment = this.segments[number] as Segment;
    const { start, picture, edge, stretch } = segment;
    const isWhole = stretch === null || start.cursor === cursor;
    const own = isWhole ? new Stretch(start, picture, remaking) : stretch.upTo(checkpoint);
    const segments = [...this.segments.slice(0, number), { ...segment, stretch: own, end: null }];
    const log = this.log.upTo(cursor, this.log.edgeAt(cursor, start.cursor, edge));
    return new Recording(log, segments, remaking, this.residency);
  }

  /** A cursor up to which both certainly have the same events; behind it, not for more than two stretches. */
  sharedWith(other: Recording): number {
    const isCommon = (number: number): boolean => {
      const [ours, theirs] = [this.segments[number], other.segments[number]];
      if (ours === undefined || theirs === undefined) return false;
      if (ours === theirs || ours.start === theirs.start) return true;
      if (ours.start.cursor !== theirs.start.cursor) return false;
      return ours.start.engine.hash.digest() === theirs.start.engine.hash.digest();
    };
    let [low, high] = [0, Math.min(this.segments.length, other.segments.length) - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (isCommon(middle)) low = middle;
      else high = middle - 1;
    }
    return (this.segments[low] as Segment).start.cursor;
  }

  private numberAt(cursor: number): number {
    return Math.max(
      0,
      lastUpTo(this.segments, ({ start }) => start.cursor, cursor),
    );
  }

  private segmentAt(cursor: number): Segment {
    return this.segments[this.numberAt(cursor)] as Segment;
  }

  private stretchOf(segment: Segment): Stretch {
    const stretch = this.passing(segment);
    segment.stretch = stretch;
    if (segment.end !== null) this.residency.use(segment);
    return stretch;
  }

  /** Without holding it, but for the last one: what is read next is mostly close by. */
  private passing(segment: Segment): Stretch {
    if (segment === this.segments.at(-1)) return this.wholeGrowing(segment);
    if (segment.stretch !== null) return segment.stretch;
    if (this.passed?.segment !== segment)
      this.passed = { segment, stretch: this.remaking.simulateAgain(segment) };
    return this.passed.stretch;
  }

  /** The stretch that grows, from now on with all that has happened in it. */
  private wholeGrowing(segment: Segment): Stretch {
    this.looked = true;
    if (this.growing instanceof LightStretch) {
      const end = { cursor: this.length, hash: this.remaking.traceHash() };
      const again = this.remaking.simulateAgain({ ...segment, end });
      segment.stretch = again;
      this.growing = again;
    }
    return this.growing;
  }
}
