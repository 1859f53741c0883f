/**
 * The import table as a rule. dependency-cruiser checks the same table with another parser; this reading also
 * knows the names that are imported, and says what a file may do instead.
 */
import { posix } from 'node:path';
import { isTypesOnly, matcherOf, ownRoom, rowOf } from '../../../scripts/import-table.mjs';
import type { Import, Source } from '../source.ts';

type Row = NonNullable<ReturnType<typeof rowOf>>;

/** Charts are described with `setup`; what would run one belongs to src/replica. */
const XSTATE_IN_PROTOCOLS = ['setup'];

/** Everything a file imports stands in its row of the table. */
export function importsFollowTheTable(source: Source): readonly string[] {
  const path = source.path.replace(/^src\//, '');
  const row = rowOf(path);
  if (row === null) return [`${source.path}: no row of scripts/import-table.mjs rules over this file`];
  return source.imports.flatMap((one) => {
    const why = one.kind === 'url' ? null : refusal(row, path, one);
    return why === null ? [] : [`${source.path}: ${why}`];
  });
}

/** Where a relative import leads, below the project's folder; null for a package. */
export function targetOf(source: Source, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.join(posix.dirname(source.path), specifier.replace(/[?#].*$/, ''));
}

function refusal(row: Row, path: string, one: Import): string | null {
  if (one.specifier === '') return 'import() needs the path written out, so that it can be checked';
  if (!one.specifier.startsWith('.')) return packageRefusal(row, path, one);
  const target = posix.join('src', posix.dirname(path), one.specifier.replace(/\?.*$/, ''));
  if (!/\.(ts|tsx|css|json|svg)$/.test(target)) return `'${one.specifier}' lacks its ending: write './x.ts'`;
  if (!target.startsWith('src/')) return `'${one.specifier}' leads out of src/`;
  return roomRefusal(row, path, target.slice('src/'.length), one);
}

function roomRefusal(row: Row, path: string, target: string, one: Import): string | null {
  const star = matcherOf(row.files).exec(path)?.[1] ?? '[^/]+';
  const leadsTo = (entry: string) => matcherOf(entry, star).test(target);
  if (row.alone !== true && leadsTo(ownRoom(row))) return null;
  const entries = row.rooms.filter(leadsTo);
  if (entries.length === 0)
    return `${row.files} may not import ${target}; it may import ${listOf(row.rooms)}`;
  if (one.typesOnly || entries.some((entry) => !isTypesOnly(entry))) return null;
  return `${row.files} may import types alone from ${target}: write 'import type'`;
}

function packageRefusal(row: Row, path: string, one: Import): string | null {
  const name = packageName(one.specifier);
  if (!isAllowedPackage(row, name))
    return `${row.files} may not import ${name}; it may import ${listOf(row.packages)}`;
  if (name !== 'xstate' || !path.startsWith('protocols/')) return null;
  const refused = one.values.filter((value) => !XSTATE_IN_PROTOCOLS.includes(value));
  return refused.length === 0 ? null : `${row.files} may not use ${listOf(refused)} of xstate`;
}

function isAllowedPackage(row: Row, name: string): boolean {
  if (row.packages.includes('*') || row.packages.includes(name)) return true;
  return name.startsWith('node:') && row.packages.includes('node:*');
}

/** `@noble/hashes/sha2.js` is of the package `@noble/hashes`; `fs` would be Node's without saying so. */
function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function listOf(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ');
}
