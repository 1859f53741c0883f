/**
 * What the parameters of a lie must be, as its behaviour declares them: replicas and clients that exist,
 * known message types, numbers in range, composed lies that somebody hears. Refused by name, before anything
 * runs.
 */
import { unreachable } from '../kernel/assert.ts';
import type { LieParameter } from '../kernel/lie.ts';
import { isRecord } from '../kernel/signed.ts';
import { type Fault, listed, type Path, show } from './problem.ts';

/** What parameters may name. */
export interface LieWorld {
  readonly replicas: number;
  readonly clients: number;
  /** Message types of the protocol; empty where they are not known, and then any will do. */
  readonly types: readonly string[];
}

type Parameters = Readonly<Record<string, unknown>>;
type Declared = Readonly<Record<string, LieParameter>>;

/** The first fault of what a `behave` command says besides who and how; null if there is none. */
export function lieFault(parameters: Parameters, declared: Declared, world: LieWorld): Fault | null {
  const names = Object.keys(declared);
  for (const key of Object.keys(parameters)) {
    if (Object.hasOwn(declared, key)) continue;
    const expected = names.length === 0 ? 'no parameters of this lie' : `one of the keys ${listed(names)}`;
    return { path: [key], expected, found: show(key) };
  }
  for (const [name, parameter] of Object.entries(declared)) {
    const value = parameters[name];
    // A lie without its parameters is told to nobody: harmless, and what a shrunk run may come to.
    if (value === undefined) continue;
    const fault = valueFault(value, parameter, world, [name]);
    if (fault !== null) return fault;
  }
  return sidesFault(parameters, declared);
}

function valueFault(value: unknown, parameter: LieParameter, world: LieWorld, path: Path): Fault | null {
  switch (parameter.kind) {
    case 'replicas':
    case 'side':
      return replicasFault(value, world, path);
    case 'types':
      return typesFault(value, world, path);
    case 'client':
      return clientFault(value, world, path);
    case 'count':
      return numberFault(value, parameter, path, Number.isSafeInteger);
    case 'ms':
      return numberFault(value, parameter, path, (ms) => Math.round(ms * 1000) / 1000 === ms);
    case 'choice':
      if (typeof value === 'string' && parameter.choices.includes(value)) return null;
      return { path, expected: `one of ${listed(parameter.choices)}`, found: show(value) };
    case 'lies':
      return liesFault(value, world, path);
    default:
      return unreachable(parameter);
  }
}

function replicasFault(value: unknown, { replicas }: LieWorld, path: Path): Fault | null {
  if (!Array.isArray(value)) return { path, expected: 'a list of replicas', found: show(value) };
  for (const [i, id] of value.entries()) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= replicas)
      return { path: [...path, i], expected: `a replica from 0 to ${replicas - 1}`, found: show(id) };
    if (value.indexOf(id) < i)
      return { path: [...path, i], expected: 'each replica once', found: `${show(id)} again` };
  }
  return null;
}

/** Nobody is told both things. */
function sidesFault(parameters: Parameters, declared: Declared): Fault | null {
  const seen = new Set<unknown>();
  for (const [name, { kind }] of Object.entries(declared)) {
    const side = parameters[name];
    if (kind !== 'side' || !Array.isArray(side)) continue;
    for (const [i, id] of side.entries()) {
      if (seen.has(id)) return { path: [name, i], expected: 'each replica once', found: `${show(id)} again` };
      seen.add(id);
    }
  }
  return null;
}

const mostTypes = 32;

function typesFault(value: unknown, world: LieWorld, path: Path): Fault | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostTypes)
    return { path, expected: `a list of 1 to ${mostTypes} message types`, found: show(value) };
  for (const [i, type] of value.entries()) {
    const fault = typeFault(type, world, [...path, i]);
    if (fault !== null) return fault;
  }
  return null;
}

