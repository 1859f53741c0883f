/**
 * From what stands after `run` to something that can run: a catalogue id, a scenario file, a session file or
 * a link.
 */
import { basename, dirname, resolve } from 'node:path';
import { catalogueIds, findScenario } from '../scenarios/catalog.ts';
import { limits } from '../scenarios/limits.ts';
import { isLink } from '../scenarios/link.ts';
import { accept, type Checked, listed, refuse } from '../scenarios/problem.ts';
import { sessionScenario } from '../scenarios/session.ts';
import type { Row, Scenario } from '../scenarios/types.ts';
import { isSessionFile, parseFile } from '../scenarios/validate.ts';
import { workloadFile, workloadRows } from '../scenarios/workload.ts';
import type { Cli } from './cli.ts';
import { loadLink } from './load-link.ts';

export interface Runnable {
  readonly scenario: Scenario;
  readonly rows: readonly Row[];
}

/**
 * A problem is one sentence that names the file. `commands` names a file whose rows take the place of the
 * workload's; how many commits and which view the scenario expects of its own workload is then left aside.
 */
export function load(cli: Cli, file: string, commands: string | null): Checked<Runnable> {
  const loaded = loadFile(cli, file);
  if (!loaded.ok || commands === null) return loaded;
  const { scenario } = loaded.value;
  const { count: _count, ...workload } = scenario.workload;
  const { verdicts } = scenario.expect;
  const changed: Scenario = {
    ...scenario,
    workload: { ...workload, source: `file:${basename(commands)}`, commands: [] },
    expect: { verdicts },
  };
  return withRows(cli, changed, dirname(commands), `--commands ${commands}`, `--commands ${commands}`);
}

function loadFile(cli: Cli, file: string): Checked<Runnable> {
  const found = findScenario(file, cli.known);
  if (found !== null) return withRows(cli, found, '.', file);
  if (isLink(file)) {
    const linked = loadLink(file, cli.known);
    return linked.ok
      ? withRows(cli, linked.value, '.', 'the link')
      : // What the page says with a full stop, and with a question behind it, is the middle of a sentence.
        refuse(`${linked.problem.replace(/\.( [A-Z].*)?$/, '')}, at the link`);
  }
  const text = cli.readText(file, limits.scenarioCharacters);
  if (!text.ok)
    return refuse(
      `expected a scenario or session file, or one of ${listed(catalogueIds)}, ${text.problem}, at ${file}`,
    );
  const parsed = parseFile(text.value, cli.known);
  if (!parsed.ok) return refuse(`${parsed.problem} of ${file}`);
  const scenario = asScenario(cli, parsed.value);
  return scenario.ok
    ? withRows(cli, scenario.value, dirname(file), file)
    : refuse(`${scenario.problem} of ${file}`);
}

function asScenario(cli: Cli, file: Parameters<typeof isSessionFile>[0]): Checked<Scenario> {
  if (!isSessionFile(file)) return accept(file);
  return sessionScenario(file, cli.known, (id) => findScenario(id, cli.known), catalogueIds);
}

/** A command file is named relative to the file that names it. */
function withRows(
  cli: Cli,
  scenario: Scenario,
  folder: string,
  file: string,
  where = `${workloadFile(scenario)}, which /workload/source of ${file} names`,
): Checked<Runnable> {
  const name = workloadFile(scenario);
  let text: string | null = null;
  if (name !== null) {
    const read = cli.readText(resolve(folder, name), limits.rowsCharacters);
    if (!read.ok) return refuse(`expected a command file, ${read.problem}, at ${where}`);
    text = read.value;
  }
  const rows = workloadRows(scenario, text);
  if (rows.ok) return accept({ scenario, rows: rows.value });
  return refuse(
    name === null || rows.problem.startsWith('expected') ? `${rows.problem} of ${file}` : rows.problem,
  );
}
