/**
 * Text or data to a checked scenario or session. The only way into the house for a file: everything behind
 * may trust what comes out. Nothing here throws, whatever it is given.
 */
import { commandsFault, crossFault } from './cross-check.ts';
import { check } from './fields.ts';
import { readJson } from './json.ts';
import { limits } from './limits.ts';
import { sortedNotes } from './notes.ts';
import { plainFault } from './plain.ts';
import { accept, type Checked, type Fault, refuse, sentence } from './problem.ts';
import { resolveCommands, resolveScenario } from './resolve.ts';
import { notesSchema, scenarioSchema, sessionSchema } from './schema.ts';
import type { Known, Note, Scenario, SessionFile } from './types.ts';

type Judged<T> = { readonly value: T } | { readonly fault: Fault };

/** A scenario given as data. The problem names the place as a JSON pointer. */
export function validateScenario(value: unknown, known: Known): Checked<Scenario> {
  return worded(judgePlain(value, (plain) => judgeScenario(plain, known)));
}

/** A session given as data. A scenario given by id stays an id. */
export function validateSession(value: unknown, known: Known): Checked<SessionFile> {
  return worded(judgePlain(value, (plain) => judgeSession(plain, known)));
}

/** A scenario file. The problem names line and column too. */
export function parseScenario(text: string, known: Known): Checked<Scenario> {
  return parseWith(text, (value) => judgeScenario(value, known));
}

export function parseSession(text: string, known: Known): Checked<SessionFile> {
  return parseWith(text, (value) => judgeSession(value, known));
}

/** Either kind of file: a session is known by its key `session`. */
export function parseFile(text: string, known: Known): Checked<Scenario | SessionFile> {
  return parseWith<Scenario | SessionFile>(text, (value) =>
    isSession(value) ? judgeSession(value, known) : judgeScenario(value, known),
  );
}

/** True iff what {@link parseFile} returned is a session. */
export function isSessionFile(file: Scenario | SessionFile): file is SessionFile {
  return 'session' in file;
}

/** The file that reads as this value: two spaces of indentation and a line feed at the end. */
export function printFile(file: Scenario | SessionFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Either kind of value: what a link or the page hands over. */
export function isSession(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'session');
}

/** Commands that are added to a checked scenario, such as those of a session or of the page. */
export function checkCommands(
  scenario: Scenario,
  commands: unknown,
  known: Known,
): Checked<Scenario['commands']> {
  return worded(
    judgePlain(commands, (plain) => {
      const session = check(sessionSchema, { version: 1, session: { scenario: 'none', commands: plain } });
      if ('fault' in session) return { fault: { ...session.fault, path: session.fault.path.slice(1) } };
      const resolved = resolveCommands(session.value.session.commands);
      const fault = commandsFault(scenario, known, resolved, ['commands']);
      return fault === null ? { value: resolved } : { fault };
    }),
  );
}

/** Notes that are added to a session, such as those of the page; in the order of their moments. */
export function checkNotes(notes: unknown): Checked<readonly Note[]> {
  return worded(
    judgePlain(notes, (plain) => {
      const checked = check(notesSchema, plain);
      if ('fault' in checked) return { fault: { ...checked.fault, path: ['notes', ...checked.fault.path] } };
      return { value: sortedNotes(checked.value) };
    }),
  );
}

function judgeScenario(value: unknown, known: Known): Judged<Scenario> {
  const checked = check(scenarioSchema, value);
  if ('fault' in checked) return checked;
  const scenario = resolveScenario(checked.value);
  const fault = crossFault(scenario, known);
  return fault === null ? { value: scenario } : { fault };
}

function judgeSession(value: unknown, known: Known): Judged<SessionFile> {
  const checked = check(sessionSchema, value);
  if ('fault' in checked) return checked;
  const { scenario: given, seed, commands: written, notes = [] } = checked.value.session;
  const commands = resolveCommands(written);
  const rest = {
    ...(seed !== undefined && { seed }),
    commands,
    ...(notes.length > 0 && { notes: sortedNotes(notes) }),
  };
  if (typeof given === 'string') return { value: { version: 1, session: { scenario: given, ...rest } } };
  const inner = judgeScenario(given, known);
  if ('fault' in inner)
    return { fault: { ...inner.fault, path: ['session', 'scenario', ...inner.fault.path] } };
  const fault = commandsFault(inner.value, known, commands, ['session', 'commands']);
  return fault === null ? { value: { version: 1, session: { scenario: inner.value, ...rest } } } : { fault };
}

function judgePlain<T>(value: unknown, judge: (plain: unknown) => Judged<T>): Judged<T> {
  try {
    const fault = plainFault(value);
    return fault === null ? judge(value) : { fault };
  } catch {
    // Only an object with its own code (a proxy, a getter) comes here: no file can hold one.
    return { fault: { path: [], expected: 'plain data', found: 'an object with code of its own' } };
  }
}

function parseWith<T>(text: string, judge: (value: unknown) => Judged<T>): Checked<T> {
  const json = readJson(text, limits.scenarioCharacters);
  if (!json.ok) return json;
  const judged = judgePlain(json.value.value, judge);
  if ('value' in judged) return accept(judged.value);
  const { line, column } = json.value.locate(judged.fault.path);
  return refuse(sentence(judged.fault, ` (line ${line}, column ${column})`));
}

function worded<T>(judged: Judged<T>): Checked<T> {
  return 'value' in judged ? accept(judged.value) : refuse(sentence(judged.fault));
}
