/** How a move is shown: which frames, at most how long, and when a run has come to its end. */
import type { Frame } from '../projection/frame.ts';
import type { Engine, Move, RunInfo } from '../runtime/api.ts';
import type { Loop } from './canvas/loop.ts';
import { waypoints } from './pacing.ts';

/** Longest that a move by one event, by one round, or to a farther goal is shown, ms. */
const STEP_MS = 500;
const ROUND_MS = 900;
const FAR_MS = 2400;
/** Frames fetched to show one move, and the most messages that they hold together. */
const WAYPOINTS = 60;
const WAYPOINT_MESSAGES = 6000;

/** Both ends and frames between them: every event, or a selection of a long way. */
export async function framesBetween(engine: Engine, from: Frame, to: Frame): Promise<Frame[]> {
  const busiest = Math.max(1, from.inFlight.length, to.inFlight.length);
  const most = Math.min(WAYPOINTS, Math.ceil(WAYPOINT_MESSAGES / busiest));
  const found = await Promise.all(
    waypoints(from.cursor, to.cursor, most).map((cursor) => engine.frame(cursor)),
  );
  return [from, ...found.filter((frame): frame is Frame => !('problem' in frame)), to];
}

/** Between two rounds when nothing flies, ms. */
export function roundPause(speed: number): number {
  return ROUND_MS / speed;
}

/** Everybody is answered and nothing but routine is on its way. */
export function hasEnded({ clients, inFlight }: Frame): boolean {
  const answered = clients.some((client) => client.accepted > 0);
  return (
    answered &&
    clients.every((client) => client.request?.state !== 'waiting') &&
    inFlight.every((flight) => flight.idle)
  );
}

/** The same, and nothing else was asked for or is planned, and nobody up is still catching up. */
export function isAllDone(frame: Frame, { load, planned = 0 }: RunInfo): boolean {
  const { clients, replicas, at } = frame;
  const submitted = clients.reduce((sum, client) => sum + client.submitted, 0);
  if (!hasEnded(frame) || submitted < (load?.count ?? 1) || at < planned) return false;
  const executed = replicas.flatMap(({ status, behaviour, glyph }) =>
    status === 'up' && behaviour === 'honest' && glyph !== null ? [glyph.executedSlot] : [],
  );
  return new Set(executed).size < 2;
}

export function longest(move: Move): number {
  if (move.kind === 'step') return STEP_MS;
  return move.kind === 'round' ? ROUND_MS : FAR_MS;
}

/** Ends after `ms` of the page's own frames; 0 is the next frame. */
export function pause(loop: Loop, ms: number): Promise<void> {
  return new Promise((resolve) => {
    let begun: number | null = null;
    loop.run((now) => {
      begun ??= now;
      if (now - begun < ms) return true;
      resolve();
      return false;
    });
  });
}
