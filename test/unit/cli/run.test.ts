/** `sim run`: a contract that scripts hold us to: keys, exit codes, and which stream says what. */
import { describe, expect, it } from 'vitest';
import { commandNames } from '../../../src/cli/dispatch.ts';
import { catalogueIds } from '../../../src/scenarios/catalog.ts';
import { scenarioJsonSchema } from '../../../src/scenarios/json-schema.ts';
import { listed } from '../../../src/scenarios/problem.ts';
import { sim } from '../../support/fake-cli.ts';
import { knownForTests, leastScenario } from '../../support/known.ts';

const text = JSON.stringify(leastScenario);
const commands = commandNames.join(', ');
const withExpect = (expectation: object): string => JSON.stringify({ ...leastScenario, expect: expectation });

describe('run --json', () => {
  it('prints one object with these keys and nothing else', async () => {
    const { code, out, err } = await sim(['run', 'x.json', '--json'], { 'x.json': text });
    expect([code, err]).toEqual([0, '']);
    expect(out.endsWith('}\n')).toBe(true);
    const report = JSON.parse(out);
    expect(Object.keys(report)).toEqual([
      ...[
        'scenario',
        'protocol',
        'n',
        'f',
        'seed',
        'traceHash',
        'events',
        'endedBecause',
        'simulatedMs',
        'wallMs',
      ],
      ...['messages', 'commits', 'replicas', 'clients', 'verdicts', 'accused', 'bugs', 'refusals'],
    ]);
    expect(report).toMatchObject({
      scenario: 'x',
      protocol: 'pbft',
      n: 4,
      seed: 42,
      wallMs: 1500,
      events: 1234,
    });
  });

  it('names who is convicted, once each', async () => {
    const convict = (replica: number, because: string) => ({ replica, because, statements: [], event: 7 });
    const accused = [convict(0, 'signed two PREPAREs'), convict(0, 'signed two COMMITs'), convict(2, 'lied')];
    const { out } = await sim(['run', 'x.json'], { 'x.json': withExpect({}) }, () => ({ accused }));
    expect(out).toContain('convicted: R0 signed two PREPAREs (and 1 more)\nconvicted: R2 lied\n');
  });

  it('keeps standard output to the object when expectations fail', async () => {
    const file = withExpect({ verdicts: { agreement: 'violated' }, commits: 2 });
    const { code, out, err } = await sim(['run', 'x.json', '--json'], { 'x.json': file });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ scenario: 'x' });
    expect(err).toBe('expected agreement violated, found holds (all equal)\nexpected 2 commits, found 1\n');
  });
});

