/**
 * `sim swarm`: many drawn scenarios of one protocol; safety must hold in all, and every request must be
 * answered.
 */
import { drawScenario } from '../scenarios/draw.ts';
import type { RunReport } from '../scenarios/expect.ts';
import { accept, type Checked, listed, refuse, show } from '../scenarios/problem.ts';
import type { KnownProtocol, Scenario } from '../scenarios/types.ts';
import { printFile } from '../scenarios/validate.ts';
import { workloadRows } from '../scenarios/workload.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { badInput, type Cli, exit } from './cli.ts';
import { createProgress } from './progress.ts';

const shape = {
  positionals: [],
  flags: {
    '--protocol': 'value',
    '--seeds': 'value',
    '--liars': 'switch',
    '--colluders': 'switch',
    '--save': 'value',
    '--json': 'switch',
  },
} as const;

/** Runs of one call. */
const mostRuns = 1_000_000;

interface Plan {
  readonly protocol: string;
  readonly known: KnownProtocol;
  readonly seeds: string;
  readonly first: number;
  readonly last: number;
  readonly liars: boolean;
  readonly colluders: boolean;
  readonly save: string | null;
}

interface Violation {
  readonly seed: number;
  readonly property: string;
  readonly event: number | null;
}

/** Resolves to the exit code. */
export async function swarm(cli: Cli, args: readonly string[]): Promise<number> {
  const given = readArguments(args, shape);
  if (!given.ok) return badInput(cli, given.problem);
  const plan = readPlan(cli, given.value);
  if (!plan.ok) return badInput(cli, plan.problem);
  const started = cli.now();
  const { protocol, seeds, first, last, colluders } = plan.value;
  const { violated, stalled, forks } = await runAll(cli, plan.value);
  const wallMs = Math.round(cli.now() - started);
  const found = { violated, stalled, ...(colluders && { forks }) };
  const result = { protocol, seeds, runs: last - first + 1, ...found, wallMs };
  cli.out(given.value.has('--json') ? `${JSON.stringify(result)}\n` : asText(result));
  return violated.length + stalled.length === 0 ? exit.asExpected : exit.notAsExpected;
}

function readPlan(cli: Cli, args: Arguments): Checked<Plan> {
  const protocol = args.value('--protocol');
  const seeds = args.value('--seeds');
  const { protocols } = cli.known;
  const known = protocol !== null && Object.hasOwn(protocols, protocol) ? protocols[protocol] : undefined;
  if (protocol === null || known === undefined) {
    const found = protocol === null ? 'nothing' : show(protocol);
    return refuse(`expected a protocol (${listed(Object.keys(protocols))}), found ${found}, at --protocol`);
  }
  const [, from = '', to = ''] = /^([0-9]{1,16})\.\.([0-9]{1,16})$/.exec(seeds ?? '') ?? [];
  const [first, last] = [Number(from), Number(to)];
  const inRange =
    Number.isSafeInteger(first) && Number.isSafeInteger(last) && last >= first && last - first < mostRuns;
  if (seeds === null || from === '' || !inRange) {
    const expected = `two seeds A..B with A <= B and at most ${mostRuns} runs`;
    return refuse(`expected ${expected}, found ${seeds === null ? 'nothing' : show(seeds)}, at --seeds`);
  }
  return accept({
    protocol,
    known,
    seeds,
    first,
    last,
    liars: args.has('--liars'),
    colluders: args.has('--colluders'),
    save: args.value('--save'),
  });
}

