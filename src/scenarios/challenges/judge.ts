/**
 * Is a challenge solved? Judged from the sessions' commands and from the reports of their runs, never from
 * what somebody claims.
 */
import type { ReplicaId } from '../../kernel/ids.ts';
import type { RunReport } from '../../sim/report-types.ts';
import { liarOf } from '../hidden.ts';
import type { ScenarioCommand } from '../types.ts';
import type { Attempt, Challenge, Predictions } from './types.ts';

/** `because`: one sentence, for either answer. */
export interface Judgement {
  readonly solved: boolean;
  readonly because: string;
}

/** An attempt with the report of its run to the end. */
export interface Tried extends Attempt {
  readonly report: RunReport;
}

export function judge(challenge: Challenge, tried: readonly Tried[], predictions: Predictions): Judgement {
  for (const attempt of tried) {
    const broken = brokenRule(challenge, attempt);
    if (broken !== null) return failed(broken);
  }
  const { goal } = challenge;
  const [last] = tried.slice(-1);
  if (last === undefined) return failed('nothing was tried');
  switch (goal.goal) {
    case 'violate':
      return violated(goal.property, last.report);
    case 'cannot-violate':
      return cannot(goal.property, goal.tries, tried);
    case 'stall':
      return stalled(last);
    case 'name-liar':
      return named(last, predictions.liar);
  }
}

/** The rule of the challenge that an attempt breaks, in one sentence; null for none. */
function brokenRule(challenge: Challenge, { commands, report }: Tried): string | null {
  const liars = replicasIn(commands, isLie);
  if (liars.length > challenge.liars)
    return `at most ${challenge.liars} replicas may be faulty, found ${liars.length}`;
  const crashed = replicasIn(commands, (command) => command.do === 'crash');
  if (crashed.length > challenge.crashes)
    return `at most ${challenge.crashes} replicas may crash, found ${crashed.length}`;
  return report.endedBecause === 'limit' ? 'the run was cut short by the limit on events' : null;
}

function isLie(command: ScenarioCommand): boolean {
  if (command.do === 'behave') return command.as !== 'honest';
  return command.do === 'corrupt' || command.do === 'lose-disk';
}

/** Replicas that commands of a kind name, each once. */
function replicasIn(
  commands: readonly ScenarioCommand[],
  wanted: (command: ScenarioCommand) => boolean,
): readonly ReplicaId[] {
  const replicas = commands.flatMap((one) => (wanted(one) && 'replica' in one ? [one.replica] : []));
  return [...new Set(replicas)];
}

function violated(property: string, report: RunReport): Judgement {
  const verdict = report.verdicts.find((one) => one.property === property);
  if (verdict?.verdict !== 'violated')
    return failed(`${property} is not violated: ${verdict?.because ?? ''}`);
  return { solved: true, because: `${property} is violated: ${verdict.because}` };
}

/** Only sessions in which somebody lied count, each once. */
function cannot(property: string, tries: number, tried: readonly Tried[]): Judgement {
  const broken = tried.find(({ report }) => violated(property, report).solved);
  if (broken !== undefined) return failed(`${property} was violated: report it, this should be impossible`);
  const honest = new Set(
    tried.filter(({ commands }) => commands.some(isLie)).map(({ commands }) => JSON.stringify(commands)),
  );
  if (honest.size < tries) return failed(`${honest.size} of ${tries} different tries with a liar were made`);
  return { solved: true, because: `${honest.size} different tries with a liar, and ${property} held in all` };
}

/** Whoever asks just before the run ends has stopped nothing. */
const LATE_MS = 5_000;

function stalled({ commands, report: { verdicts, clients, simulatedMs } }: Tried): Judgement {
  const unsafe = verdicts.find(({ kind, verdict }) => kind === 'always' && verdict === 'violated');
  if (unsafe !== undefined) return failed(`${unsafe.property} is violated: ${unsafe.because}`);
  const waiting = clients.submitted - clients.accepted;
  if (waiting === 0) return failed('every request was answered');
  const requests = waiting === 1 ? '1 request stays' : `${waiting} requests stay`;
  const late = commands.find(({ do: done, atMs }) => done === 'submit' && atMs > simulatedMs - LATE_MS);
  if (late !== undefined)
    return failed(`a request is handed in after ${late.atMs} ms, too late for an answer before the run ends`);
  return { solved: true, because: `${requests} unanswered, and every safety verdict holds` };
}

function named({ seed, report }: Tried, named: ReplicaId | undefined): Judgement {
  const liar = liarOf(seed, report.n);
  const proof = report.accused.find(({ replica }) => replica === liar);
  if (named === undefined) return failed('no replica was named');
  if (named !== liar) return failed(`R${named} was named; no evidence convicts it`);
  if (proof === undefined) return failed('nothing that correct replicas hold convicts anybody yet');
  return { solved: true, because: `R${liar} ${proof.because}` };
}

function failed(because: string): Judgement {
  return { solved: false, because };
}