describe('run', () => {
  it('prints tables for people', async () => {
    const { code, out } = await sim(['run', 'x.json'], { 'x.json': text });
    expect(code).toBe(0);
    expect(out).toContain('x: pbft, n = 4, f = 1, seed 42\n');
    expect(out).toContain('ended by quiet after 1,100.5 ms simulated\n1,234 events in 1,500 ms\n');
    expect(out).toContain('R0       up      honest     view 0  slot 1    efefefefefefefef\n');
    expect(out).toContain('1     cdcdcdcdcdcdcdcd  R0 R1        80 … 81 ms\n');
    expect(out).toContain('holds  agreement  all equal\n');
  });

  it('ends with 1 when nothing is expected and a verdict is violated', async () => {
    const bad = {
      property: 'prefix',
      kind: 'always',
      verdict: 'violated',
      event: 3,
      replicas: [1],
      because: 'why',
    } as const;
    const { code, err } = await sim(['run', 'x.json'], { 'x.json': text }, () => ({ verdicts: [bad] }));
    expect([code, err]).toEqual([1, 'expected prefix not violated, found violated (why)\n']);
  });

  it('ends with 0 when the violation is expected', async () => {
    const bad = {
      property: 'prefix',
      kind: 'always',
      verdict: 'violated',
      event: 3,
      replicas: [1],
      because: 'why',
    } as const;
    const file = withExpect({ verdicts: { prefix: 'violated' } });
    expect((await sim(['run', 'x.json'], { 'x.json': file }, () => ({ verdicts: [bad] }))).code).toBe(0);
  });

  it('takes an id of the catalogue', async () => {
    const { code, runs } = await sim(['run', 'first-light'], {}, () => ({
      verdicts: ['agreement', 'progress', 'state-root'].map((property) => {
        return { property, kind: 'always', verdict: 'holds', event: null, replicas: [], because: '' };
      }),
      replicas: [0, 1].map((id) => {
        return { id, status: 'up', behaviour: 'honest', view: 0, executedSlot: 1, stateRoot: '' };
      }),
    }));
    expect(code).toBe(0);
    expect(runs.map(({ id }) => id)).toEqual(['first-light']);
  });

  it('takes a session, whose commands follow and whose seed counts', async () => {
    const crash = { atMs: 1, do: 'crash', replica: 0 };
    const session = { scenario: leastScenario, seed: 9, commands: [crash] };
    const files = { 's.json': JSON.stringify({ version: 1, session }) };
    const { runs } = await sim(['run', 's.json'], files);
    expect(runs).toMatchObject([{ id: 'x', seed: 9, commands: [crash] }]);
    const named = { 's.json': JSON.stringify({ version: 1, session: { scenario: 'fault-free' } }) };
    expect((await sim(['run', 's.json'], named)).runs).toMatchObject([{ id: 'fault-free', seed: 42 }]);
  });

  it('lets --seed and --until-ms override the file', async () => {
    const args = ['run', '--seed=7', 'x.json', '--until-ms', '12.5'];
    const { runs } = await sim(args, { 'x.json': text });
    expect(runs).toMatchObject([{ seed: 7, until: { quiet: true, ms: 12.5 } }]);
  });

  it('reads a command file beside the scenario', async () => {
    const files = {
      'a/x.json': JSON.stringify({ ...leastScenario, workload: { source: 'file:day.csv' } }),
      'a/day.csv': 'kind,account,to,asset,amount,nonce,id\ntransfer,1,2,USD,1,,\n',
    };
    expect((await sim(['run', 'a/x.json'], files)).code).toBe(0);
  });

  it('takes the rows of a command file named on the command line', async () => {
    const files = {
      'x.json': text,
      'b/day.csv': 'kind,account,to,asset,amount,nonce,id\ntransfer,1,2,USD,1,,\n',
    };
    const { code, runs } = await sim(['run', 'x.json', '--commands', 'b/day.csv'], files);
    expect(code).toBe(0);
    expect(runs).toMatchObject([{ workload: { source: 'file:day.csv', commands: [] } }]);
    const bad = { ...files, 'b/day.csv': 'kind,account,to,asset,amount,nonce,id\ntransfer,1,2,USD,-1,,\n' };
    const refused = await sim(['run', 'x.json', '--commands', 'b/day.csv'], bad);
    expect([refused.code, refused.out]).toEqual([2, '']);
    expect(refused.err).toContain('day.csv: line 2, column');
    const absent = await sim(['run', 'x.json', '--commands', 'none.csv'], files);
    expect([absent.code, absent.err]).toEqual([2, expect.stringContaining('at --commands none.csv')]);
  });

  it('writes the trace, one event per line', async () => {
    const { files } = await sim(['run', 'x.json', '--trace', 'out.jsonl'], { 'x.json': text });
    const lines = (files.get('out.jsonl') ?? '').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).index)).toEqual([0, 1]);
  });

  it('shows every two seconds how far a long run is', async () => {
    const { err } = await sim(['run', 'x.json'], { 'x.json': text, long: '' });
    expect(err).toBe('4000 events, 8 ms simulated\n8000 events, 8 ms simulated\n');
  });

  it('says that a run was cut short by a limit', async () => {
    const { code, err } = await sim(['run', 'x.json'], { 'x.json': text }, () => ({ endedBecause: 'limit' }));
    expect([code, err]).toEqual([0, 'the run was ended by the limit on events and is incomplete\n']);
  });
});

