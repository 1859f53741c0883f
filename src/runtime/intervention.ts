/**
 * A user's act at the playhead as a command of the session: at the time and place where the playhead stands.
 */
import type { SimCommand } from '../kernel/trace.ts';
import { microseconds, type ScenarioCommand } from '../scenarios/types.ts';
import type { Intervention } from './api.ts';
import { planWords } from './command-words.ts';
import { moveFrom } from './moves.ts';
import type { PageRun } from './page-run.ts';
import type { Recording } from './recording.ts';

/** After the events of its instant that are done; the schema checks the rest. */
export function placed(
  { log: { index } }: Recording,
  cursor: number,
  intervention: Intervention,
): ScenarioCommand {
  const at = index.timeOf(cursor - 1);
  const after = cursor - index.cursorAt(at - 1);
  // Until it has been checked against the schema this is any object.
  return { ...intervention, atMs: at / 1000, ...(after > 0 && { after }) } as ScenarioCommand;
}

/** True iff `a` takes effect before `b`. */
export function isBefore(a: ScenarioCommand, b: ScenarioCommand): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && (a.after ?? 0) < (b.after ?? 0));
}

/** The last intervention of a run's session in words, said at the cursor where it is about to come. */
export function lastAct(run: PageRun, cursor: number): string {
  return actOf(run, run.session.interventions.length - 1, cursor);
}

/**
 * One intervention of a run's session in words, said at the cursor where it comes. Those of one time stand in
 * the plan in their order, behind the scenario's own commands of that time.
 */
export function actOf(run: PageRun, index: number, cursor: number): string {
  const command = commandOf(run, index);
  return command === undefined ? '' : planWords(run, Math.min(cursor, run.length), command);
}

function commandOf({ session, assembly }: PageRun, index: number): SimCommand | undefined {
  const { interventions } = session;
  const act = interventions[index];
  if (act === undefined) return undefined;
  const together = assembly.plan.commands.filter(({ at }) => at === microseconds(act.atMs));
  const later = interventions.slice(index + 1).filter(({ atMs }) => atMs === act.atMs).length;
  return together.at(-1 - later);
}

/**
 * Where the playhead stands after the act at `cursor`: behind the command, and behind the request it led to.
 */
export async function settled(run: PageRun, cursor: number): Promise<number> {
  const { cursor: after } = await moveFrom(run, cursor, { kind: 'step' });
  const command = run.recording.event(after - 1);
  if (command?.kind !== 'command' || command.command.do !== 'submit') return after;
  await run.extend(() => run.length > after && run.assembly.engine.atRest);
  const next = run.recording.event(after);
  return next?.kind === 'client' && next.at === command.at ? after + 1 : after;
}
