/**
 * Playing as fast as it goes: strides of as many events as fit into a tenth of a second, each shown once. It
 * ends where nothing is left to do.
 */
import type { Engine, Moved, Problem } from '../runtime/api.ts';
import { nextSize } from './long-move.ts';

const FIRST_STRIDE = 100;

/**
 * One stride from a cursor, of which `known` events have been simulated; it stays where it is when all is
 * quiet.
 */
export type Stride = (cursor: number, known: number) => Promise<Moved | Problem>;

export function createStride(engine: Engine): Stride {
  let size = FIRST_STRIDE;
  return async (cursor, known) => {
    const begun = performance.now();
    const moved = await oneStride(engine, cursor, known, size);
    size = nextSize(size, performance.now() - begun);
    return moved;
  };
}

async function oneStride(
  engine: Engine,
  cursor: number,
  known: number,
  size: number,
): Promise<Moved | Problem> {
  if (cursor < known) return engine.move(cursor, { kind: 'event', target: Math.min(known, cursor + size) });
  const part = await engine.move(cursor, { kind: 'quiet', atMost: size });
  if ('problem' in part || part.unfinished !== true) return part;
  // A part that has not reached its goal was not shown to anybody; this one is.
  return engine.move(cursor, { kind: 'event', target: part.frame.cursor });
}
