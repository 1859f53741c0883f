/**
 * The examples of README.md are real: files pass the checks of any file, commands print what stands there,
 * the first minute goes as it says. Wall times and trace hashes differ or change often and are not compared;
 * a line `…` stands for any number of lines. `GOLDEN=rewrite` writes the output of today into the README:
 * then read the difference.
 */
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fromRoot } from '../../scripts/run.mjs';
import { dispatch } from '../../src/cli/dispatch.ts';
import { help } from '../../src/cli/help.ts';
import { createNodeCli } from '../../src/cli/node-cli.ts';
import type { Moved, Problem } from '../../src/runtime/api.ts';
import { known } from '../../src/runtime/known.ts';
import { minimise } from '../../src/runtime/minimise.ts';
import { runScenario } from '../../src/runtime/run.ts';
import { SeatedEngine } from '../../src/runtime/seated-engine.ts';
import { parseRows } from '../../src/scenarios/rows.ts';
import { isSession, parseFile, parseScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import { guideAt, transferAgain } from '../../src/ui/guide.ts';
import { listed } from '../../src/ui/speech.ts';
import { fencesOf, readDocument } from './docs/markdown.ts';

const README = 'README.md';
const { text } = readDocument(README);
const fences = fencesOf(text);
const examples = (language: string) =>
  fences.filter((fence) => fence.language === language).map((fence) => fence.text);
const consoles = examples('console');

describe('files', () => {
  const files = examples('json').filter((json) => !Array.isArray(JSON.parse(json)));
  const rows = examples('json').filter((json) => Array.isArray(JSON.parse(json)));

  test('there is one of each', () => {
    expect(files.map((json) => isSession(JSON.parse(json)))).toEqual([false, true]);
    expect([rows.length, examples('csv').length]).toEqual([1, 1]);
  });

  test.each(files)('a file is accepted: %s', (json) => {
    expect(parseFile(json, known)).toMatchObject({ ok: true });
  });

  test('the scenario ends as it expects', async () => {
    const scenario = accepted(parseScenario(files[0] ?? '', known));
    const report = await runScenario(scenario, accepted(workloadRows(scenario, null)));
    expect(report.commits.filter(({ digest }) => digest !== null)).toHaveLength(20);
    expect(report.verdicts.filter(({ verdict }) => verdict === 'violated')).toEqual([]);
  });

  test.each([
    ['day.csv', examples('csv')[0] ?? '', 4],
    ['day.json', rows[0] ?? '', 2],
  ])('rows are accepted: %s', (name, content, count) => {
    expect(accepted(parseRows(name, content))).toHaveLength(count);
  });
});

describe('the command line', () => {
  test('there are examples', () => expect(consoles.length).toBeGreaterThanOrEqual(3));

  test.each(consoles)('prints what stands there: %s', async (example) => {
    const [command = '', ...shown] = example.trimEnd().split('\n');
    const printed = await output(command);
    if (process.env.GOLDEN === 'rewrite') rewrite(example, command, shown, printed);
    else expect(masked(elided(printed, shown))).toEqual(masked(shown));
  });

  test('the keys of --json are those of the table', async () => {
    const [line = ''] = await output('$ npm run --silent sim -- run first-light --json');
    const table = text.slice(text.indexOf('`run --json`'), text.indexOf('--help` names'));
    const keys = [...table.matchAll(/^\| (`.*`) \|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
    expect(keys).toEqual(Object.keys(JSON.parse(line) as object));
  });

  test('exit codes are those of the help', () => {
    for (const code of [0, 1, 2, 3]) expect(help).toContain(`Exit code ${code}:`);
    expect(text.replace(/\s+/g, ' ')).toContain(
      '0 when the run ends as its scenario expects, 1 when it does not, 2',
    );
  });
});

describe('the first minute', () => {
  const lines = text.slice(text.indexOf('## The first minute'), text.indexOf('## The command line'));
  const plain = lines.replace(/\s+/g, ' ');

  test('five Rounds', async () => {
    const list = lines.match(/^\d\. .*$/gm)?.join('\n') ?? '';
    const told = [...list.matchAll(/\d+ [A-Z][A-Z-]+s?/g)].map(([part]) => part);
    const engine = new SeatedEngine(null);
    let moved = arrived(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
    expect(plain).toContain(`"${moved.info.scenario.title}"`);
    const seen: string[] = [];
    for (let round = 1; round <= 5; round++) {
      moved = arrived(await engine.move(moved.frame.cursor, { kind: 'round' }));
      const [first] = moved.frame.inFlight;
      if (first !== undefined) seen.push(listed(moved.frame.inFlight));
    }
    expect(seen).toEqual(told);
    expect(plain).toContain(`"${moved.frame.clients[0]?.request?.outcome}"`);
  });

  test('the guide goes on as it says', async () => {
    const said = await followGuide();
    const quoted = [...plain.slice(plain.indexOf('Then follow')).matchAll(/"([^"]+)"/g)].map(
      ([, words = '']) => words,
    );
    expect(quoted.length).toBeGreaterThanOrEqual(4);
    expect(quoted.filter((words) => !said.includes(words))).toEqual([]);
  });
});

describe('the comparison can fail', () => {
  const printed = ['a', 'b', 'c', 'd in 5 ms'];

  test.each([
    [['a', '…', 'd in 9 ms'], true],
    [['…', 'c', '…'], true],
    [['a', 'b', 'd in 9 ms'], false],
    [['a', '…', 'x'], false],
    [['…', 'x', '…'], false],
  ])('%s', (shown, equal) => {
    const same = JSON.stringify(masked(elided(printed, shown))) === JSON.stringify(masked(shown));
    expect(same).toBe(equal);
  });
});

/** What the guide says and offers when its buttons are pressed from the start until a replica comes back. */
async function followGuide(): Promise<string> {
  const engine = new SeatedEngine(null);
  let { frame, info } = arrived(await engine.open({ kind: 'catalogue', id: 'first-light' }, 'inline'));
  let said = '';
  for (let press = 0; press < 30; press++) {
    const step = guideAt(frame, info);
    if (step === null) return said;
    said += `${step.sentence}\n${step.button.label}\n`;
    const { act } = step.button;
    if (act.kind === 'recover' || act.kind === 'leave') return said;
    if (act.kind === 'round') ({ frame, info } = arrived(await engine.move(frame.cursor, { kind: 'round' })));
    else {
      const row = transferAgain(frame.clients[0]?.request?.text ?? '');
      if (act.kind === 'crash-and-send') {
        const crash = { do: 'crash', replica: act.replica };
        ({ frame, info } = arrived(await engine.intervene(frame.cursor, crash)));
      }
      ({ frame, info } = arrived(await engine.intervene(frame.cursor, { do: 'submit', row })));
    }
  }
  throw new Error('the guide expected to come to its end');
}

function arrived(answer: Moved | Problem): Moved {
  if ('problem' in answer) throw new Error(answer.problem);
  return answer;
}

/** What a command prints on standard output, line by line. */
async function output(command: string): Promise<readonly string[]> {
  const [, given] = /^\$ npm run --silent sim -- (.+)$/.exec(command) ?? [];
  if (given === undefined) throw new Error(`a command of the command line expected, found ${command}`);
  let printed = '';
  const cli = {
    ...createNodeCli(known, runScenario, minimise),
    out: (piece: string) => {
      printed += piece;
    },
    err: () => undefined,
  };
  await dispatch(cli, given.split(' '));
  return printed.trimEnd().split('\n');
}

/** `printed` with what each `…` of `shown` stands for replaced by it, as far as the two agree. */
function elided(printed: readonly string[], shown: readonly string[]): readonly string[] {
  const result: string[] = [];
  let at = 0;
  for (const [index, line] of shown.entries()) {
    if (line !== '…') {
      const found = printed[at++];
      if (found !== undefined) result.push(found);
      continue;
    }
    result.push(line);
    const next = shown[index + 1];
    const [wanted] = masked([next ?? '']);
    if (next === undefined) return result;
    while (at < printed.length && masked([printed[at] ?? ''])[0] !== wanted) at++;
  }
  return [...result, ...printed.slice(at)];
}

function masked(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/\bin [\d,]+ ms\b/, 'in _ ms').replace(/\b[0-9a-f]{64}\b/, '_'));
}

/** Keeps the shape of what is shown: as many lines before, between and after each `…` as now. */
function rewrite(
  example: string,
  command: string,
  shown: readonly string[],
  printed: readonly string[],
): void {
  const cut = shown.indexOf('…');
  const last = shown.lastIndexOf('…');
  const tail = last < 0 ? 0 : shown.length - 1 - last;
  const kept = cut < 0 ? printed : [...printed.slice(0, cut), '…', ...printed.slice(printed.length - tail)];
  const current = readDocument(README).text;
  writeFileSync(
    fromRoot(README),
    current.replace(example, () => `${[command, ...kept].join('\n')}\n`),
  );
}

function accepted<T>(
  checked: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string },
): T {
  if (!checked.ok) throw new Error(checked.problem);
  return checked.value;
}
