/**
 * Every rule that can be removed is missed: its scenario goes wrong at the event on record, and is clean with
 * the rule in place. `GOLDEN=rewrite` writes the record anew; docs/planted-bugs.md says what each event is.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/registry.ts';
import { unmetExpectations } from '../../src/scenarios/expect.ts';
import { plantedBugs } from '../../src/scenarios/planted-bugs.ts';
import { type Played, play } from '../support/planted.ts';

const file = join(import.meta.dirname, '../golden/planted-bugs.json');
const rewrites = process.env['GOLDEN'] === 'rewrite';

/** By scenario: the verdicts it expects to be violated, each with the event and its moment. */
type Golden = Record<string, Record<string, { readonly event: number; readonly what: string }>>;

const recorded = JSON.parse(readFileSync(file, 'utf8')) as Golden;
const found: Golden = {};

describe.each(Object.values(protocols))('the bugs of $id', ({ id, bugs, rules }) => {
  it.each(Object.keys(bugs))('%s has exactly one scenario', (bug) => {
    const own = plantedBugs.filter(({ protocol }) => protocol.id === id && protocol.bugs?.includes(bug));
    expect(own.map((scenario) => [scenario.id, scenario.protocol.bugs])).toEqual([[`bug-${bug}`, [bug]]]);
  });

  it.each(Object.entries(bugs))('%s crosses out a rule and says what it was good for', (_bug, planted) => {
    expect(Object.keys(rules)).toContain(planted.rule);
    expect(planted.title).toMatch(/^[A-Z]+[0-9]*(, \w+ half)?: \S/);
    expect(planted.why).toMatch(/^[A-Z].{30,}\.$/);
  });
});

describe('planted bugs', () => {
  it.each(plantedBugs.map(({ id }) => id))('%s: violated with it, clean without', async (id) => {
    const on = await play(id);
    expect(unmetExpectations(on.scenario.expect, on.report)).toEqual([]);
    expect(on.report.endedBecause).toBe('violation');
    found[id] = violations(on);
    if (!rewrites) expect(found[id]).toEqual(recorded[id]);
    const off = await play(id, []);
    expect(off.report.verdicts.filter(({ verdict }) => verdict !== 'holds')).toEqual([]);
  });

  it('has a record of these scenarios and no other', () => {
    if (!rewrites) expect(Object.keys(recorded)).toEqual(plantedBugs.map(({ id }) => id));
  });

  it('has each of its events in docs/planted-bugs.md', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/planted-bugs.md'), 'utf8');
    for (const { id, protocol } of plantedBugs) {
      const row = page.split('\n').find((line) => line.includes(`\`${protocol.bugs?.[0]}\``)) ?? '';
      const told = row.split('|').at(-2)?.trim().split(', ') ?? [];
      const decided = Object.entries(recorded[id] ?? {}).map(
        ([property, { event }]) => `${property}@${event}`,
      );
      expect([id, [...told].sort()]).toEqual([id, decided.sort()]);
    }
  });

  afterAll(() => {
    if (rewrites) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  });
});

/** Of the verdicts that the scenario names: the event that decided each, and what kind of event it is. */
function violations({ scenario, report, events }: Played): Golden[string] {
  const named = Object.keys(scenario.expect.verdicts);
  const decided = report.verdicts.filter(({ property }) => named.includes(property));
  return Object.fromEntries(
    decided.map(({ property, event }) => {
      const at = events[event ?? -1];
      if (at === undefined || event === null) throw new Error(`an event of ${property} expected, found none`);
      const who = at.kind === 'replica' ? `R${at.replica}` : at.kind === 'client' ? at.client : at.kind;
      return [property, { event, what: `${who} at ${at.at / 1000} ms` }];
    }),
  );
}
