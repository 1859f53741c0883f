/**
 * Simulates a stretch of a run again from its first checkpoint, for whoever looks at what has been forgotten.
 * An engine and a host of its own do it, with all replicas in this thread; it must come to the trace hash
 * that was kept.
 */
import type { TraceEvent } from '../../kernel/trace.ts';
import type { ScenarioCommand } from '../../scenarios/types.ts';
import type { Turn } from '../../sim/engine.ts';
import { type Assembly, assembleAgain } from '../assemble.ts';
import { NotReproducible } from '../not-reproducible.ts';
import type { Segment } from './segments.ts';
import { type Checkpoint, type Reading, Stretch } from './stretch.ts';
import { versionAfter } from './version-after.ts';

/** Made when something is simulated again for the first time. */
interface Twin {
  readonly assembly: Assembly;
  /** Who hears of events. */
  hear: (event: TraceEvent) => void;
}

export function createAgain(
  assembly: Assembly,
  commands: readonly ScenarioCommand[],
  reading: Reading,
  eventsPerCheckpoint: number,
): (segment: Segment) => Stretch {
  let twin: Twin | null = null;
  return (segment) => {
    twin ??= twinOf(assembly, commands);
    return simulated(twin, segment, reading, eventsPerCheckpoint);
  };
}

function twinOf(assembly: Assembly, commands: readonly ScenarioCommand[]): Twin {
  const twin: Twin = {
    assembly: assembleAgain(assembly, commands, (event) => twin.hear(event)),
    hear: () => undefined,
  };
  return twin;
}

/**
 * Up to the event where the segment ended: what this run does at the same instant after that is of the next
 * one.
 */
function simulated(
  twin: Twin,
  { start, picture, end }: Segment,
  reading: Reading,
  eventsPerCheckpoint: number,
): Stretch {
  const { engine, host } = twin.assembly;
  const goal = end?.cursor ?? start.cursor;
  const stretch = new Stretch(start, picture, reading);
  let hash = start.engine.hash.digest();
  engine.restore(start.engine);
  host.restore(start.seats);
  twin.hear = (event) => {
    if (stretch.end >= goal) return;
    stretch.add(event);
    const version = versionAfter(event, host);
    if (version !== null) stretch.addVersion(version.replica, version.state);
    if (stretch.end === goal) hash = engine.traceHash;
  };
  while (stretch.end < goal) {
    const turn = engine.turn(false);
    if (turn === null) break;
    carryOut(turn, twin);
    const isDue = stretch.end < goal && stretch.wantsCheckpoint(eventsPerCheckpoint);
    if (turn.kind === 'rest' && isDue) stretch.checkpoints.push(markOf(twin, stretch.end));
  }
  if (stretch.end !== goal || hash !== end?.hash) throw NotReproducible.again(start.cursor, goal);
  return stretch;
}

function carryOut(turn: Turn, { assembly: { engine, host } }: Twin): void {
  if (turn.kind === 'control') engine.answer(host.control(turn.control));
  else if (turn.kind === 'step') engine.answer(host.step(turn.requests));
}

function markOf({ assembly: { engine, host } }: Twin, cursor: number): Checkpoint {
  return { cursor, engine: engine.mark(), seats: host.mark() };
}
