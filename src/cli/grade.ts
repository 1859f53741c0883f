/** `sim grade FILE…`: replays what learners hand in and says of each whether its challenge is solved. */
import { type CheckedHandIn, parseHandIn } from '../scenarios/challenges/hand-in.ts';
import { type Judgement, judge, type Tried } from '../scenarios/challenges/judge.ts';
import { limits } from '../scenarios/limits.ts';
import { type Checked, refuse } from '../scenarios/problem.ts';
import { workloadRows } from '../scenarios/workload.ts';
import { readArguments } from './arguments.ts';
import { badInput, type Cli, exit } from './cli.ts';
import { columns } from './columns.ts';

const shape = { positionals: ['FILE'], more: true, flags: { '--json': 'switch' } } as const;

/** One line of the table. */
interface Grade extends Judgement {
  readonly file: string;
  readonly name: string;
  readonly challenge: string;
  /** What the page had said. */
  readonly claimed: string;
  readonly possible: boolean | null;
}

/** Resolves to the exit code: a file that cannot be read is bad input, but the others are graded first. */
export async function grade(cli: Cli, args: readonly string[]): Promise<number> {
  const given = readArguments(args, shape);
  if (!given.ok) return badInput(cli, given.problem);
  const grades: Grade[] = [];
  const problems: string[] = [];
  for (const file of given.value.positionals) {
    const handIn = read(cli, file);
    if (handIn.ok) grades.push(await gradeOne(cli, file, handIn.value));
    else problems.push(`${handIn.problem} of ${file}`);
  }
  cli.out(given.value.has('--json') ? `${JSON.stringify(grades)}\n` : table(grades));
  for (const problem of problems) badInput(cli, problem);
  if (problems.length > 0) return exit.badInput;
  return grades.every(({ solved }) => solved) ? exit.asExpected : exit.notAsExpected;
}

function read(cli: Cli, file: string): Checked<CheckedHandIn> {
  const text = cli.readText(file, limits.scenarioCharacters);
  return text.ok
    ? parseHandIn(text.value, cli.known)
    : refuse(`expected a hand-in, ${text.problem}, in place`);
}

async function gradeOne(cli: Cli, file: string, { handIn, challenge, runs }: CheckedHandIn): Promise<Grade> {
  const tried: Tried[] = [];
  for (const [at, scenario] of runs.entries()) {
    const attempt = handIn.attempts[at];
    const rows = workloadRows(scenario, null);
    if (attempt === undefined || !rows.ok) continue;
    tried.push({ ...attempt, report: await cli.runScenario(scenario, rows.value) });
  }
  const { name, verdict, predictions } = handIn;
  const { possible = null } = predictions;
  const judged = judge(challenge, tried, predictions);
  return { file, name, challenge: challenge.id, ...judged, claimed: verdict, possible };
}

function table(grades: readonly Grade[]): string {
  const rows = grades.map(({ name, challenge, solved, claimed, possible, because }) => [
    onOneLine(name),
    challenge,
    solved ? 'solved' : 'not solved',
    claimed,
    possible === null ? '-' : possible ? 'yes' : 'no',
    because,
  ]);
  const head = ['name', 'challenge', 'replayed', 'claimed', 'predicted possible', 'because'];
  return `${columns([head, ...rows]).join('\n')}\n`;
}

/** A name that breaks the line, or turns the writing round, could make a table say what nobody judged. */
function onOneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
