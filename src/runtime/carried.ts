/**
 * The acts that a session brings along when it is opened, each as undo needs it: the session before the act
 * and the place where it was done. Somebody who opens a link can so take back what another one did.
 */

import { microseconds, type ScenarioCommand } from '../scenarios/types.ts';
import type { Visit } from './branches.ts';
import { actOf } from './intervention.ts';
import { limits } from './limits.ts';
import { cursorAt, moveFrom } from './moves.ts';
import type { PageRun } from './page-run.ts';

/** Oldest first; none when the run does not get as far as the last act, because undo begins with that. */
export async function carriedActs(run: PageRun): Promise<readonly Visit[]> {
  const { session } = run;
  const { interventions } = session;
  const last = interventions.at(-1);
  if (last === undefined) return [];
  await moveFrom(run, 0, { kind: 'time', target: microseconds(last.atMs) });
  if (placeOf(run, last) > run.length) return [];
  const from = Math.max(0, interventions.length - limits.undoDepth);
  return interventions.slice(from).map((command, index) => ({
    session: { ...session, interventions: interventions.slice(0, from + index) },
    cursor: placeOf(run, command),
    act: actOf(run, from + index),
    branch: null,
  }));
}

/** Where the playhead stood when a command was given: the inverse of `placed()`. */
export function placeOf(run: PageRun, { atMs, after = 0 }: ScenarioCommand): number {
  return cursorAt(run, microseconds(atMs) - 1) + after;
}