const ids = listed(catalogueIds);
const flags = '--seed, --until-ms, --commands, --bugs, --json, --trace';
const milliseconds = 'a number of milliseconds from 0.001 to 1000000000 with at most 3 decimals';
const decimal = 'a decimal number with at most 6 decimals greater than 0';
const absent = 'found no such file or folder';

describe('bad input', () => {
  const day = (content: string): Record<string, string> => ({
    'x.json': JSON.stringify({ ...leastScenario, workload: { source: 'file:day.csv' } }),
    'day.csv': content,
  });
  it.each<[readonly string[], Record<string, string>, string]>([
    [[], {}, `expected a command (${commands}, --help), found nothing, at argument 1`],
    [['rum'], {}, `expected a command (${commands}, --help), found "rum", at argument 1`],
    [['constructor'], {}, `expected a command (${commands}, --help), found "constructor", at argument 1`],
    [['run'], {}, 'expected FILE, found nothing, at the end of the arguments'],
    [['run', 'a', 'b'], {}, 'expected nothing after FILE, found "b", at the arguments'],
    [['run', 'a', '--sed', '1'], {}, `expected one of ${flags}, found "--sed", at argument 2`],
    [['run', 'a', '-s'], {}, `expected one of ${flags}, found "-s", at argument 2`],
    [['run', 'a', '--seed'], {}, 'expected a value, found nothing, at --seed'],
    [['run', 'a', '--seed', '1', '--seed', '2'], {}, 'expected --seed once, found it again, at argument 4'],
    [['run', 'a', '--json=1'], {}, 'expected --json without a value, found "1", at argument 2'],
    [
      ['run', 'a', '--seed', '-1'],
      {},
      'expected a whole number from 0 to 9007199254740991, found "-1", at --seed',
    ],
    [
      ['run', 'a', '--seed', '1e3'],
      {},
      'expected a whole number from 0 to 9007199254740991, found "1e3", at --seed',
    ],
    [['run', 'a', '--until-ms', '0'], {}, `expected ${milliseconds}, found "0", at --until-ms`],
    [
      ['run', 'a.json'],
      {},
      `expected a scenario or session file, or one of ${ids}, found no such file or folder, at a.json`,
    ],
    [
      ['run', 'x.json'],
      { 'x.json': '{' },
      'expected a closing brace, found the end of the text, at line 1, column 2 of x.json',
    ],
    [
      ['run', 'x.json'],
      { 'x.json': '{"version": 1, "id": "x", "protocol": {"id": "pbft", "replicas": 3}}' },
      'expected a whole number from 4 to 128, found 3, at /protocol/replicas (line 1, column 66) of x.json',
    ],
    [
      ['run', 'x.json'],
      { 'x.json': JSON.stringify({ ...leastScenario, workload: { count: 201 } }) },
      'expected at most the 200 rows there are, found 201, at /workload/count of x.json',
    ],
    [
      ['run', 'x.json'],
      { 'x.json': JSON.stringify({ version: 1, session: { scenario: 'y' } }) },
      `expected a scenario of the catalogue (${ids}), found "y", at /session/scenario of x.json`,
    ],
    [
      ['run', 'x.json'],
      { 'x.json': day('')['x.json'] ?? '' },
      `expected a command file, ${absent}, at day.csv, which /workload/source of x.json names`,
    ],
    [
      ['run', 'x.json'],
      day('kind,account,to,asset,amount,nonce,id\ntransfer,1,2,USD,-3,,'),
      `day.csv: line 2, column 5 (amount): expected ${decimal}, found "-3"`,
    ],
    [
      ['run', 'x.json', '--trace', '/'],
      { 'x.json': text },
      'expected a file that can be written, found a folder, at --trace /',
    ],
    [
      ['run', 'a\nb'],
      {},
      `expected a scenario or session file, or one of ${ids}, found no such file or folder, at a b`,
    ],
    [['list', 'x'], {}, 'expected no further arguments, found "x", at the arguments'],
  ])('%j is refused with one line on standard error', async (args, files, problem) => {
    const outcome = await sim(args, files);
    expect([outcome.code, outcome.out, outcome.err, outcome.runs]).toEqual([2, '', `${problem}\n`, []]);
  });
});

