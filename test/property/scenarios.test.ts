/** Files of any content: nothing throws, what is accepted survives printing, what is drawn is accepted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawScenario } from '../../src/scenarios/draw.ts';
import { parseRows } from '../../src/scenarios/rows.ts';
import type { ScenarioCommand } from '../../src/scenarios/types.ts';
import { parseFile, parseScenario, printFile, validateScenario } from '../../src/scenarios/validate.ts';
import { workloadRows } from '../../src/scenarios/workload.ts';
import { knownForTests as known, leastScenario } from '../support/known.ts';

const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 3, 4, 7, 10, 0.5, 0.001, -1, 1e9, Number.MAX_SAFE_INTEGER),
  fc.double(),
);
const word = fc.oneof(
  fc.constantFrom(
    'pbft',
    'r0>2#1',
    'c0',
    'c9',
    'honest',
    'silent',
    'equivocate',
    'USD',
    '1.5',
    'inline',
    'holds',
  ),
  fc.string(),
);
const anything = fc.oneof(number, word, fc.boolean(), fc.jsonValue({ maxDepth: 3 }));
const keys = (...names: readonly string[]) =>
  fc.dictionary(fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...names) }, fc.string()), anything, {
    maxKeys: 4,
  });

const command = fc
  .tuple(
    fc.constantFrom(
      'crash',
      'partition',
      'heal',
      'cut',
      'corrupt',
      'behave',
      'drop',
      'delay',
      'link',
      'submit',
    ),
    keys(
      'atMs',
      'after',
      'replica',
      'groups',
      'from',
      'to',
      'message',
      'byMs',
      'as',
      'a',
      'b',
      'row',
      'lossRate',
    ),
  )
  .map(([name, rest]) => ({ atMs: 1, do: name, ...rest }));

const scenario = fc
  .record(
    {
      protocol: fc.record(
        {
          id: fc.constant('pbft'),
          replicas: fc.integer({ min: 3, max: 130 }),
          options: keys('windowSlots', 'checkpointInterval', 'tentative'),
        },
        { requiredKeys: ['id', 'replicas'] },
      ),
      network: keys('delayMs', 'lossRate', 'links'),
      workload: keys('source', 'commands', 'clients', 'everyMs', 'count', 'opening'),
      commands: fc.array(command, { maxLength: 4 }),
      until: keys('quiet', 'ms', 'commits'),
      expect: keys('verdicts', 'commits', 'view'),
      seed: number,
    },
    { requiredKeys: [] },
  )
  .map((parts) => ({ ...leastScenario, ...parts }));

const ms = fc.integer({ min: 1, max: 5_000_000 }).map((us) => us / 1000);
const id = fc.nat({ max: 3 });
const sound = fc
  .record(
    {
      seed: fc.maxSafeNat(),
      network: fc.record({
        delayMs: fc.record({ min: ms }, { requiredKeys: [] }),
        lossRate: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      workload: fc.record({
        clients: fc.integer({ min: 1, max: 9 }),
        everyMs: ms,
        count: fc.nat({ max: 200 }),
      }),
      commands: fc.array(
        fc.oneof(
          fc.record({ atMs: ms, do: fc.constantFrom('crash', 'recover', 'pause'), replica: id }),
          fc.record({
            atMs: ms,
            do: fc.constant('link'),
            from: id,
            to: fc.constant('c0'),
            delayMs: fc.record({ max: ms }),
          }),
          fc.record({
            atMs: ms,
            after: id,
            do: fc.constant('behave'),
            replica: id,
            as: fc.constant('silent'),
            x: fc.nat(),
          }),
          fc.record({ atMs: ms, do: fc.constant('delay'), message: fc.constant("r0>1#7'"), byMs: ms }),
        ),
      ),
      until: fc.record(
        { ms, quiet: fc.boolean(), commits: fc.integer({ min: 1, max: 99 }) },
        { requiredKeys: [] },
      ),
      expect: fc.record({ verdicts: fc.constant({ progress: 'pending' }), view: id }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  )
  .map((parts) => ({ ...leastScenario, ...parts }));

describe('any value', () => {
  it('is accepted or refused in one sentence', () => {
    fc.assert(
      fc.property(fc.oneof(scenario, fc.anything()), (value) => {
        const checked = validateScenario(value, known);
        if (!checked.ok) expect(checked.problem).toMatch(/^expected .+, found .+, at \/[^\n\r]*$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that is accepted means the same after printing, and after a second reading', () => {
    fc.assert(
      fc.property(sound, (value) => {
        const checked = validateScenario(value, known);
        if (!checked.ok) throw new Error(checked.problem);
        expect(validateScenario(checked.value, known)).toEqual(checked);
        expect(parseScenario(printFile(checked.value), known)).toEqual(checked);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any text', () => {
  const broken = fc
    .tuple(scenario, fc.nat(), fc.constantFrom('', '"', '{', ']', ',', '/*', '//', '\\', '\u0000', '\n', '1'))
    .map(([value, at, piece]) => {
      const text = JSON.stringify(value);
      const i = at % (text.length + 1);
      return text.slice(0, i) + piece + text.slice(i + 1);
    });

  it('is accepted or refused in one sentence', () => {
    fc.assert(
      fc.property(fc.oneof(broken, fc.string(), fc.json()), (text) => {
        const parsed = parseFile(text, known);
        if (!parsed.ok) expect(parsed.problem).toMatch(/^expected .+, found .+, at [^\n\r]+$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is rows or a refusal in one sentence', () => {
    const cell = fc.oneof(
      fc.constantFrom('deposit', 'transfer', '1', 'USD', '2.5', '', '"', '"a', 'x\ny'),
      fc.string(),
    );
    const csv = fc
      .array(fc.array(cell, { minLength: 6, maxLength: 8 }), { maxLength: 5 })
      .map((rows) =>
        ['kind,account,to,asset,amount,nonce,id', ...rows.map((row) => row.join(','))].join('\n'),
      );
    fc.assert(
      fc.property(fc.constantFrom('a.csv', 'a.json'), fc.oneof(csv, fc.json(), fc.string()), (name, text) => {
        const parsed = parseRows(name, text);
        if (!parsed.ok) expect(parsed.problem).toMatch(/^[^\n\r]*expected .+, found [^\n\r]+$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a drawn scenario', () => {
  const protocol = { behaviours: ['silent', 'equivocate', 'wrong-digest'], bugs: [] };

  it('is valid for 2,000 seeds, with and without liars', () => {
    for (let seed = 1; seed <= 2_000; seed++) {
      for (const liars of [false, true]) {
        const drawn = drawScenario(seed, { protocol: 'pbft', liars }, protocol);
        expect(validateScenario(drawn, known)).toEqual({ ok: true, value: drawn });
        expect(workloadRows(drawn, null).ok).toBe(true);
      }
    }
  }, 60_000);

  it('is the same each time and differs between seeds', () => {
    const draw = (seed: number) =>
      JSON.stringify(drawScenario(seed, { protocol: 'pbft', liars: true }, protocol));
    expect(draw(5)).toBe(draw(5));
    expect(new Set(Array.from({ length: 200 }, (_, i) => draw(i))).size).toBe(200);
  });

  it('has at most f faulty replicas, brings crashed ones back, and calms down', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const {
        protocol: cluster,
        network,
        commands,
      } = drawScenario(seed, { protocol: 'pbft', liars: true }, protocol);
      const faulty = new Set(commands.flatMap((command) => ('replica' in command ? [command.replica] : [])));
      expect(faulty.size).toBeLessThanOrEqual(Math.floor((cluster.replicas - 1) / 3));
      const count = (...kinds: readonly string[]): number =>
        commands.filter((c) => kinds.includes(c.do)).length;
      expect(count('crash', 'lose-disk')).toBe(count('recover'));
      expect(count('partition')).toBe(count('heal'));
      const ends = cluster.replicas * (cluster.replicas - 1);
      if (network.lossRate > 0) expect(count('link')).toBeGreaterThan(ends);
      expect(commands.every((command: ScenarioCommand) => command.atMs <= 4_000)).toBe(true);
    }
  });

  it('differs from seed to seed in all that it may differ in', () => {
    const all = Array.from({ length: 300 }, (_, seed) =>
      drawScenario(seed, { protocol: 'pbft', liars: true }, protocol),
    );
    const kinds = new Set(all.flatMap(({ commands }) => commands.map((command) => command.do)));
    expect([...kinds].sort()).toEqual([
      'behave',
      'crash',
      'heal',
      'link',
      'lose-disk',
      'partition',
      'recover',
    ]);
    expect(new Set(all.map(({ protocol: { replicas } }) => replicas)).size).toBe(7);
    const lies = new Set(all.flatMap(({ commands }) => commands.map((c) => (c.do === 'behave' ? c.as : ''))));
    expect(lies.size).toBe(4);
  });
});
