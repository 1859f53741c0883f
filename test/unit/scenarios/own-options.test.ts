/** Options that one protocol alone knows: declared by its manifest, set in a scenario, checked by name and range. */
import { describe, expect, it } from 'vitest';
import { createSimulated } from '../../../src/kernel/authenticator.ts';
import { type OwnOptions, ownFault, ownValues } from '../../../src/kernel/options.ts';
import { known } from '../../../src/runtime/known.ts';
import { createPlanner } from '../../../src/runtime/plan.ts';
import { validateScenario } from '../../../src/scenarios/validate.ts';

const declared: OwnOptions = {
  epochMs: { kind: 'ms', default: 200, least: 0.002, most: 1_000, says: 'Length.' },
  batch: { kind: 'count', default: 16, least: 1, most: 64, says: 'Size.' },
  echo: { kind: 'flag', default: true, says: 'Echo.' },
  leaders: { kind: 'choice', default: 'rotation', choices: ['rotation', 'hash'], says: 'Who.' },
};

describe('values', () => {
  it('are the defaults, in microseconds and without Ms where they are times', () => {
    expect(ownValues(declared)).toEqual({ epoch: 200_000, batch: 16, echo: true, leaders: 'rotation' });
  });
  it('are what a file says instead', () => {
    expect(ownValues(declared, { epochMs: 0.5, echo: false })).toMatchObject({
      epoch: 500,
      echo: false,
      batch: 16,
    });
  });
});

describe('a value that does not fit', () => {
  it.each([
    ['epochMs', 0, 'a number of milliseconds from 0.002 to 1000 with at most 3 decimals'],
    ['epochMs', 1.0005, 'a number of milliseconds from 0.002 to 1000 with at most 3 decimals'],
    ['epochMs', '5', 'a number of milliseconds from 0.002 to 1000 with at most 3 decimals'],
    ['batch', 1.5, 'a whole number from 1 to 64'],
    ['batch', 65, 'a whole number from 1 to 64'],
    ['echo', 1, 'true or false'],
    ['leaders', 'chance', 'one of rotation, hash'],
  ] as const)('%s = %s', (name, value, expected) => {
    const option = declared[name];
    if (option === undefined) throw new Error('an option expected');
    expect(ownFault(option, value)).toBe(expected);
  });
  it.each([
    ['epochMs', 0.125],
    ['batch', 64],
    ['echo', false],
    ['leaders', 'hash'],
  ] as const)('%s = %s fits', (name, value) => {
    const option = declared[name];
    expect(option && ownFault(option, value)).toBe(null);
  });
});

describe('in a scenario', () => {
  const source = (id: string, own: unknown) => {
    return { version: 1, id: 'x', protocol: { id, replicas: 4, options: { own } } };
  };
  it('reach the plan', () => {
    const checked = validateScenario(source('streamlet', { epochMs: 40 }), known);
    if (!checked.ok) throw new Error(checked.problem);
    const given = { scenario: checked.value, rows: [], seed: 1, openEnded: false };
    const plan = createPlanner(given, createSimulated(1))([]);
    expect(plan.options.own).toMatchObject({ epoch: 40_000, echo: true });
  });
  it('that the protocol does not have are refused by name', () => {
    expect(validateScenario(source('streamlet', { speed: 1 }), known)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('an option of streamlet (epochMs, echo'),
    });
    expect(validateScenario(source('pbft', { epochMs: 40 }), known)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('no own options of pbft'),
    });
  });
  it('out of their range are refused in place', () => {
    expect(validateScenario(source('streamlet', { batch: 0 }), known)).toMatchObject({
      ok: false,
      problem: 'expected a whole number from 1 to 64, found 0, at /protocol/options/own/batch',
    });
  });
});
