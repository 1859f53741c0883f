/** The command line as a process, as scripts call it: real streams and exit codes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../../scripts/sim.mjs', import.meta.url));

function call(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('sim', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sim-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs a scenario of the catalogue, the same each time', () => {
    const trace = join(folder, 'trace.jsonl');
    const first = call('run', 'first-light', '--json', '--trace', trace);
    expect([first.status, first.stderr]).toEqual([0, '']);
    const report = JSON.parse(first.stdout);
    expect(report).toMatchObject({ scenario: 'first-light', n: 4, f: 1, endedBecause: 'quiet' });
    expect(readFileSync(trace, 'utf8').trimEnd().split('\n')).toHaveLength(report.events);
    expect(JSON.parse(call('run', 'first-light', '--json').stdout).traceHash).toBe(report.traceHash);
  });

  it('ends with 1 when expectations fail', () => {
    const { status, stdout, stderr } = call('run', 'fault-free', '--until-ms', '100', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ endedBecause: 'time', simulatedMs: 100 });
    expect(stderr).toContain('expected 20 commits, found 1\n');
  });

  it('ends with 2 on bad input, with one line on standard error', () => {
    const { status, stdout, stderr } = call('run', join(folder, 'none.json'), '--json');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^expected .+, found no such file or folder, at .*none\.json\n$/);
  });

  it('runs a swarm that finds nothing and saves nothing', () => {
    const { status, stdout } = call(
      'swarm',
      '--protocol',
      'pbft',
      '--seeds',
      '1..2',
      '--json',
      '--save',
      folder,
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ runs: 2, violated: [], stalled: [] });
    expect(readdirSync(folder).filter((name) => name.startsWith('swarm'))).toEqual([]);
  });
});
