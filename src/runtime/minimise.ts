/**
 * A failing run made as small as it can be: runs of the real engine, one after the other, answer what
 * src/check asks. A trial that does not break soon after the whole run did is given up early; what the result
 * promises (no single command can be left out) is tried to the run's own end.
 */
import { examine } from '../check/examination.ts';
import type { Patience } from '../check/minimise.ts';
import { invariant } from '../kernel/assert.ts';
import { digestText } from '../kernel/hash.ts';
import type { Verdict } from '../kernel/property.ts';
import { describeCommand } from '../projection/explain.ts';
import { findScenario } from '../scenarios/catalog.ts';
import { crossFault } from '../scenarios/cross-check.ts';
import { caseAnatomy } from '../scenarios/smaller/anatomy.ts';
import { type Case, caseOf, requestsOf, scenarioOf, sessionOf } from '../scenarios/smaller/case.ts';
import type { Row, Scenario, ScenarioCommand, ScenarioOptions } from '../scenarios/types.ts';
import { validateScenario } from '../scenarios/validate.ts';
import { workloadRows } from '../scenarios/workload.ts';
import type { RunReport } from '../sim/report-types.ts';
import type { Problem } from './api.ts';
import { assemble } from './assemble.ts';
import { drive } from './drive.ts';
import { known } from './known.ts';
import { limits } from './limits.ts';
import type { MinimalAct, Minimised, MinimiseProgress } from './minimise-types.ts';
import { runScenario } from './run.ts';

export interface FailingRun {
  /** With all commands, those of the session after its own. */
  readonly scenario: Scenario;
  readonly rows: readonly Row[];
  /** The property that must stay violated; null for the one that the run violates first. */
  readonly verdict: string | null;
  /**
   * Where a page that goes on for ever saw it broken, in events: looked at only when the scenario's own end
   * comes before.
   */
  readonly seenAt: number | null;
}

export interface MinimiseOptions {
  readonly onProgress?: (progress: MinimiseProgress) => void;
  /** Asked between two runs. */
  readonly isStopped?: () => boolean;
  /** Waited for between two runs, so that a thread can hear that it is to stop. */
  readonly breathe?: () => Promise<void>;
  readonly mostRuns?: number;
}

/** The smallest session found, or why there is nothing to make smaller. */
export async function minimise(run: FailingRun, options: MinimiseOptions = {}): Promise<Minimised | Problem> {
  const failure = await failureOf(apart(run));
  if ('problem' in failure) return failure;
  const { whole, verdict } = failure;
  const { onProgress, isStopped, breathe, mostRuns = limits.minimiseRuns } = options;
  const examination = examine(whole, { anatomy: caseAnatomy(usualOptions(whole)), key: keyOf, mostRuns });
  const of = whole.commands.length;
  let soonest = failure.events;
  for (let { question } = examination; question !== null; { question } = examination) {
    if (isStopped?.() === true) break;
    const maxEvents = eventsFor(question.patience, failure.events, soonest);
    const answer = await trial(question.candidate, verdict, maxEvents);
    if (answer.breaks) soonest = Math.min(soonest, answer.events);
    examination.answer(answer);
    onProgress?.({ runs: examination.runs, commands: examination.best.commands.length, of });
    await breathe?.();
  }
  const { best, runs, complete, doubts } = examination;
  const heldFor = doubts === 0 ? null : fullPatience(failure.events);
  return { ...(await described(best, verdict)), of, requestsOf: requestsOf(whole), runs, complete, heldFor };
}

/** Commands each for itself: what is left of an act need not belong to what is left of another. */
function apart(run: FailingRun): FailingRun {
  const commands = run.scenario.commands.map(({ joins: _joins, ...command }) => command as ScenarioCommand);
  return { ...run, scenario: { ...run.scenario, commands } };
}

/** Events after which a trial is given up; `whole`, `soonest`: what the first, the quickest run needed. */
function eventsFor(patience: Patience, whole: number, soonest: number): number {
  if (patience === 'full') return fullPatience(whole);
  const { factor, more } = limits.patience[patience];
  return Math.ceil((patience === 'long' ? whole : soonest) * factor) + more;
}

/** For runs that would go on for ever: nobody waits for all of their millions of events. */
function fullPatience(whole: number): number {
  const { factor, least } = limits.patience.full;
  return Math.max(least, whole * factor);
}

interface Failure {
  readonly whole: Case;
  readonly verdict: string;
  readonly events: number;
}

/**
 * The run as it is, or past what else it violates before, or, when its own end comes first, as a page sees it
 * that goes on.
 */
