/**
 * A run as something that can be made smaller: a scenario without commands, and all commands, its own and
 * those of the session, in one list. Back again it is a session whose commands are exactly those that are
 * left.
 */
import { builtinTransfers } from '../builtin-transfers.ts';
import { limits } from '../limits.ts';
import type { FindScenario } from '../session.ts';
import type { Row, Scenario, ScenarioCommand, SessionFile } from '../types.ts';

export interface Case {
  /** Its list of commands is empty. */
  readonly scenario: Scenario;
  readonly commands: readonly ScenarioCommand[];
}

/** `rows`: the workload's, already read; those of a file become rows of the scenario itself. */
export function caseOf(scenario: Scenario, rows: readonly Row[]): Case {
  const { workload, commands } = scenario;
  const inline = workload.source.startsWith('file:')
    ? { ...workload, source: 'inline', commands: rows }
    : workload;
  return { scenario: { ...scenario, workload: inline, commands: [] }, commands };
}

/** The scenario that runs: one list of commands. */
export function scenarioOf({ scenario, commands }: Case): Scenario {
  return { ...scenario, commands };
}

/** Requests of all clients together. */
export function requestsOf({ scenario }: Case): number {
  const { count, source, commands } = scenario.workload;
  if (count !== undefined) return count;
  return source === 'inline' ? commands.length : builtinTransfers().length;
}

/**
 * A session of what is left. An unchanged scenario of the catalogue goes by its id; any other says in its
 * title that it was made smaller, and expects no numbers of the run that it came from.
 */
export function sessionOf(of: Case, story: readonly string[], find: FindScenario): SessionFile {
  const { scenario, commands } = inOrder(of);
  const { seed } = scenario;
  const known = find(scenario.id);
  if (known !== null && isSame(scenario, known) && beginsWith(commands, known.commands)) {
    const own = commands.slice(known.commands.length);
    return { version: 1, session: { scenario: scenario.id, seed, commands: own } };
  }
  const { verdicts } = scenario.expect;
  const renamed = { ...scenario, title: titleOf(scenario.title), story, expect: { verdicts } };
  return { version: 1, session: { scenario: renamed, seed, commands } };
}

/** By time, as they take effect; equal times keep their order. */
function inOrder({ scenario, commands }: Case): Case {
  return { scenario, commands: commands.toSorted((a, b) => a.atMs - b.atMs) };
}

function isSame(scenario: Scenario, known: Scenario): boolean {
  return JSON.stringify(scenario) === JSON.stringify({ ...known, seed: scenario.seed, commands: [] });
}

function beginsWith(list: readonly unknown[], head: readonly unknown[]): boolean {
  return JSON.stringify(list.slice(0, head.length)) === JSON.stringify(head);
}

const ENDING = ', minimised';

function titleOf(title: string): string {
  if (title.endsWith(ENDING)) return title;
  return `${title.slice(0, limits.titleCharacters - ENDING.length)}${ENDING}`;
}
