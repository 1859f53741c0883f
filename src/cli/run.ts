/** `sim run FILE`: one run, its report, and whether it ended as its scenario expects. */
import { unmetExpectations } from '../scenarios/expect.ts';
import { limits } from '../scenarios/limits.ts';
import { accept, type Checked, listed, refuse, show } from '../scenarios/problem.ts';
import type { Scenario } from '../scenarios/types.ts';
import { type Arguments, readArguments, wholeNumber } from './arguments.ts';
import { badInput, type Cli, exit, type Lines } from './cli.ts';
import { reportAsJson, reportAsText } from './format.ts';
import { load, type Runnable } from './load.ts';
import { createProgress } from './progress.ts';
import { traceLine } from './trace-lines.ts';

const shape = {
  positionals: ['FILE'],
  flags: {
    '--seed': 'value',
    '--until-ms': 'value',
    '--commands': 'value',
    '--bugs': 'value',
    '--json': 'switch',
    '--trace': 'value',
  },
} as const;

/** Resolves to the exit code. Everything is checked before the run begins. */
export async function run(cli: Cli, args: readonly string[]): Promise<number> {
  const given = readArguments(args, shape);
  if (!given.ok) return badInput(cli, given.problem);
  const prepared = prepare(cli, given.value);
  if (!prepared.ok) return badInput(cli, prepared.problem);
  const traceFile = given.value.value('--trace');
  const lines = traceFile === null ? accept(null) : cli.openLines(traceFile);
  if (!lines.ok)
    return badInput(cli, `expected a file that can be written, ${lines.problem}, at --trace ${traceFile}`);
  return execute(cli, prepared.value, lines.value, given.value.has('--json'));
}

function prepare(cli: Cli, args: Arguments): Checked<Runnable> {
  const seed = wholeNumber(args, '--seed');
  if (!seed.ok) return seed;
  const untilMs = readUntil(args);
  if (!untilMs.ok) return untilMs;
  const loaded = load(cli, args.positionals[0] ?? '', args.value('--commands'));
  if (!loaded.ok) return loaded;
  const { rows } = loaded.value;
  const planted = withBugs(cli, loaded.value.scenario, args.value('--bugs'));
  if (!planted.ok) return planted;
  const scenario = planted.value;
  const changed: Scenario = {
    ...scenario,
    seed: seed.value ?? scenario.seed,
    until: { ...scenario.until, ms: untilMs.value ?? scenario.until.ms },
  };
  return accept({ scenario: changed, rows });
}

/** Other rules removed than the scenario says: then nothing is expected but that no verdict is violated. */
function withBugs(cli: Cli, scenario: Scenario, written: string | null): Checked<Scenario> {
  if (written === null) return accept(scenario);
  const { protocol, until } = scenario;
  const bugs = written === 'none' ? [] : written.split(',');
  const known = cli.known.protocols[protocol.id]?.bugs ?? [];
  const strange = bugs.find((bug, at) => !known.includes(bug) || bugs.indexOf(bug) < at);
  if (strange !== undefined) {
    const expected = `"none", or bugs of ${protocol.id} with commas between, each once (${listed(known)})`;
    return refuse(`expected ${expected}, found ${show(strange)}, at --bugs`);
  }
  const { violated: _violated, ...ends } = until;
  return accept({ ...scenario, protocol: { ...protocol, bugs }, until: ends, expect: { verdicts: {} } });
}

function readUntil(args: Arguments): Checked<number | null> {
  const written = args.value('--until-ms');
  if (written === null) return accept(null);
  const value = /^[0-9]{1,10}(\.[0-9]{1,3})?$/.test(written) ? Number(written) : Number.NaN;
  if (value >= 0.001 && value <= limits.untilMs) return accept(value);
  const expected = `a number of milliseconds from 0.001 to ${limits.untilMs} with at most 3 decimals`;
  return refuse(`expected ${expected}, found ${show(written)}, at --until-ms`);
}

async function execute(
  cli: Cli,
  { scenario, rows }: Runnable,
  lines: Lines | null,
  json: boolean,
): Promise<number> {
  const started = cli.now();
  const progress = createProgress(cli);
  const report = await cli.runScenario(scenario, rows, {
    onProgress: (events, simulatedMs) =>
      progress(() => `${events} events, ${Math.round(simulatedMs)} ms simulated`),
    ...(lines !== null && { onEvent: (event) => lines.write(traceLine(event)) }),
  });
  lines?.close();
  const wallMs = Math.round(cli.now() - started);
  cli.out(json ? reportAsJson(report, wallMs) : reportAsText(report, wallMs));
  if (report.endedBecause === 'limit')
    cli.err('the run was ended by the limit on events and is incomplete\n');
  const unmet = unmetExpectations(scenario.expect, report);
  for (const sentence of unmet) cli.err(`${sentence}\n`);
  return unmet.length === 0 ? exit.asExpected : exit.notAsExpected;
}
