/**
 * The session that the page has open: a scenario, its rows, and what the user did on top of it. Everything
 * that comes from outside (a link, a file, the header's controls) is checked here; a problem changes nothing.
 */
import { protocols } from '../protocols/registry.ts';
import { catalogue, catalogueIds, findScenario } from '../scenarios/catalog.ts';
import { joinedNotes } from '../scenarios/notes.ts';
import { listed } from '../scenarios/problem.ts';
import { parseRows } from '../scenarios/rows.ts';
import type { Note, Row, Scenario, ScenarioCommand } from '../scenarios/types.ts';
import { checkCommands, isSession, validateScenario, validateSession } from '../scenarios/validate.ts';
import { workloadFile, workloadRows } from '../scenarios/workload.ts';
import type { CatalogueEntry, Problem, RestartWith, SessionSource } from './api.ts';
import { known } from './known.ts';

export interface PageSession {
  readonly scenario: Scenario;
  /** Whether a link may name it by its id: it is the catalogue's, unchanged. */
  readonly fromCatalogue: boolean;
  readonly rows: readonly Row[];
  readonly seed: number;
  /** What the user did, in order; each at the cursor where it was done. */
  readonly interventions: readonly ScenarioCommand[];
  /** By moment. */
  readonly notes: readonly Note[];
}

export function catalogueEntries(): readonly CatalogueEntry[] {
  return catalogue.flatMap(({ id }) => {
    const scenario = findScenario(id, known);
    if (scenario === null) return [];
    const { title, story, protocol, seed } = scenario;
    const named = { protocol: protocol.id, protocolTitle: protocols[protocol.id]?.title ?? protocol.id };
    return [{ id, title, story, ...named, replicas: protocol.replicas, seed, scenario }];
  });
}

export function openSession(source: SessionSource): PageSession | Problem {
  if (source.kind === 'catalogue') {
    const scenario = findScenario(source.id, known);
    if (scenario !== null) return sessionOf(scenario, true, scenario.seed, []);
    return { problem: noSuchScenario(source.id, '') };
  }
  const newer = newerVersion(source.value);
  if (newer !== null) return { problem: newer };
  return isSession(source.value) ? openFile(source.value) : openScenario(source.value);
}

/** The open scenario with other numbers; what the user did is left behind, as it happened to another run. */
export function restartSession(session: PageSession, changes: RestartWith): PageSession | Problem {
  const { scenario } = session;
  const { replicas, seed, delayMs, count, everyMs, bugs, file } = changes;
  const rows = file === undefined ? null : parseRows(file.name, file.text);
  if (rows !== null && !rows.ok) return { problem: `${file?.name}: ${rows.problem}` };
  const { count: _count, ...workload } = scenario.workload;
  const inline = rows === null ? {} : { source: 'inline', commands: rows.value, count: rows.value.length };
  const kept = _count === undefined ? {} : { count: _count };
  const checked = validateScenario(
    {
      ...scenario,
      ...(rows !== null && { story: storyWith(file?.name ?? '', rows.value.length, scenario) }),
      seed: seed ?? session.seed,
      protocol: {
        ...scenario.protocol,
        replicas: replicas ?? scenario.protocol.replicas,
        bugs: bugs ?? scenario.protocol.bugs,
      },
      network: { ...scenario.network, delayMs: delayMs ?? scenario.network.delayMs },
      workload: {
        ...workload,
        ...kept,
        ...inline,
        ...(count !== undefined && { count }),
        ...(everyMs !== undefined && { everyMs }),
      },
    },
    known,
  );
  if (!checked.ok) return { problem: checked.problem };
  // A seed stands beside the scenario in a session, so another one leaves it the catalogue's.
  const same = isEqual({ ...checked.value, seed: scenario.seed }, scenario);
  const next = same ? scenario : checked.value;
  const acts = bugs === undefined ? [] : session.interventions;
  return sessionOf(next, same && session.fromCatalogue, checked.value.seed, acts);
}

