/**
 * With more than f liars a run goes on after a broken promise (plan.ts); whoever follows it is stopped all
 * the same, at each event that breaks another one.
 */
import { lastUpTo } from './last-up-to.ts';
import type { PageRun } from './page-run.ts';

/** What this event broke, in one sentence; null for nothing, and where a scenario shows what it waits for. */
export function brokenOnTheWay({ assembly, session, recording }: PageRun, index: number): string | null {
  if (assembly.engine.state.monitor.firstViolation() === null) return null;
  const isOwn = session.interventions.some((command) => command.do === 'behave');
  if (session.scenario.until.violated !== undefined && !isOwn) return null;
  const { marks } = recording.log;
  const mark = marks[lastUpTo(marks, ({ cursor }) => cursor, index + 1)];
  if (mark?.cursor !== index + 1 || mark.broken === undefined) return null;
  return `${mark.broken.property} is violated: ${mark.broken.because}`;
}