function typeFault(type: unknown, { types }: LieWorld, path: Path): Fault | null {
  const isKnown = typeof type === 'string' && (types.length === 0 || types.includes(type));
  return isKnown ? null : { path, expected: `a message type (${listed(types)})`, found: show(type) };
}

function clientFault(value: unknown, { clients }: LieWorld, path: Path): Fault | null {
  const isKnown =
    typeof value === 'string' && /^c(0|[1-9]\d*)$/.test(value) && Number(value.slice(1)) < clients;
  return isKnown ? null : { path, expected: `a client from "c0" to "c${clients - 1}"`, found: show(value) };
}

function numberFault(
  value: unknown,
  { least, most }: { readonly least: number; readonly most: number },
  path: Path,
  isFine: (value: number) => boolean,
): Fault | null {
  if (typeof value === 'number' && value >= least && value <= most && isFine(value)) return null;
  return { path, expected: `a number from ${least} to ${most}`, found: show(value) };
}

const mostLies = 32;
const mostVersions = 16;
const mostTimes = 1_000;
const lieKeys = ['type', 'view', 'slot', 'times', 'versions', 'nothing'];

function liesFault(value: unknown, world: LieWorld, path: Path): Fault | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostLies)
    return { path, expected: `a list of 1 to ${mostLies} lies`, found: show(value) };
  for (const [i, lie] of value.entries()) {
    const fault = composedFault(lie, world, [...path, i]);
    if (fault !== null) return fault;
  }
  return null;
}

function composedFault(lie: unknown, world: LieWorld, path: Path): Fault | null {
  if (!isRecord(lie)) return { path, expected: 'a lie: type, versions, nothing', found: show(lie) };
  const stranger = Object.keys(lie).find((key) => !lieKeys.includes(key));
  if (stranger !== undefined)
    return {
      path: [...path, stranger],
      expected: `one of the keys ${listed(lieKeys)}`,
      found: show(stranger),
    };
  const { type, view, slot, times, versions = [], nothing = [] } = lie;
  const numbers = [
    { name: 'view', value: view, least: 0, most: Number.MAX_SAFE_INTEGER },
    { name: 'slot', value: slot, least: 1, most: Number.MAX_SAFE_INTEGER },
    { name: 'times', value: times, least: 1, most: mostTimes },
  ];
  for (const { name, value, ...range } of numbers) {
    const fault =
      value === undefined ? null : numberFault(value, range, [...path, name], Number.isSafeInteger);
    if (fault !== null) return fault;
  }
  if (!Array.isArray(versions) || versions.length > mostVersions)
    return {
      path: [...path, 'versions'],
      expected: `a list of at most ${mostVersions}`,
      found: show(versions),
    };
  return (
    typeFault(type, world, [...path, 'type']) ??
    replicasFault(nothing, world, [...path, 'nothing']) ??
    versionsFault(versions, nothing as readonly unknown[], world, path)
  );
}

/** Nobody hears two versions, or a version and nothing. */
function versionsFault(
  versions: readonly unknown[],
  nothing: readonly unknown[],
  world: LieWorld,
  path: Path,
): Fault | null {
  const told = new Set<unknown>(nothing);
  for (const [i, version] of versions.entries()) {
    const at = [...path, 'versions', i];
    if (!isRecord(version) || Object.keys(version).some((key) => key !== 'to' && key !== 'edits'))
      return { path: at, expected: 'a version: to, edits', found: show(version) };
    const { to = [], edits = {} } = version;
    const fault = replicasFault(to, world, [...at, 'to']);
    if (fault !== null) return fault;
    if (!isRecord(edits))
      return { path: [...at, 'edits'], expected: 'an object of edits', found: show(edits) };
    for (const [j, id] of (to as readonly unknown[]).entries()) {
      if (told.has(id)) {
        const found = `${show(id)} again`;
        return { path: [...at, 'to', j], expected: 'each replica in one version', found };
      }
      told.add(id);
    }
  }
  return null;
}
