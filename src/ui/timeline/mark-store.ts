/**
 * What stands on the lanes, sorted by what it is: views entered, stretches in which a replica was down,
 * timers from arming to their end, and the single marks. All ascend by cursor.
 */
import type { Endpoint, TimeUs } from '../../kernel/ids.ts';
import type { Engine } from '../../runtime/api.ts';

export type LaneMark = Awaited<ReturnType<Engine['laneMarks']>>[number];

/** One moment in both measures of the axis. */
export interface Moment {
  readonly at: TimeUs;
  readonly step: number;
  readonly cursor: number;
}

/** A replica enters a view. */
export interface Entry extends Moment {
  readonly view: number;
}

export interface Down {
  readonly from: Moment;
  to: Moment | null;
}

export interface Timer {
  readonly lane: Endpoint;
  readonly name: string;
  readonly from: Moment;
  /** When it is due. */
  readonly until: TimeUs;
  /** Fired, or armed anew or put away before; null while it runs. */
  end: (Moment & { readonly fired: boolean }) | null;
}

export class MarkStore {
  count = 0;
  readonly views = new Map<Endpoint, Entry[]>();
  readonly downs = new Map<Endpoint, Down[]>();
  readonly timers: Timer[] = [];
  /** States reached and executions, the marks drawn on a lane one by one. */
  readonly reached: LaneMark[] = [];
  /** Faults, and what a client asked and accepted. */
  readonly faults: LaneMark[] = [];
  readonly clients: LaneMark[] = [];
  private readonly running = new Map<string, Timer>();

  append(from: number, marks: readonly LaneMark[]): boolean {
    if (from !== this.count) return false;
    for (const mark of marks) this.add(mark);
    this.count += marks.length;
    return true;
  }

  /** What stands on one lane and is known there: no faults, and nothing of the clients. */
  seenBy(lane: Endpoint): MarkStore {
    const seen = new MarkStore();
    const views = this.views.get(lane);
    if (views !== undefined) seen.views.set(lane, views);
    for (const timer of this.timers) if (timer.lane === lane) seen.timers.push(timer);
    for (const mark of this.reached) if (mark.lane === lane) seen.reached.push(mark);
    return seen;
  }

  private add(mark: LaneMark): void {
    const { lane } = mark;
    switch (mark.kind) {
      case 'state':
      case 'executed':
        this.reached.push(mark);
        break;
      case 'submitted':
      case 'accepted':
        this.clients.push(mark);
        break;
      case 'fault':
        this.faults.push(mark);
        break;
      case 'view':
        if (lane !== null) listOf(this.views, lane).push({ ...momentOf(mark), view: mark.number ?? 0 });
        break;
      case 'down':
        this.faults.push(mark);
        if (lane !== null) this.goDown(lane, momentOf(mark));
        break;
      case 'up':
        this.faults.push(mark);
        if (lane !== null) this.comeUp(lane, momentOf(mark));
        break;
      case 'armed':
      case 'fired':
      case 'disarmed':
        if (lane !== null) this.turn(lane, mark);
    }
  }

  private goDown(lane: Endpoint, from: Moment): void {
    const downs = listOf(this.downs, lane);
    if (downs.at(-1)?.to === null) return;
    downs.push({ from, to: null });
    // What was armed dies with it.
    for (const timer of this.running.values()) {
      if (timer.lane === lane) this.stop(timer, { ...from, fired: false });
    }
  }

  private comeUp(lane: Endpoint, to: Moment): void {
    const last = this.downs.get(lane)?.at(-1);
    if (last !== undefined && last.to === null) last.to = to;
  }

  private turn(lane: Endpoint, mark: LaneMark): void {
    const before = this.running.get(`${lane} ${mark.text}`);
    if (before !== undefined) this.stop(before, { ...momentOf(mark), fired: mark.kind === 'fired' });
    if (mark.kind !== 'armed' || mark.until === null) return;
    const timer: Timer = { lane, name: mark.text, from: momentOf(mark), until: mark.until, end: null };
    this.timers.push(timer);
    this.running.set(`${lane} ${mark.text}`, timer);
  }

  private stop(timer: Timer, end: NonNullable<Timer['end']>): void {
    timer.end = end;
    this.running.delete(`${timer.lane} ${timer.name}`);
  }
}

function momentOf({ at, step, cursor }: LaneMark): Moment {
  return { at, step, cursor };
}

function listOf<T>(lists: Map<Endpoint, T[]>, lane: Endpoint): T[] {
  const known = lists.get(lane);
  if (known !== undefined) return known;
  const made: T[] = [];
  lists.set(lane, made);
  return made;
}

/** Index of the first mark after this cursor's event. */
export function firstAfter(marks: readonly { readonly cursor: number }[], cursor: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as { readonly cursor: number }).cursor <= cursor) low = middle + 1;
    else high = middle;
  }
  return low;
}