/** A restart as an act, for undo. */
export function restartWords({ file, bugs }: RestartWith): string {
  if (bugs !== undefined) return bugs.length === 0 ? 'All rules are in place' : 'A rule is removed';
  return file === undefined ? 'The run begins anew' : `The rows of ${file.name.slice(0, 60)} become the load`;
}

/** What of a story still holds when the load is somebody's own. */
function storyWith(file: string, rows: number, { title }: Scenario): readonly string[] {
  const count = rows === 1 ? '1 row' : `${rows} rows`;
  return [`Network and faults are those of “${title}”; the load is the ${count} of ${file.slice(0, 60)}.`];
}

/** As data: the order of members says nothing. */
function isEqual(a: unknown, b: unknown): boolean {
  return inOrder(a) === inOrder(b);
}

function inOrder(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}

/** The same but for what the user did. */
export function isSameRun(a: PageSession, b: PageSession): boolean {
  return a.scenario === b.scenario && a.rows === b.rows && a.seed === b.seed;
}

/** The same session with other interventions, checked against the scenario. */
export function withInterventions(session: PageSession, commands: unknown): PageSession | Problem {
  const checked = checkCommands(session.scenario, commands, known);
  return checked.ok ? { ...session, interventions: checked.value } : { problem: checked.problem };
}

/** The session that goes on from `cursor` in another way: notes of what comes later speak of nothing here. */
export function forkedAt(session: PageSession, cursor: number): PageSession {
  return { ...session, notes: joinedNotes(session.notes, cursor, []) };
}

/** The session as a file: what the address, a link and a saved file hold. */
export function sessionFile({ scenario, fromCatalogue, seed, interventions, notes }: PageSession): unknown {
  return {
    version: 1,
    session: {
      scenario: fromCatalogue ? scenario.id : scenario,
      seed,
      commands: interventions,
      ...(notes.length > 0 && { notes }),
    },
  };
}

/** A session may have been made on a scenario that this version no longer has. */
function noSuchScenario(id: string, where: string): string {
  const expected = `expected a scenario of the catalogue (${listed(catalogueIds)})`;
  return `${expected}, found "${id.slice(0, 60)}"${where}`;
}

/** Null unless the file says itself that it is of a version after this one. */
function newerVersion(value: unknown): string | null {
  const version = (value as { readonly version?: unknown } | null)?.version;
  if (typeof version !== 'number' || !(version > FILE_VERSION)) return null;
  return (
    `expected version ${FILE_VERSION}, found ${version}: a newer version of this page made it, ` +
    `at /version`
  );
}

const FILE_VERSION = 1;

function openScenario(value: unknown): PageSession | Problem {
  const checked = validateScenario(value, known);
  if (!checked.ok) return { problem: checked.problem };
  return sessionOf(checked.value, false, checked.value.seed, []);
}

function openFile(value: unknown): PageSession | Problem {
  const checked = validateSession(value, known);
  if (!checked.ok) return { problem: checked.problem };
  const { scenario: given, seed, commands, notes = [] } = checked.value.session;
  const scenario = typeof given === 'string' ? findScenario(given, known) : given;
  if (scenario === null) return { problem: noSuchScenario(String(given), ', at /session/scenario') };
  const opened = sessionOf(scenario, typeof given === 'string', seed ?? scenario.seed, []);
  return 'problem' in opened ? opened : withInterventions({ ...opened, notes }, commands);
}

function sessionOf(
  scenario: Scenario,
  fromCatalogue: boolean,
  seed: number,
  interventions: readonly ScenarioCommand[],
): PageSession | Problem {
  const file = workloadFile(scenario);
  if (file !== null)
    return { problem: `expected the rows of ${file}: drop that file on the page after opening a scenario` };
  const rows = workloadRows(scenario, null);
  return rows.ok
    ? { scenario, fromCatalogue, rows: rows.value, seed, interventions, notes: [] }
    : { problem: rows.problem };
}
