/** `sim minimise`, and links where files may stand: what is asked of the engine and what is printed. */
import { describe, expect, it } from 'vitest';
import type { Minimise } from '../../../src/cli/cli.ts';
import { catalogueIds } from '../../../src/scenarios/catalog.ts';
import { readLink } from '../../../src/scenarios/link.ts';
import { fold } from '../../../src/scenarios/link-fold.ts';
import type { SessionFile } from '../../../src/scenarios/types.ts';
import { sim } from '../../support/fake-cli.ts';
import { leastScenario } from '../../support/known.ts';

const crash = { atMs: 3, do: 'crash', replica: 1 } as const;
const file = { version: 1, session: { scenario: leastScenario, seed: 9, commands: [crash] } };
const files = { 'x.json': JSON.stringify(file) };
const found: SessionFile = { version: 1, session: { scenario: 'first-light', seed: 42, commands: [crash] } };

const answers: Minimise = async (_run, options) => {
  for (let runs = 1; runs < 9; runs++) options?.onProgress?.({ runs, commands: 3, of: 5 });
  return {
    verdict: 'agreement',
    because: 'two values',
    event: 11,
    events: 12,
    session: found,
    acts: [{ at: 3000, text: 'R1 crashes' }],
    commands: 1,
    of: 5,
    requests: 2,
    requestsOf: 20,
    runs: 8,
    complete: true,
    heldFor: null,
  };
};

describe('minimise', () => {
  it('hands over all commands and prints what is left, with a link that holds it', async () => {
    let asked: Parameters<Minimise>[0] | null = null;
    const { code, out, err } = await sim(['minimise', 'x.json'], files, undefined, async (run, options) => {
      asked = run;
      return answers(run, options);
    });
    expect(code).toBe(0);
    expect(asked).toMatchObject({ scenario: { seed: 9, commands: [crash] }, verdict: null, seenAt: null });
    expect(out).toContain('agreement is violated at event 11: two values\n');
    expect(out).toContain('1 of 5 commands left, 2 of 20 requests; 8 runs in');
    expect(out).toContain(`  ${JSON.stringify(crash)}\n#${fold(found)}\n`);
    expect(err).toMatch(/^\d runs, 3 of 5 commands left so far\n/);
  });

  it('prints one object with these keys', async () => {
    const { out } = await sim(['minimise', 'x.json', '--json'], files, undefined, answers);
    const printed = JSON.parse(out);
    expect(Object.keys(printed)).toEqual([
      ...[
        'verdict',
        'because',
        'event',
        'before',
        'after',
        'runs',
        'complete',
        'heldFor',
        'wallMs',
        'link',
        'session',
      ],
    ]);
    expect(printed).toMatchObject({
      before: { commands: 5, requests: 20 },
      after: { commands: 1, requests: 2 },
    });
    expect(readLink(printed.link)).toMatchObject({ body: { kind: 'folded', number: 3 } });
  });

  it('writes a session that runs again', async () => {
    const { files: after } = await sim(['minimise', 'x.json', '--out', 'm.json'], files, undefined, answers);
    expect(JSON.parse(after.get('m.json') ?? '')).toEqual(found);
    const { runs } = await sim(['run', 'm.json'], { 'm.json': after.get('m.json') ?? '' });
    expect(runs.map(({ commands }) => commands)).toEqual([[crash]]);
  });

  it('passes the verdict on, and says with 1 that nothing is broken', async () => {
    const { code, out, err } = await sim(
      ['minimise', 'x.json', '--verdict', 'prefix'],
      files,
      undefined,
      async ({ verdict }) => ({ problem: `nothing breaks ${verdict}` }),
    );
    expect([code, out, err]).toEqual([1, '', 'nothing breaks prefix\n']);
  });

  it.each([
    [['minimise'], 'expected FILE, found nothing'],
    [['minimise', 'none.json'], 'found no such file or folder, at none.json'],
    [['minimise', 'x.json', '--seed', '1'], 'expected one of --verdict, --out, --json, found "--seed"'],
  ])('refuses %j', async (args, words) => {
    const { code, out, err } = await sim(args, files, undefined, answers);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });
});

describe('a link in the place of a file', () => {
  const folded = `#${fold(file)}`;

  it.each([
    ['as it is', folded],
    ['without its sign', folded.slice(1)],
    ['in a whole address, with a place', `https://example.org/q/?x=1${folded}?at=40&select=R1`],
  ])('runs %s', async (_words, link) => {
    const { code, runs } = await sim(['run', link]);
    expect([code, runs.map(({ seed, commands }) => [seed, commands])]).toEqual([0, [[9, [crash]]]]);
  });

  it('runs a scenario of the catalogue, with another seed where it says so', async () => {
    const { runs } = await sim(['run', '#/pbft/first-light?seed=7&at=3']);
    expect(runs.map(({ id, seed }) => [id, seed])).toEqual([['first-light', 7]]);
    const whole = await sim(['run', 'http://localhost:4173/#/first-light']);
    expect(whole.runs.map(({ id, seed }) => [id, seed])).toEqual([['first-light', 42]]);
  });

  it.each([
    ['#', 'expected a link that asks for something, found an empty one'],
    ['#/pbft/no-such', `expected a scenario of the catalogue (${catalogueIds.slice(0, 2).join(', ')}`],
    [folded.slice(0, -4), 'The link is damaged'],
    ['#9.abc', 'The link was made by a newer version'],
    ['#lorem', 'The link is of an unknown kind'],
    [`#${fold({ version: 1, session: 7 })}`, 'expected an object, found 7, at /session'],
  ])('refuses %s', async (link, words) => {
    const { code, out, err } = await sim(['run', link]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
