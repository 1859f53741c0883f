/**
 * A user's act at the playhead as a command of the session: at the time and place where the playhead stands.
 */
import { describeCommand } from '../projection/explain.ts';
import { microseconds, type ScenarioCommand } from '../scenarios/types.ts';
import type { Intervention } from './api.ts';
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

/** The last intervention of a run's session in words. */
export function lastAct(run: PageRun): string {
  return actOf(run, run.session.interventions.length - 1);
}

/**
 * One intervention of a run's session in words. Those of one time stand in the plan in their order, behind the
 * scenario's own commands of that time.
 */
export function actOf({ session, assembly }: PageRun, index: number): string {
  const { interventions } = session;
  const act = interventions[index];
  if (act === undefined) return '';
  const { plan, application } = assembly;
  const together = plan.commands.filter(({ at }) => at === microseconds(act.atMs));
  const later = interventions.slice(index + 1).filter(({ atMs }) => atMs === act.atMs).length;
  const command = together.at(-1 - later);
  if (command === undefined) return '';
  return describeCommand(command, (operation) => application.describeOperation(operation));
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
