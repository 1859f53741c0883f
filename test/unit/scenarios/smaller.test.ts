/** What makes a case smaller: groups that hold every command once, forms that weigh less and are valid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known } from '../../../src/runtime/known.ts';
import { findScenario } from '../../../src/scenarios/catalog.ts';
import { drawScenario } from '../../../src/scenarios/draw.ts';
import { caseAnatomy } from '../../../src/scenarios/smaller/anatomy.ts';
import { type Case, caseOf, requestsOf, scenarioOf, sessionOf } from '../../../src/scenarios/smaller/case.ts';
import { commandWeight, simplerCommands } from '../../../src/scenarios/smaller/commands.ts';
import { groupsOf } from '../../../src/scenarios/smaller/groups.ts';
import { digitsOf, rounder } from '../../../src/scenarios/smaller/numbers.ts';
import type { Row, Scenario, ScenarioCommand } from '../../../src/scenarios/types.ts';
import { checkCommands, validateScenario, validateSession } from '../../../src/scenarios/validate.ts';

const pbft = known.protocols.pbft;
if (pbft === undefined) throw new Error('pbft expected');
const find = (id: string) => findScenario(id, known);
const scenarioNamed = (id: string): Scenario => {
  const found = find(id);
  if (found === null) throw new Error(`${id} expected`);
  return found;
};
const usual = scenarioNamed('fault-free').protocol.options;
const anatomy = caseAnatomy(usual);
const drawn = (seed: number): Case => caseOf(drawScenario(seed, { protocol: 'pbft', liars: true }, pbft), []);

describe('numbers', () => {
  it('count their digits', () => {
    expect([0, 5, 300, 1743.25, 0.5, 120].map(digitsOf)).toEqual([0, 1, 1, 6, 1, 2]);
  });

  it('get rounder and never finer', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.boolean(), (thousandths, positive) => {
        const value = thousandths / 1000;
        for (const each of rounder(value, positive)) {
          expect(digitsOf(each)).toBeLessThan(digitsOf(value));
          expect(each).toBeGreaterThanOrEqual(positive ? 1 : 0);
        }
        expect(rounder(value).includes(0)).toBe(true);
      }),
    ));
});

describe('groups', () => {
  it('put together what belongs together', () => {
    const commands: readonly ScenarioCommand[] = [
      { atMs: 0, do: 'crash', replica: 1 },
      { atMs: 1, do: 'cut', from: 0, to: 2 },
      { atMs: 2, do: 'lose-disk', replica: 2 },
      { atMs: 3, do: 'recover', replica: 1 },
      { atMs: 4, do: 'crash', replica: 1 },
      { atMs: 5, do: 'mend', from: 0, to: 2 },
      { atMs: 6, do: 'partition', groups: [[0]] },
      { atMs: 7, do: 'heal' },
      { atMs: 8, do: 'link', from: 0, to: 1, lossRate: 0 },
      { atMs: 8, do: 'link', from: 1, to: 0, lossRate: 0 },
      { atMs: 9, do: 'link', from: 1, to: 0, lossRate: 0.5 },
      { atMs: 9, do: 'drop', message: 'r0>1#1' },
      { atMs: 9, do: 'drop', message: 'r0>1#1' },
    ];
    const times = groupsOf(commands).map((group) => group.map((command) => commands.indexOf(command)));
    expect(times).toEqual([[0, 3], [1, 5], [2], [4], [6, 7], [8, 9], [10], [11], [12]]);
  });

  it('hold every command once', () =>
    fc.assert(
      fc.property(fc.nat(500), (seed) => {
        const { commands } = drawn(seed);
        const grouped = groupsOf(commands).flat();
        expect(new Set(grouped)).toEqual(new Set(commands));
        expect(grouped).toHaveLength(commands.length);
      }),
    ));
});

describe('simpler forms of a command', () => {
  const forms = (command: ScenarioCommand) => simplerCommands(command).map((each) => JSON.stringify(each));

  it('leave out what need not be said', () => {
    expect(forms({ atMs: 0, after: 3, do: 'crash', replica: 1 })).toEqual([
      '{"atMs":0,"do":"crash","replica":1}',
    ]);
    expect(forms({ atMs: 0, do: 'corrupt', replica: 1, account: 2, delta: 5 })).toEqual([
      '{"atMs":0,"do":"corrupt","replica":1,"account":2}',
      '{"atMs":0,"do":"corrupt","replica":1,"delta":5}',
    ]);
    expect(forms({ atMs: 0, do: 'behave', replica: 1, as: 'equivocate', a: [0, 2] })).toEqual([
      '{"atMs":0,"do":"behave","replica":1,"as":"equivocate"}',
      '{"atMs":0,"do":"behave","replica":1,"as":"equivocate","a":[2]}',
      '{"atMs":0,"do":"behave","replica":1,"as":"equivocate","a":[0]}',
    ]);
    const told = [{ to: [1, 2], type: 'COMMIT', edits: { view: 1 } }];
    expect(forms({ atMs: 0, do: 'behave', replica: 1, as: 'tell', lies: told })).toEqual([
      '{"atMs":0,"do":"behave","replica":1,"as":"tell"}',
      '{"atMs":0,"do":"behave","replica":1,"as":"tell","lies":[{"type":"COMMIT","edits":{"view":1}}]}',
      '{"atMs":0,"do":"behave","replica":1,"as":"tell","lies":[{"to":[1,2],"edits":{"view":1}}]}',
      '{"atMs":0,"do":"behave","replica":1,"as":"tell","lies":[{"to":[1,2],"type":"COMMIT"}]}',
      '{"atMs":0,"do":"behave","replica":1,"as":"tell","lies":[{"to":[2],"type":"COMMIT","edits":{"view":1}}]}',
      '{"atMs":0,"do":"behave","replica":1,"as":"tell","lies":[{"to":[1],"type":"COMMIT","edits":{"view":1}}]}',
      '{"atMs":0,"do":"behave","replica":1,"as":"tell","lies":[{"to":[1,2],"type":"COMMIT","edits":{}}]}',
    ]);
    expect(forms({ atMs: 0, do: 'alter', message: 'r0>1#2', edits: { view: 1, slot: 2 } })).toEqual([
      '{"atMs":0,"do":"alter","message":"r0>1#2","edits":{"slot":2}}',
      '{"atMs":0,"do":"alter","message":"r0>1#2","edits":{"view":1}}',
    ]);
    expect(forms({ atMs: 0, do: 'alter', message: 'r0>1#2', edits: { view: 1 } })).toEqual([]);
    expect(forms({ atMs: 0, do: 'link', from: 0, to: 1, lossRate: 0 })).toEqual([]);
  });

  it('weigh less, are valid and stay the same act', () =>
    fc.assert(
      fc.property(fc.nat(500), (seed) => {
        const { scenario, commands } = drawn(seed);
        for (const command of commands.slice(0, 40)) {
          for (const simpler of simplerCommands(command)) {
            expect(commandWeight(simpler)).toBeLessThan(commandWeight(command));
            expect(simpler.do).toBe(command.do);
            // What a lie needs may be gone: the search refuses such a form before it runs.
            if (command.do !== 'behave')
              expect(checkCommands(scenario, [simpler], known)).toMatchObject({ ok: true });
          }
        }
      }),
    ));
});

describe('simpler forms of a case', () => {
  it('are scenarios, and a smaller one exists for whatever was drawn', () =>
    fc.assert(
      fc.property(fc.nat(200), (seed) => {
        const whole = drawn(seed);
        const forms = anatomy.places(whole).flatMap((place) => place(whole));
        const lighter = forms.filter((form) => anatomy.weight(form) < anatomy.weight(whole));
        expect(lighter.length).toBeGreaterThan(4);
        for (const form of lighter) {
          expect(form.commands).toHaveLength(whole.commands.length);
          // Fewer clients may leave a link without its end: those are refused, never run.
          if (form.scenario.workload.clients < whole.scenario.workload.clients) continue;
          // And what a lie needs may be gone.
          if (form.commands.some((one, at) => one.do === 'behave' && !same(one, whole.commands[at])))
            continue;
          expect(validateScenario(scenarioOf(form), known)).toMatchObject({ ok: true });
        }
      }),
      { numRuns: 8 },
    ));

  it('weigh less by one command than by anything that a command may lose', () => {
    const whole = drawn(7);
    const fewer = anatomy.withItems(whole, anatomy.items(whole).slice(1));
    expect(anatomy.weight(fewer)).toBeLessThan(anatomy.weight(whole));
  });
});

describe('a case', () => {
  const crash: ScenarioCommand = { atMs: 5, do: 'crash', replica: 2 };

  it('of the catalogue keeps its id while nothing of it changed', () => {
    const scenario = scenarioNamed('primary-crash');
    const whole = caseOf({ ...scenario, seed: 7, commands: [...scenario.commands, crash] }, []);
    // Commands take effect by time, and so they are written.
    const late = { ...crash, atMs: 900 };
    const kept = sessionOf({ ...whole, commands: [...scenario.commands, late] }, [], find);
    expect(kept.session).toEqual({ scenario: 'primary-crash', seed: 7, commands: [late] });
    const changed = sessionOf({ ...whole, commands: [crash] }, ['A story.'], find);
    expect(changed.session.commands).toEqual([crash]);
    expect(changed.session.scenario).toMatchObject({
      title: `${scenario.title}, minimised`,
      story: ['A story.'],
      commands: [],
      expect: { verdicts: scenario.expect.verdicts },
    });
    expect(validateSession(changed, known)).toMatchObject({ ok: true });
  });

  it('takes the rows of a file along', () => {
    const rows: readonly Row[] = [{ kind: 'deposit', account: 1, asset: 'USD', amount: '5', id: 'a' }];
    const scenario = scenarioNamed('fault-free');
    const { count: _count, ...workload } = scenario.workload;
    const whole = caseOf({ ...scenario, workload: { ...workload, source: 'file:day.csv' } }, rows);
    expect(whole.scenario.workload).toMatchObject({ source: 'inline', commands: rows });
    expect(requestsOf(whole)).toBe(1);
  });
});

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
