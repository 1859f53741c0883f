/**
 * A move to a goal that may be far away, in parts: each part is one question to the engine, so that other
 * questions are answered in between, the way can be shown, and the visitor can stop it. Parts grow until one
 * takes a tenth of a second.
 */
import type { Engine, Move, Moved, Problem } from '../runtime/api.ts';
import { soughtBy } from './goals.ts';
import { counted } from './panels/words.ts';
import type { Progress } from './tools.ts';

export interface LookOut {
  /** Called after every part of a move that has taken a while. */
  progress(progress: Progress): void;
  isStopped(): boolean;
}

/** A move that was stopped on the way: what was looked through. */
export interface Stopped {
  readonly looked: Moved;
  /** "Stopped: no view change in 12,400 events up to 3,400 ms." */
  readonly sentence: string;
}

const FIRST_PART = 500;
const PART_MS = { least: 60, most: 160 } as const;
const LARGEST_PART = 50_000;
/** A move is shown to be under way after this. */
const SHOWN_AFTER_MS = 250;

export async function moveInParts(
  engine: Engine,
  cursor: number,
  move: Move,
  lookOut: LookOut,
): Promise<Moved | Problem | Stopped> {
  const begun = performance.now();
  let atMost = FIRST_PART;
  let looked: number | null = null;
  for (;;) {
    const partBegun = performance.now();
    const part = await engine.move(cursor, { ...move, atMost, ...(looked !== null && { looked }) });
    if ('problem' in part || part.unfinished !== true) return part;
    looked = part.frame.cursor;
    if (lookOut.isStopped()) return { looked: part, sentence: stoppedWords(move, part, looked - cursor) };
    const now = performance.now();
    if (now - begun > SHOWN_AFTER_MS) {
      const words = `Looking for ${soughtBy(move, part.info.protocol.viewWord)}`;
      lookOut.progress({ words, events: looked - cursor, at: part.frame.at });
    }
    atMost = nextSize(atMost, now - partBegun);
  }
}

/** The size of the next part, after one of this size took so many ms. */
export function nextSize(size: number, tookMs: number): number {
  if (tookMs < PART_MS.least) return Math.min(LARGEST_PART, size * 2);
  return tookMs > PART_MS.most ? Math.max(50, Math.round(size / 2)) : size;
}

function stoppedWords(move: Move, { info }: Moved, events: number): string {
  const sought = soughtBy(move, info.protocol.viewWord);
  return `Stopped looking for ${sought} after ${counted(events, 'event')}; the playhead stays where it was.`;
}