async function runAll(cli: Cli, plan: Plan) {
  const violated: Violation[] = [];
  const stalled: number[] = [];
  const forks: number[] = [];
  const progress = createProgress(cli);
  for (let seed = plan.first; seed <= plan.last; seed++) {
    progress(
      () => `seed ${seed} of ${plan.seeds}: ${violated.length} violations, ${stalled.length} stalled so far`,
    );
    const scenario = drawScenario(seed, plan, plan.known);
    const rows = workloadRows(scenario, null);
    if (!rows.ok) throw new Error(`a drawn scenario must be valid: ${rows.problem}`);
    const report = await cli.runScenario(scenario, rows.value, { hashes: false });
    const all = violationsOf(seed, report);
    if (all.some(({ property }) => property === 'agreement')) forks.push(seed);
    // More than f liars may break everything but this: nobody honest is convicted, and a fork names f + 1.
    const violations = plan.colluders ? all.filter(({ property }) => property === 'evidence') : all;
    const stalls = !plan.colluders && violations.length === 0 && isStalled(report, plan.liars);
    violated.push(...violations);
    if (stalls) stalled.push(seed);
    if (stalls || violations.length > 0) keep(cli, plan, scenario, brokenBy(violations, report));
  }
  return { violated, stalled, forks };
}

/** Missing progress alone is a stall, whether its bound has passed or not. */
function violationsOf(seed: number, { verdicts }: RunReport): readonly Violation[] {
  return verdicts
    .filter(({ property, verdict }) => verdict === 'violated' && property !== 'progress')
    .map(({ property, event }) => ({ seed, property, event }));
}

function isStalled({ verdicts, endedBecause }: RunReport, liars: boolean): boolean {
  const progress = verdicts.find(({ property }) => property === 'progress');
  if (progress?.verdict !== 'holds' || endedBecause === 'limit') return true;
  // A liar can keep the network busy for ever, long after the last request was answered.
  return endedBecause === 'time' && !liars;
}

/** Says how to see a failing run again and how to make it small, and saves it where that is wanted. */
function keep(cli: Cli, plan: Plan, scenario: Scenario, broken: readonly string[]): void {
  const what =
    broken.join() === 'progress' || broken.length === 0 ? 'stalled' : `violated ${broken.join(', ')}`;
  const { seed } = scenario;
  if (plan.save === null) {
    const lies = plan.colluders ? ' --colluders' : plan.liars ? ' --liars' : '';
    const seeds = `--seeds ${seed}..${seed}${lies}`;
    const again = `swarm --protocol ${plan.protocol} ${seeds} --save .`;
    cli.err(`seed ${seed} ${what}; to keep it: npm run --silent sim -- ${again}\n`);
    return;
  }
  const file = `${plan.save}/${scenario.id}.session.json`;
  const session = { version: 1, session: { scenario, seed, commands: [] } } as const;
  const written = cli.writeText(file, printFile(session));
  if (!written.ok) cli.err(`seed ${seed} ${what}; not saved: ${written.problem}, at ${file}\n`);
  else cli.err(`seed ${seed} ${what}; ${nextSteps(file, broken)}\n`);
}

/** What a run is kept for; of one that stalled, progress if its bound has passed, else nothing. */
function brokenBy(violations: readonly Violation[], { verdicts }: RunReport): readonly string[] {
  if (violations.length > 0) return violations.map(({ property }) => property);
  return verdicts.filter(({ verdict }) => verdict === 'violated').map(({ property }) => property);
}

/** Seeing it again; and making it small, which takes a violated verdict. */
function nextSteps(file: string, [verdict]: readonly string[]): string {
  const sim = 'npm run --silent sim --';
  const smaller = verdict === undefined ? '' : `; smaller: ${sim} minimise ${file} --verdict ${verdict}`;
  return `${sim} run ${file}${smaller}`;
}

function asText(result: {
  readonly runs: number;
  readonly violated: readonly Violation[];
  readonly stalled: readonly number[];
  /** Of colluders: runs in which two correct replicas executed different values. */
  readonly forks?: readonly number[];
  readonly protocol: string;
  readonly seeds: string;
  readonly wallMs: number;
}): string {
  const { protocol, seeds, runs, violated, stalled, forks, wallMs } = result;
  return [
    `${protocol}: ${runs} runs (seeds ${seeds}) in ${wallMs} ms`,
    `violated: ${violated.length}`,
    ...violated.map(({ seed, property, event }) => `  seed ${seed}: ${property} at event ${event ?? 'none'}`),
    `stalled: ${stalled.length}`,
    ...stalled.map((seed) => `  seed ${seed}`),
    ...(forks === undefined ? [] : [`forks: ${forks.length}`]),
    '',
  ].join('\n');
}
