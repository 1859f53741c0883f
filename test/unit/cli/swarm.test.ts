/** `sim swarm`: what counts as a failure, what is printed where, and what is saved. */
import { describe, expect, it } from 'vitest';
import { drawScenario } from '../../../src/scenarios/draw.ts';
import type { RunReport } from '../../../src/scenarios/expect.ts';
import type { Scenario } from '../../../src/scenarios/types.ts';
import { sim } from '../../support/fake-cli.ts';
import { knownForTests } from '../../support/known.ts';

const swarm = (...args: readonly string[]): readonly string[] => ['swarm', '--protocol', 'pbft', ...args];

function verdict(property: string, value: 'holds' | 'violated' | 'pending'): RunReport['verdicts'][number] {
  return {
    property,
    kind: 'always',
    verdict: value,
    event: value === 'violated' ? 17 : null,
    replicas: [],
    because: '',
  };
}

/** Seed 3 violates agreement, seed 4 stalls, seed 5 runs out of time. */
function report({ seed }: Scenario): Partial<RunReport> {
  if (seed === 3) return { verdicts: [verdict('agreement', 'violated'), verdict('progress', 'pending')] };
  if (seed === 4) return { verdicts: [verdict('progress', 'violated')] };
  return seed === 5 ? { endedBecause: 'time' } : {};
}

describe('swarm', () => {
  it('runs every seed, both bounds included, and prints the keys of the contract', async () => {
    const { code, out, err, runs } = await sim(swarm('--seeds', '6..8', '--json'));
    expect([code, err]).toEqual([0, '']);
    expect(runs.map(({ seed }) => seed)).toEqual([6, 7, 8]);
    const result = JSON.parse(out);
    expect(Object.keys(result)).toEqual(['protocol', 'seeds', 'runs', 'violated', 'stalled', 'wallMs']);
    expect(result).toMatchObject({ protocol: 'pbft', seeds: '6..8', runs: 3, violated: [], stalled: [] });
  });

  it('tells violations from stalls and says how to see them again', async () => {
    const { code, out, err } = await sim(swarm('--seeds', '1..5', '--json', '--liars'), {}, report);
    expect(code).toBe(1);
    const violated = [{ seed: 3, property: 'agreement', event: 17 }];
    // A liar can keep the network busy until the time is up: that alone is no stall.
    expect(JSON.parse(out)).toMatchObject({ runs: 5, violated, stalled: [4] });
    const again = (seed: number): string => {
      return `npm run --silent sim -- swarm --protocol pbft --seeds ${seed}..${seed} --liars --save .`;
    };
    const lines = err.split('\n').filter((line) => line.includes('npm run'));
    expect(lines).toEqual([
      `seed 3 violated agreement; to keep it: ${again(3)}`,
      `seed 4 stalled; to keep it: ${again(4)}`,
    ]);
    const honest = await sim(swarm('--seeds', '5..5', '--json'), {}, report);
    expect(JSON.parse(honest.out)).toMatchObject({ stalled: [5] });
  });

  it('expects colluders to break anything but the evidence', async () => {
    const breaks = (seed: number): Partial<RunReport> => ({
      verdicts: [verdict(seed === 2 ? 'evidence' : 'agreement', 'violated')],
    });
    const { code, out } = await sim(swarm('--seeds', '1..3', '--json', '--colluders'), {}, ({ seed }) =>
      breaks(seed),
    );
    expect(code).toBe(1);
    const violated = [{ seed: 2, property: 'evidence', event: 17 }];
    expect(JSON.parse(out)).toMatchObject({ runs: 3, violated, stalled: [], forks: [1, 3] });
  });

  it('saves each failing run as a session that runs the same scenario', async () => {
    const { files, err } = await sim(swarm('--seeds', '1..4', '--save', 'out'), {}, report);
    expect([...files.keys()]).toEqual(['out/swarm-pbft-3.session.json', 'out/swarm-pbft-4.session.json']);
    const steps = (seed: number, verdict: string): string => {
      const [file, command] = [`out/swarm-pbft-${seed}.session.json`, 'npm run --silent sim --'];
      return `${command} run ${file}; smaller: ${command} minimise ${file} --verdict ${verdict}\n`;
    };
    expect(err).toContain(`seed 3 violated agreement; ${steps(3, 'agreement')}`);
    expect(err).toContain(`seed 4 stalled; ${steps(4, 'progress')}`);
    const again = await sim(['run', 'out/swarm-pbft-3.session.json'], Object.fromEntries(files));
    const pbft = knownForTests.protocols.pbft;
    if (pbft === undefined) throw new Error('pbft is known');
    expect(again.runs).toEqual([drawScenario(3, { protocol: 'pbft', liars: false }, pbft)]);
  });

  it('names nothing to make small of a run that only ran out of time', async () => {
    const { err } = await sim(swarm('--seeds', '5..5', '--save', 'out'), {}, report);
    expect(err).toBe('seed 5 stalled; npm run --silent sim -- run out/swarm-pbft-5.session.json\n');
  });

  it('shows progress of a long swarm on standard error', async () => {
    const { err } = await sim(swarm('--seeds', '1..9'));
    expect(err).toContain('seed 4 of 1..9: 0 violations, 0 stalled so far\n');
  });

  it('prints a summary for people', async () => {
    const { out } = await sim(swarm('--seeds', '3..4'), {}, report);
    expect(out.replace(/in [0-9]+ ms/, 'in 1 ms').split('\n')).toEqual([
      'pbft: 2 runs (seeds 3..4) in 1 ms',
      'violated: 1',
      '  seed 3: agreement at event 17',
      'stalled: 1',
      '  seed 4',
      '',
    ]);
  });

  const seeds = 'two seeds A..B with A <= B and at most 1000000 runs';
  it.each([
    [['swarm', '--seeds', '1..2'], 'expected a protocol (pbft), found nothing, at --protocol'],
    [['swarm', '--protocol', 'x', '--seeds', '1..2'], 'expected a protocol (pbft), found "x", at --protocol'],
    [
      ['swarm', '--protocol', '__proto__', '--seeds', '1..2'],
      'expected a protocol (pbft), found "__proto__", at --protocol',
    ],
    [swarm(), `expected ${seeds}, found nothing, at --seeds`],
    [swarm('--seeds', '5'), `expected ${seeds}, found "5", at --seeds`],
    [swarm('--seeds', '5..4'), `expected ${seeds}, found "5..4", at --seeds`],
    [swarm('--seeds', '0..1000000'), `expected ${seeds}, found "0..1000000", at --seeds`],
    [swarm('--seeds', '1..9007199254740993'), `expected ${seeds}, found "1..9007199254740993", at --seeds`],
    [swarm('--seeds', '1..2', 'x'), 'expected no further arguments, found "x", at the arguments'],
  ])('%j is refused with one line on standard error', async (args, problem) => {
    const outcome = await sim(args);
    expect([outcome.code, outcome.out, outcome.err]).toEqual([2, '', `${problem}\n`]);
  });
});