async function failureOf(run: FailingRun): Promise<Failure | Problem> {
  const { verdict, seenAt } = run;
  const whole = caseOf(run.scenario, run.rows);
  const first = await firstFailure(whole, verdict, {});
  const past = first === null && verdict !== null ? awaiting(whole, verdict) : null;
  const found = past === null ? first : await firstFailure(past, verdict, {});
  if (found !== null || seenAt === null) return found ?? { problem: nothingBroken(verdict) };
  const openEnded = withUntil(whole, limits.openEndedMs);
  const later = await firstFailure(openEnded, verdict, { maxEvents: seenAt + 1 });
  if (later === null) return { problem: nothingBroken(verdict) };
  return { ...later, whole: withUntil(whole, Math.ceil(2 * later.simulatedMs) + 1) };
}

async function firstFailure(whole: Case, verdict: string | null, options: { readonly maxEvents?: number }) {
  const report = await reportOf(whole, options);
  const broken = report?.verdicts.filter((one) => one.verdict === 'violated') ?? [];
  const first = broken.find(({ property }) => verdict === null || property === verdict);
  if (report === null || first === undefined) return null;
  return { whole, verdict: first.property, events: report.events, simulatedMs: report.simulatedMs };
}

function nothingBroken(verdict: string | null): string {
  const expected = verdict === null ? 'a violated verdict' : `${verdict} violated`;
  return `expected ${expected}, found a run that does not break it: there is nothing to minimise`;
}

function withUntil({ scenario, commands }: Case, ms: number): Case {
  return { scenario: { ...scenario, until: { quiet: false, ms } }, commands };
}

/** Only this verdict ends the run. */
function awaiting({ scenario, commands }: Case, violated: string): Case {
  return { scenario: { ...scenario, until: { ...scenario.until, violated } }, commands };
}

const impossible = { breaks: false, final: true, events: 0 } as const;

async function trial(candidate: Case, verdict: string, maxEvents: number) {
  if (crossFault(scenarioOf(candidate), known) !== null) return impossible;
  const report = await reportOf(candidate, { maxEvents });
  const breaks = report !== null && verdictOf(report, verdict)?.verdict === 'violated';
  return { breaks, final: breaks || report?.endedBecause !== 'limit', events: report?.events ?? 0 };
}

function verdictOf({ verdicts }: RunReport, property: string): Verdict | undefined {
  return verdicts.find((one) => one.property === property);
}

/** Null for rows that make no sense, such as more requests than there are rows. */
async function reportOf(of: Case, options: { readonly maxEvents?: number }): Promise<RunReport | null> {
  const scenario = scenarioOf(of);
  const rows = workloadRows(scenario, null);
  return rows.ok ? runScenario(scenario, rows.value, { ...options, hashes: false }) : null;
}

/** Runs it once more, for what is to be said of it. */
async function described(best: Case, property: string) {
  const scenario = scenarioOf(best);
  const rows = workloadRows(scenario, null);
  invariant(rows.ok, 'rows of a case that ran expected');
  const { commands, seed } = scenario;
  const acts: MinimalAct[] = [];
  const source = { scenario, rows: rows.value, seed, commands, openEnded: false };
  const { engine, host, application } = await assemble(source, (event) => {
    if (event.kind !== 'command') return;
    const text = describeCommand(event.command, (operation) => application.describeOperation(operation));
    acts.push({ at: event.at, text });
  });
  await drive(engine, host, () => true);
  const verdict = engine.state.monitor.verdicts().find((one) => one.property === property);
  const because = verdict?.because ?? '';
  const left = `${commands.length} ${commands.length === 1 ? 'command is' : 'commands are'} left`;
  const story = [`The smallest run found that still violates ${property}: ${left}.`, sentenceOf(because)];
  return {
    verdict: property,
    because,
    event: verdict?.event ?? 0,
    events: engine.state.events,
    session: sessionOf(best, story, (id) => findScenario(id, known)),
    acts,
    commands: commands.length,
    requests: requestsOf(best),
  };
}

const STORY_LENGTH = 600;

function sentenceOf(text: string): string {
  const sentence = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return (sentence.endsWith('.') ? sentence : `${sentence}.`).slice(0, STORY_LENGTH);
}

/** Digests, so that ten thousand commands tried a thousand times do not fill the memory. */
function keyOf(of: Case): string {
  return digestText(JSON.stringify(scenarioOf(of)));
}

/** Options of a scenario that names none but how signatures are made. */
function usualOptions({ scenario }: Case): ScenarioOptions {
  const { id, replicas, options } = scenario.protocol;
  const bare = validateScenario(
    {
      version: 1,
      id: 'usual',
      protocol: { id, replicas, options: { authenticator: options.authenticator } },
    },
    known,
  );
  return bare.ok ? bare.value.protocol.options : options;
}