describe('the rest', () => {
  it.each([[['--help']], [['help']], [['run', '--help']], [['swarm', '-h']]])('%j says all', async (args) => {
    const { code, out, err } = await sim(args);
    expect([code, err]).toEqual([0, '']);
    for (const word of ['run FILE', 'swarm --protocol P --seeds A..B', 'list', '--until-ms', 'Exit code 2']) {
      expect(out).toContain(word);
    }
  });

  it('prints the JSON Schema', async () => {
    const { code, out } = await sim(['schema']);
    expect([code, JSON.parse(out)]).toEqual([0, scenarioJsonSchema(knownForTests)]);
  });

  it('lists the catalogue', async () => {
    const { code, out } = await sim(['list']);
    expect([
      code,
      out
        .trimEnd()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ]).toEqual([0, catalogueIds]);
    const asJson = JSON.parse((await sim(['list', '--json'])).out);
    expect(asJson[0]).toEqual({
      id: 'first-light',
      title: expect.any(String),
      protocol: 'pbft',
      replicas: 4,
    });
  });
});

describe('a planted bug', () => {
  it('is named in both reports', async () => {
    const planted = withBug('skip-prepare');
    const asText = await sim(['run', 'x.json'], { 'x.json': planted });
    expect(asText.out).toContain('\nwithout the rules of skip-prepare\n');
    const asJson = await sim(['run', 'x.json', '--json'], { 'x.json': planted });
    expect(JSON.parse(asJson.out).bugs).toEqual(['skip-prepare']);
    const without = await sim(['run', 'x.json'], { 'x.json': text });
    expect(without.out).not.toContain('without the rules');
  });

  it('is put in or taken out by --bugs, and then nothing is expected of the run', async () => {
    const broken = JSON.stringify({ ...leastScenario, expect: { verdicts: { agreement: 'violated' } } });
    const files = { 'x.json': broken };
    expect((await sim(['run', 'x.json'], files)).code).toBe(1);
    const without = await sim(['run', 'x.json', '--bugs', 'weak-commit,skip-prepare'], files);
    expect([without.code, without.runs[0]?.protocol.bugs]).toEqual([0, ['weak-commit', 'skip-prepare']]);
    const whole = await sim(['run', 'x.json', '--bugs', 'none'], { 'x.json': withBug('skip-prepare') });
    expect([whole.code, whole.runs[0]?.protocol.bugs]).toEqual([0, []]);
  });

  it.each(['no-such-rule', 'skip-prepare,skip-prepare', ''])('%j is refused at --bugs', async (list) => {
    const { code, out, err } = await sim(['run', 'x.json', '--bugs', list], { 'x.json': text });
    const known = 'bugs of pbft with commas between, each once (skip-prepare, weak-commit)';
    const found = list.split(',').at(-1);
    expect([code, out, err]).toEqual([2, '', `expected "none", or ${known}, found "${found}", at --bugs\n`]);
  });

  it('that the protocol does not know is refused by name', async () => {
    const { code, out, err } = await sim(['run', 'x.json'], { 'x.json': withBug('no-such-rule') });
    const expected = 'a bug of pbft (skip-prepare, weak-commit)';
    const place = '/protocol/bugs/0 (line 1, column 68) of x.json';
    expect([code, out, err]).toEqual([2, '', `expected ${expected}, found "no-such-rule", at ${place}\n`]);
  });
});

function withBug(bug: string): string {
  return JSON.stringify({ ...leastScenario, protocol: { ...leastScenario.protocol, bugs: [bug] } });
}

it('says of a damaged link in one sentence what it is', async () => {
  const { code, err } = await sim(['run', '3.AAAAAAAAAAAAAAAAAAAAAA'], {});
  expect(err).toBe(
    'The link is damaged: expected a compressed session, found something that is none, at the link\n',
  );
  expect(code).toBe(2);
});
