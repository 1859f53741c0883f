/** Where verdicts changed: what moves to the next or last change go by. */
import type { TraceEvent } from '../../kernel/trace.ts';
import type { Monitor } from '../../sim/monitor.ts';
import { Column } from './column.ts';
import { Names } from './names.ts';

export class VerdictLog {
  /** Cursors just after an event that changed a verdict; the first is 0. */
  private changes = new Column(Uint32Array);
  /** What they said from there on, a letter each. */
  private words = new Column(Uint16Array);
  private names = new Names();
  private now = '';

  /** What they say before any event. */
  begin(monitor: Monitor): void {
    this.say(0, wordsOf(monitor));
  }

  /** `monitor` has just observed the event. */
  add(event: TraceEvent, monitor: Monitor): void {
    if (!mayMatter(event) && monitor.firstViolation() === null) return;
    const words = wordsOf(monitor);
    if (words !== this.now) this.say(event.index + 1, words);
  }

  /** True iff the event before this cursor changed a verdict. */
  isChange(cursor: number): boolean {
    return cursor > 0 && this.lastUpTo(cursor) === cursor;
  }

  /** The last cursor up to this one at which a verdict had just changed; 0 for none. */
  lastUpTo(cursor: number): number {
    return this.changes.at(this.changes.countUpTo(cursor) - 1) ?? 0;
  }

  upTo(cursor: number): VerdictLog {
    const copy = new VerdictLog();
    const count = this.changes.countUpTo(cursor);
    copy.changes = this.changes.upTo(count);
    copy.words = this.words.upTo(count);
    copy.names = this.names;
    copy.now = this.names.word(this.words.at(count - 1) ?? 0);
    return copy;
  }

  private say(cursor: number, words: string): void {
    this.now = words;
    this.changes.push(cursor);
    this.words.push(this.names.add(words));
  }
}

/**
 * A delivery that led to nothing but words for the reader is not shown to verdicts, unless somebody's time is
 * up.
 */
function mayMatter(event: TraceEvent): boolean {
  if (event.kind !== 'replica' || event.input.kind !== 'message') return true;
  return event.effects.some(({ kind }) => kind !== 'cite');
}

function wordsOf(monitor: Monitor): string {
  let words = '';
  for (const { verdict } of monitor.verdicts(() => null)) words += verdict[0];
  return words;
}
