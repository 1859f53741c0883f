/**
 * Lane marks in columns: there are almost as many of them as events, and as objects they took 110 bytes per
 * event.
 */

import { type LaneMark, laneMarkKinds } from '../lane-marks.ts';
import { firstClientPlace, placeOf } from '../place-of.ts';
import { Column } from './column.ts';
import { Names } from './names.ts';
import type { TraceIndex } from './trace-index.ts';

const allLanes = 0xffff;

export class LaneMarkLog {
  private kinds = new Column(Uint8Array);
  private lanes = new Column(Uint16Array);
  private cursors = new Column(Uint32Array);
  private texts = new Column(Uint16Array);
  /** Not a number where there is none. */
  private numbers = new Column(Float64Array);
  private untils = new Column(Float64Array);
  private words = new Names();

  get length(): number {
    return this.cursors.length;
  }

  push({ kind, lane, cursor, text, number, until }: LaneMark): void {
    this.kinds.push(laneMarkKinds.indexOf(kind));
    this.lanes.push(lane === null ? allLanes : placeOf(lane));
    this.cursors.push(cursor);
    this.texts.push(this.words.add(text));
    this.numbers.push(number ?? Number.NaN);
    this.untils.push(until ?? Number.NaN);
  }

  /** The marks from number `from` on, at most so many. */
  since(from: number, most: number, index: TraceIndex): LaneMark[] {
    const marks: LaneMark[] = [];
    const first = Math.max(0, from);
    for (let row = first; row < Math.min(this.length, first + most); row++) marks.push(this.mark(row, index));
    return marks;
  }

  /** The marks of events before `cursor`. */
  upTo(cursor: number): LaneMarkLog {
    const copy = new LaneMarkLog();
    const count = this.cursors.countUpTo(cursor);
    copy.kinds = this.kinds.upTo(count);
    copy.lanes = this.lanes.upTo(count);
    copy.cursors = this.cursors.upTo(count);
    copy.texts = this.texts.upTo(count);
    copy.numbers = this.numbers.upTo(count);
    copy.untils = this.untils.upTo(count);
    copy.words = this.words;
    return copy;
  }

  private mark(row: number, index: TraceIndex): LaneMark {
    const [cursor, place] = [this.cursors.at(row) as number, this.lanes.at(row) as number];
    return {
      kind: laneMarkKinds[this.kinds.at(row) as number] as LaneMark['kind'],
      lane: place === allLanes ? null : place >= firstClientPlace ? `c${place - firstClientPlace}` : place,
      cursor,
      at: index.timeOf(cursor - 1),
      step: index.stepOf(cursor - 1),
      text: this.words.word(this.texts.at(row) as number),
      number: numberIn(this.numbers.at(row)),
      until: numberIn(this.untils.at(row)),
    };
  }
}

function numberIn(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
