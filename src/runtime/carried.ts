/**
 * The acts that a session brings along when it is opened, each as undo needs it: the session before the act
 * and the place where it was done. Somebody who opens a link can so take back what another one did. An act of
 * several parts is one, because its commands say that they belong together.
 */

import { microseconds, type ScenarioCommand } from '../scenarios/types.ts';
import { joinedWords, type Visit } from './branches.ts';
import { actOf } from './intervention.ts';
import { limits } from './limits.ts';
import { cursorAt, moveFrom } from './moves.ts';
import type { PageRun } from './page-run.ts';

/**
 * One visit per act, oldest first; none when the run does not get as far as the last act, because undo begins
 * with that.
 */
export async function carriedActs(run: PageRun): Promise<readonly Visit[]> {
  const { session } = run;
  const { interventions } = session;
  const last = interventions.at(-1);
  if (last === undefined) return [];
  await moveFrom(run, 0, { kind: 'time', target: microseconds(last.atMs) });
  if (placeOf(run, last) > run.length) return [];
  const firsts = interventions.flatMap((_, index) => (joinsBefore(interventions, index) ? [] : [index]));
  const acts = firsts.map((from, number) => ({ from, to: firsts[number + 1] ?? interventions.length }));
  return acts.slice(-limits.undoDepth).map(({ from, to }) => ({
    session: { ...session, interventions: interventions.slice(0, from) },
    // A file may say of any command that it comes after more events than there are.
    cursor: Math.min(run.length, placeOf(run, interventions[from] ?? last)),
    act: wordsOf(run, from, to),
    branch: null,
  }));
}

/** Part of the act before it. A file may say so of anything: what was done later is an act of its own. */
function joinsBefore(commands: readonly ScenarioCommand[], index: number): boolean {
  const command = commands[index];
  return command?.joins === true && commands[index - 1]?.atMs === command.atMs;
}

/** Of the parts from … to − 1 together: of more than two only the first is put into words. */
function wordsOf(run: PageRun, from: number, to: number): string {
  const parts = run.session.interventions.slice(from, Math.min(to, from + 2));
  const words = parts.map((command, part) => actOf(run, from + part, placeOf(run, command)));
  const [first = ''] = words;
  return to - from > 2 ? `${first.split('; ')[0]}; ${to - from - 1} more` : words.reduce(joinedWords);
}

/** The first place at which a run and one with other acts part, as far as this run has been simulated. */
export async function partingOf(run: PageRun, acts: readonly ScenarioCommand[]): Promise<number> {
  const mine = run.session.interventions;
  const same = (index: number) => JSON.stringify(mine[index]) === JSON.stringify(acts[index]);
  let first = 0;
  while (first < acts.length && first < mine.length && same(first)) first += 1;
  const parting = [mine[first], acts[first]].filter((act) => act !== undefined);
  if (parting.length === 0) return run.length;
  const soonest = Math.min(...parting.map(({ atMs }) => atMs));
  await moveFrom(run, 0, { kind: 'time', target: microseconds(soonest) });
  return Math.min(run.length, ...parting.map((act) => placeOf(run, act)));
}

/** Where the playhead stood when a command was given: the inverse of `placed()`. */
export function placeOf(run: PageRun, { atMs, after = 0 }: ScenarioCommand): number {
  return cursorAt(run, microseconds(atMs) - 1) + after;
}
