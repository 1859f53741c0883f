/**
 * What a scenario file may say: defaults, every refusal with its place, and the commands that are accepted.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validateScenario } from '../../../src/scenarios/validate.ts';
import { knownForTests as known, leastScenario as least } from '../../support/known.ts';

function problemOf(value: unknown): string {
  const checked = validateScenario(value, known);
  return checked.ok ? 'accepted' : checked.problem;
}

describe('defaults', () => {
  it('are those of the format', () => {
    expect(validateScenario(least, known)).toEqual({
      ok: true,
      value: {
        version: 1,
        id: 'x',
        title: '',
        story: [],
        seed: 42,
        protocol: {
          id: 'pbft',
          replicas: 4,
          bugs: [],
          options: {
            checkpointInterval: 4,
            windowSlots: 8,
            requestTimeoutMs: 400,
            clientRetryMs: 300,
            authenticator: 'simulated',
            tentative: false,
          },
        },
        network: { delayMs: { min: 10, max: 20 }, lossRate: 0, duplicateRate: 0, links: [] },
        workload: { source: 'builtin:transfers', commands: [], opening: [], clients: 1, everyMs: 50 },
        commands: [],
        until: { quiet: true, ms: 60_000 },
        expect: { verdicts: {} },
      },
    });
  });

  it('follow what is given beside them', () => {
    const given = {
      ...least,
      protocol: { id: 'pbft', replicas: 4, options: { checkpointInterval: 50 } },
      network: { delayMs: { min: 30 }, links: [{ from: 0, to: 1, delayMs: { max: 5 } }] },
      workload: { commands: [{ kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '1' }] },
    };
    expect(validateScenario(given, known)).toMatchObject({
      value: {
        protocol: { options: { windowSlots: 100 } },
        network: { delayMs: { min: 30, max: 30 }, links: [{ delayMs: { min: 5, max: 5 } }] },
        workload: { source: 'inline' },
      },
    });
  });

  it('are not written into what is given', () => {
    expect(problemOf(Object.freeze({ ...least, network: Object.freeze({}) }))).toBe('accepted');
  });

  it('know no negative zero', () => {
    const checked = validateScenario({ ...least, seed: -0, network: { lossRate: -0 } }, known);
    expect(checked.ok && [checked.value.seed, checked.value.network.lossRate]).toEqual([0, 0]);
  });
});

describe('refusals', () => {
  const table = readFileSync(new URL('./refusals.txt', import.meta.url), 'utf8')
    .split('\n')
    .slice(2);
  const cases = Array.from({ length: Math.floor(table.length / 3) }, (_, i) => table.slice(3 * i, 3 * i + 2));

  it('are many', () => {
    expect(cases.length).toBeGreaterThan(70);
  });

  it.each(cases)('of %s', (overlay = '', problem) => {
    expect(problemOf({ ...least, ...JSON.parse(overlay) })).toBe(problem);
  });

  it.each<[string, unknown, string]>([
    ['a text', 'x', 'expected an object, found "x", at /'],
    ['null', null, 'expected an object, found null, at /'],
    ['a list', [], 'expected an object, found an empty list, at /'],
    ['nothing', undefined, 'expected a JSON value, found undefined, at /'],
    ['a function', () => 1, 'expected a JSON value, found function, at /'],
    ['a date', new Date(0), 'expected a plain object, found an object of another kind, at /'],
    ['no version', { ...least, version: undefined }, 'expected a JSON value, found undefined, at /version'],
    ['only a version', { version: 1 }, 'expected the key "id", found nothing, at /id'],
    ['no protocol', { version: 1, id: 'x' }, 'expected the key "protocol", found nothing, at /protocol'],
    ['not a number', { ...least, seed: Number.NaN }, 'expected a finite number, found NaN, at /seed'],
    ['a prototype', JSON.parse('{"__proto__":{}}'), 'expected another key, found "__proto__", at /__proto__'],
    [
      'too many commands',
      { ...least, commands: new Array(10_001).fill({ atMs: 0, do: 'heal' }) },
      'expected a list of at most 10000, found a list of 10001, at /commands',
    ],
  ])('of %s', (_name, value, problem) => {
    expect(problemOf(value)).toBe(problem);
  });

  it('of a value that contains itself', () => {
    const circle: Record<string, unknown> = { ...least };
    circle.title = circle;
    expect(problemOf(circle)).toContain('expected at most 32 levels of nesting, found more, at /title/title');
  });

  it('of a value with code of its own', () => {
    const trap = new Proxy({}, { ownKeys: () => [][0] as never });
    expect(problemOf(trap)).toBe('expected plain data, found an object with code of its own, at /');
  });

  it('list the properties where one is unknown', () => {
    expect(problemOf({ ...least, expect: { verdicts: { agrement: 'holds' } } })).toMatch(
      /^expected a property \(agreement, .*, or protocol\/name\), found "agrement", at \/expect\/verdicts/,
    );
    expect(problemOf({ ...least, expect: { verdicts: { 'pbft/newview-preserves': 'holds' } } })).toBe(
      'accepted',
    );
  });
});

const row = { kind: 'transfer', account: 1, to: 2, asset: 'USD', amount: '1' };

describe('commands', () => {
  it.each([
    [{ do: 'drop', message: 'r0>2#12' }],
    [{ do: 'duplicate', message: "r0>2#12'" }],
    [{ do: 'deliver', message: 'c0>1#3' }],
    [{ do: 'delay', message: 'r1>c0#2', byMs: 0.001 }],
    [{ do: 'submit', row, client: 0, after: 3 }],
    [{ do: 'behave', replica: 0, as: 'equivocate', a: [1], b: [2, 3] }],
    [{ do: 'behave', replica: 0, as: 'silent', to: [1, 2] }],
    [{ do: 'behave', replica: 0, as: 'honest' }],
    [{ do: 'link', from: 'c0', to: 3, lossRate: 1 }],
    [{ do: 'cut', from: 3, to: 'c0' }],
    [{ do: 'partition', groups: [] }],
    [{ do: 'corrupt', replica: 2, account: 1, delta: -5 }],
    [{ do: 'lose-disk', replica: 3 }],
  ])('accept and keep %j', (command) => {
    const checked = validateScenario({ ...least, commands: [{ atMs: 0.001, ...command }] }, known);
    expect(checked).toMatchObject({ ok: true, value: { commands: [{ atMs: 0.001, ...command }] } });
  });
});
