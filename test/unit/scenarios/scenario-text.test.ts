/**
 * Scenario and session files as text: line and column, sessions told from scenarios, what survives printing.
 */
import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/scenarios/limits.ts';
import { sessionScenario } from '../../../src/scenarios/session.ts';
import type { SessionFile } from '../../../src/scenarios/types.ts';
import {
  checkCommands,
  parseFile,
  parseScenario,
  parseSession,
  printFile,
  validateScenario,
} from '../../../src/scenarios/validate.ts';
import { knownForTests as known, leastScenario as least } from '../../support/known.ts';

describe('text', () => {
  it.each([
    ['', 'expected a value, found the end of the text, at line 1, column 1'],
    ['{\n  "version": 1,\n}', 'expected a key in double quotes, found "}", at line 3, column 1'],
    ['{"a" 1}', 'expected a colon, found "1", at line 1, column 6'],
    ['{"version": 1} 2', 'expected the end of the text, found "2", at line 1, column 16'],
    ['{"a": 1, "a": 2}', 'expected each key once, found "a" again, at line 1, column 10'],
    ['// hello\n{}', 'expected JSON without comments, found "// hello", at line 1, column 1'],
    ['{"a": "x\n"}', 'expected the end of a string, found "\\"x", at line 1, column 7'],
    ['['.repeat(40), 'expected at most 32 levels of nesting, found more, at line 1, column 33'],
  ])('refuses %j by line and column', (text, problem) => {
    expect(parseScenario(text, known)).toEqual({ ok: false, problem });
  });

  it('adds line and column to the place of a value', () => {
    const text =
      '\ufeff{\r\n  "version": 1, "id": "x",\r\n  "protocol": { "id": "pbft", "replicas": 3 }\r\n}\r\n';
    const problem =
      'expected a whole number from 4 to 128, found 3, at /protocol/replicas (line 3, column 43)';
    expect(parseScenario(text, known)).toEqual({ ok: false, problem });
  });

  it('places a missing key at the object that lacks it', () => {
    const text = '{"version": 1, "id": "x",\n\n "protocol": {"replicas": 4}}';
    const problem = 'expected the key "id", found nothing, at /protocol/id (line 3, column 14)';
    expect(parseScenario(text, known)).toEqual({ ok: false, problem });
  });

  it('refuses a file that is too long', () => {
    const text = ' '.repeat(limits.scenarioCharacters + 1);
    const problem = 'expected at most 1048576 characters, found 1048577, at the end of the text';
    expect(parseScenario(text, known)).toEqual({ ok: false, problem });
  });

  it('survives nesting that hides from the bracket count', () => {
    expect(parseScenario(`/*"*/${'['.repeat(200_000)}`, known).ok).toBe(false);
  });

  it('says everything on one line', () => {
    const checked = parseScenario(JSON.stringify({ ...least, id: 'a\nb\u2028c\u0007' }), known);
    expect(checked.ok ? '' : checked.problem).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  });
});

const crash = { atMs: 3, do: 'crash', replica: 1 } as const;

describe('session', () => {
  const session = { version: 1, session: { scenario: least, seed: 7, commands: [crash] } };

  it('is told from a scenario by its key', () => {
    const parsed = parseFile(JSON.stringify(session), known);
    expect(parsed).toMatchObject({
      ok: true,
      value: { session: { seed: 7, scenario: { id: 'x', seed: 42 } } },
    });
    expect(parseFile(JSON.stringify(least), known)).toMatchObject({ ok: true, value: { id: 'x' } });
  });

  it('survives printing', () => {
    const parsed = parseSession(JSON.stringify(session), known);
    expect(parsed.ok && parseSession(printFile(parsed.value), known)).toEqual(parsed);
  });

  it.each([
    [{}, 'expected the key "scenario", found nothing, at /session/scenario'],
    [
      { scenario: 'x', more: 1 },
      'expected one of the keys scenario, seed, commands, notes, found "more", at /session/more',
    ],
    [{ scenario: 7 }, 'expected the id of a scenario or a scenario, found 7, at /session/scenario'],
    [{ scenario: { ...least, version: 3 } }, 'expected 1, found 3, at /session/scenario/version'],
    [
      { scenario: least, commands: [{ atMs: 1, do: 'crash', replica: 4 }] },
      'expected a replica from 0 to 3, found 4, at /session/commands/0/replica',
    ],
  ])('refuses %j', (value, problem) => {
    const parsed = parseSession(JSON.stringify({ version: 1, session: value }), known);
    expect(parsed.ok ? 'accepted' : parsed.problem.replace(/ \(line .*\)$/, '')).toBe(problem);
  });

  it('amounts to its scenario with its own seed and its commands behind', () => {
    const checked = validateScenario({ ...least, commands: [{ atMs: 9, do: 'heal' }] }, known);
    if (!checked.ok) throw new Error(checked.problem);
    const file = (scenario: SessionFile['session']['scenario']): SessionFile => {
      return { version: 1, session: { scenario, seed: 7, commands: [crash] } };
    };
    const whole = {
      ok: true,
      value: { ...checked.value, seed: 7, commands: [{ atMs: 9, do: 'heal' }, crash] },
    };
    const find = (id: string) => (id === 'x' ? checked.value : null);
    expect(sessionScenario(file(checked.value), known, () => null, [])).toEqual(whole);
    expect(sessionScenario(file('x'), known, find, ['x'])).toEqual(whole);
    expect(sessionScenario(file('y'), known, find, ['x'])).toEqual({
      ok: false,
      problem: 'expected a scenario of the catalogue (x), found "y", at /session/scenario',
    });
  });

  it('has its commands checked against the scenario that it names', () => {
    const checked = validateScenario(least, known);
    const file: SessionFile = {
      version: 1,
      session: { scenario: 'x', commands: [{ ...crash, replica: 9 }] },
    };
    expect(sessionScenario(file, known, () => (checked.ok ? checked.value : null), [])).toEqual({
      ok: false,
      problem: 'expected a replica from 0 to 3, found 9, at /session/commands/0/replica',
    });
  });
});

describe('single commands', () => {
  it('are checked against a scenario', () => {
    const checked = validateScenario(least, known);
    if (!checked.ok) throw new Error(checked.problem);
    expect(checkCommands(checked.value, [crash], known)).toEqual({ ok: true, value: [crash] });
    const refused = checkCommands(checked.value, [crash, { ...crash, replica: 4 }], known);
    expect(refused).toEqual({
      ok: false,
      problem: 'expected a replica from 0 to 3, found 4, at /commands/1/replica',
    });
    expect(checkCommands(checked.value, [{ do: 'crash' }], known)).toEqual({
      ok: false,
      problem: 'expected the key "atMs", found nothing, at /commands/0/atMs',
    });
  });
});
