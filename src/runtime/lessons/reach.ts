/** Goes on from a place of a run to the condition that a lesson names. */
import type { Until } from '../../scenarios/lessons/conditions.ts';
import { type Arrival, forwards, moveFrom, searchOf } from '../moves.ts';
import type { PageRun } from '../page-run.ts';
import { wanted } from './conditions.ts';
import { amountAt } from './measures.ts';

/** @param start where the step begins: amounts are measured there */
export async function reach(run: PageRun, start: number, until: Until): Promise<Arrival> {
  if (until.until === 'round' || until.until === 'quiet') return moveFrom(run, start, { kind: until.until });
  const window = { run, start, from: start, to: start };
  const search = searchOf(run, start, { kind: 'event' });
  return forwards(search, 'such event', wanted(until, run, amountAt(window)));
}
