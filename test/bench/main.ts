/**
 * `npm run bench [-- --json FILE] [--quick] [--browser]`: how fast, how large. Every part runs in a process
 * of its own, so that none finds what another has warmed up or left behind. Prints a table; `--json` writes
 * the figures.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Figure, historyFigures, longFigures, memoryFigures, throughputFigures } from './figures.ts';
import { measureHistory } from './history.ts';
import { measureMemory } from './memory.ts';
import { measureThroughput } from './throughput.ts';

const { values } = parseArgs({
  options: {
    part: { type: 'string' },
    replicas: { type: 'string', default: '4' },
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
  },
});

const sizes = values.quick ? [4, 16] : [4, 16, 64, 128];
if (values.part === undefined) whole();
else process.stdout.write(JSON.stringify(await part(values.part, Number(values.replicas))));

async function part(name: string, replicas: number): Promise<unknown> {
  switch (name) {
    case 'throughput':
      return measureThroughput(replicas, values.quick);
    case 'memory':
      return measureMemory(replicas, values.quick ? 10 : 100);
    case 'history':
      return measureHistory(replicas, values.quick ? 5_000 : 100_000);
    case 'long':
      return measureHistory(replicas, 1_000_000);
    default:
      throw new Error(`a part of the bench expected, found ${name}`);
  }
}

function whole(): void {
  const figures: Figure[] = [
    ...throughputFigures(sizes.map((n) => inProcess('throughput', n))),
    ...memoryFigures(inProcess('memory', values.quick ? 16 : 128)),
    ...[4, 16].flatMap((n) => historyFigures(inProcess('history', n))),
    ...(values.quick ? [] : [4, 33]).flatMap((n) => longFigures(inProcess('long', n))),
    ...sizeFigures(),
  ];
  if (values.browser) figures.push(...browserFigures());
  print(figures);
  if (values.json === undefined) return;
  const machine = { node: process.version, processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  writeFileSync(values.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`);
}

/** The figures of one part, measured by this program in another process. */
function inProcess<T>(name: string, replicas: number): T {
  process.stderr.write(`${name}, n = ${replicas} …\n`);
  const args = ['--expose-gc', process.argv[1] ?? '', '--part', name, '--replicas', String(replicas)];
  const done = spawnSync(process.execPath, [...args, ...(values.quick ? ['--quick'] : [])], {
    encoding: 'utf8',
    maxBuffer: 1 << 24,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.status !== 0) throw new Error(`${name} failed for n = ${replicas}`);
  return JSON.parse(done.stdout) as T;
}

/**
 * The part in a real browser is a program of its own: it brings Playwright, which is larger than all the
 * rest.
 */
function browserFigures(): readonly Figure[] {
  const report = 'node_modules/.cache/bench-browser.json';
  const program = ['scripts/run-ts.mjs', 'test/bench/browser.ts', '--json', report];
  const args = [...program, ...(values.quick ? ['--quick'] : [])];
  const done = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0)
    throw new Error('the part in a browser failed: is there a dist folder and a Chromium?');
  const figures = JSON.parse(readFileSync(report, 'utf8')) as readonly Figure[];
  return figures.map(({ name, value, unit, aim }) => ({ name, value, unit, aim }));
}

/** What scripts/size.mjs says of the built page, if there is one. */
function sizeFigures(): readonly Figure[] {
  if (!existsSync('dist/index.html')) return [];
  const { stdout } = spawnSync(process.execPath, ['scripts/size.mjs'], { encoding: 'utf8' });
  const [, kilobytes] = /First visit: ([0-9.]+) kB/.exec(stdout) ?? [];
  if (kilobytes === undefined) return [];
  return [{ name: 'first visit, gzipped', value: Number(kilobytes), unit: 'kB', aim: '<= 160' }];
}

function print(figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const { name, value, unit, aim } of figures) {
    const shown = typeof value === 'number' ? value.toLocaleString('en') : value;
    process.stdout.write(`${name.padEnd(width)}  ${shown.padStart(12)} ${unit.padEnd(10)} ${aim}\n`);
  }
}
