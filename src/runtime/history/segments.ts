/**
 * The stretches of a run, one behind the other, of which the ones that nobody has looked at for longest are
 * forgotten: what is kept of those is the checkpoint they begin with, the picture of that moment, and the
 * trace hash, with which the same events come about again. Branches share the stretches they have in common,
 * and one budget.
 */
import type { Digest } from '../../kernel/ids.ts';
import type { TraceEvent } from '../../kernel/trace.ts';
import type { Picture } from '../../projection/picture.ts';
import type { LogEdge } from './run-log.ts';
import type { Checkpoint, Stretch } from './stretch.ts';

export interface Segment {
  readonly start: Checkpoint;
  readonly picture: Picture;
  /** What the log of the run knew there. */
  readonly edge: LogEdge;
  /** The event before it, which showing its first moment needs; null for the very first. */
  readonly before: TraceEvent | null;
  /** Null while it is forgotten. */
  stretch: Stretch | null;
  /** Where it ends, and the trace hash there; null while it grows. */
  end: { readonly cursor: number; readonly hash: Digest } | null;
}

/** Which segments are held, the one used longest ago first. */
export class Residency {
  private readonly held = new Set<Segment>();
  private readonly mostOfLong: number;
  private most: number;
  private events = 0;

  /**
   * @param most events in segments that are held and do not grow any more
   * @param mostOfLong the same from the moment on at which that is too little for all there is: then what is
   *   held is a share of a long run, and most looks into it simulate anyway
   */
  constructor(most: number, mostOfLong: number) {
    this.most = most;
    this.mostOfLong = mostOfLong;
  }

  /** Events held now. */
  get size(): number {
    return this.events;
  }

  /** Somebody looked at this segment, which is held and grows no more. */
  use(segment: Segment): void {
    if (this.held.delete(segment)) this.events -= lengthOf(segment);
    this.held.add(segment);
    this.events += lengthOf(segment);
    if (this.events > this.most) this.most = this.mostOfLong;
    for (const oldest of this.held) {
      if (this.events <= this.most || oldest === segment) return;
      this.held.delete(oldest);
      this.events -= lengthOf(oldest);
      oldest.stretch = null;
    }
  }
}

function lengthOf({ start, end }: Segment): number {
  return (end?.cursor ?? start.cursor) - start.cursor;
}
